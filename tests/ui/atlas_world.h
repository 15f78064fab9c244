#pragma once

#include "core/inventory/inventory.h"
#include "tests/core/atlas_fixture.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"
#include "tests/ui/accounts_fixture.h"
#include "ui/accounts/accounts_page.h"
#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/roles/role_book.h"
#include "ui/shell/task_list.h"

#include <QApplication>
#include <QClipboard>

namespace keywright::test {

/// A connection to an Atlas organisation (or to one of its projects) of a sandbox in this process,
/// and everything the accounts page works with.
struct AtlasWorld
{
    /// `project` is the number of the sandbox' project to work on; negative: the organisation.
    explicit AtlasWorld(int project = -1)
    {
        connection.id = QStringLiteral("atlas");
        connection.name = QStringLiteral("Atlas Acme");
        connection.provider = QStringLiteral("atlas");
        connection.orgId = server.info().orgId;
        ProviderSettings settings = server.settings();
        if (project >= 0)
            settings.projectId = connection.projectId = server.project(project);
        const auto connected = server.connect(
            settings, SignIn::ClientCredentials, server.info().clientId,
            server.info().clientSecret);
        provider = connected->provider;
        session = std::make_shared<Session>(
            connection, connected->provider, connected->authorizer, credentials, journal.creations);
        inventory.add(session);
    }

    AccountsServices services() { return {inventory, roles, tasks, clipboard, files, nullptr}; }
    AccountKey key(const QString &accountId) const { return {connection.id, accountId}; }
    const ServiceAccount *find(const QString &name) const
    {
        const QList<ServiceAccount> &accounts = inventory.snapshot(connection.id).accounts;
        const auto found = std::find_if(
            accounts.cbegin(), accounts.cend(),
            [&name](const ServiceAccount &account) { return account.name == name; });
        return found == accounts.cend() ? nullptr : &*found;
    }

    AtlasFixture server;
    const TemporaryJournal journal;
    Connection connection;
    std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    std::shared_ptr<Provider> provider;
    std::shared_ptr<Session> session;
    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    Inventory inventory{clock};
    RoleBook roles{inventory};
    TaskList tasks;
    ClipboardGuard clipboard{*QGuiApplication::clipboard(), clock};
    FixedPathChooser files;
};

} // namespace keywright::test
