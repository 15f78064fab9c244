#pragma once

#include "core/inventory/inventory.h"
#include "core/provider/access_lists.h"
#include "core/provider/organization_settings.h"
#include "core/provider/visibility.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"
#include "tests/ui/path_choosers.h"
#include "ui/accounts/accounts_page.h"
#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/roles/role_book.h"
#include "ui/shell/task_list.h"

#include <QApplication>
#include <QClipboard>

namespace keywright::test {

/// Of a connection that nothing is sent with.
inline std::shared_ptr<Authorizer> signsNothing()
{
    return std::make_shared<FakeAuthorizer>(QString(), AccountType::OAuth, Secret());
}

/// A provider with roles, workspaces and command lines, for the pages.
class AccountsProvider : public FakeProvider
{
public:
    using FakeProvider::FakeProvider;

    Async<QList<Role>> roleCatalog(CancelToken) override
    {
        if (catalogError)
            co_return failure(*catalogError);
        co_return Result<QList<Role>>(catalog);
    }
    Async<QList<Scope>> scopes(CancelToken) override { co_return Result<QList<Scope>>(places); }
    Async<CreatedAccount> createAccount(NewAccount account, CancelToken cancel) override
    {
        lifetimeAsked = account.secretLifetimeHours;
        return FakeProvider::createAccount(std::move(account), std::move(cancel));
    }
    Async<QList<ServiceAccount>> listAllAccounts(QString search, CancelToken cancel) override
    {
        const auto self = shared_from_this();
        auto listed = co_await listAccounts(std::move(search), std::move(cancel));
        if (listed)
            listed->append(systemManaged);
        co_return listed;
    }
    QUrl tokenUrl() const override { return QUrl(QStringLiteral("https://login.test/token")); }
    QString createCommand(const NewAccount &account) const override
    {
        return QStringLiteral("vendor create \"%1\"").arg(account.name);
    }

    AccessLists *accessLists() override { return lists.get(); }
    OrganizationSettings *organizationSettings() override { return settings.get(); }
    Visibility *visibility() override { return sight.get(); }
    QString deletionMeaning() const override { return meaning; }

    QList<Role> catalog;
    QList<Scope> places;
    QString meaning;
    QList<ServiceAccount> systemManaged;
    // What this system has beyond every other; null where it has not.
    std::shared_ptr<AccessLists> lists;
    std::shared_ptr<OrganizationSettings> settings;
    std::shared_ptr<Visibility> sight;
    std::optional<Error> catalogError;
    int lifetimeAsked = 0;
};

inline Role makeRole(const char *id, const char *name, const QList<ScopeKind> &scopes)
{
    Role role;
    role.id = QString::fromLatin1(id);
    role.name = QString::fromLatin1(name);
    role.description = QStringLiteral("What %1 allows").arg(role.name);
    role.scopes = scopes;
    role.permissions = {QStringLiteral("read definitions")};
    role.privileged = scopes.contains(ScopeKind::Organization);
    return role;
}

inline RoleGrant makeGrant(const char *role, const char *workspace, const char *group = "")
{
    RoleGrant grant;
    grant.roleId = QString::fromLatin1(role);
    grant.scope.id = QString::fromLatin1(workspace);
    grant.viaGroup = QString::fromLatin1(group);
    return grant;
}

/// One connection to a server in memory, and everything the accounts page works with.
struct AccountsWorld
{
    explicit AccountsWorld(const QString &connectionId = QStringLiteral("c1"))
        : id(connectionId)
    {
        const QList<ScopeKind> places{ScopeKind::Workspace, ScopeKind::AllWorkspaces};
        provider->catalog = {
            makeRole("consumer", "Consumer", places), makeRole("viewer", "Viewer", places),
            makeRole("admin", "Admin", {ScopeKind::Organization})};
        provider->places = {
            {ScopeKind::Workspace, QStringLiteral("prod")},
            {ScopeKind::Workspace, QStringLiteral("staging")}};
        connection.id = connectionId;
        connection.name = QStringLiteral("Tecton prod");
        connection.provider = QStringLiteral("tecton");
        session = std::make_shared<Session>(
            connection, provider, signsNothing(), credentials, journal.creations);
    }

    ServiceAccount &addAccount(const char *name, AccountType type = AccountType::OAuth)
    {
        ServiceAccount account;
        account.name = QString::fromLatin1(name);
        account.id = QStringLiteral("id-") + account.name;
        account.description = QStringLiteral("What %1 does").arg(account.name);
        account.type = type;
        account.createdAt = clock->now().addDays(-214);
        account.createdBy = QStringLiteral("dana@acme.test");
        provider->accounts.append(account);
        return provider->accounts.last();
    }
    ClientSecret &addSecret(const QString &accountId, const char *secretId)
    {
        ClientSecret secret;
        secret.id = QString::fromLatin1(secretId);
        secret.masked = QStringLiteral("…") + secret.id.right(4);
        secret.createdAt = clock->now().addDays(-30);
        provider->secrets[accountId].append(secret);
        return provider->secrets[accountId].last();
    }
    /// Opens the connection and waits for nothing: the fake answers at once.
    void open()
    {
        inventory.add(session);
        inventory.refresh(id);
    }
    AccountsServices services() { return {inventory, roles, tasks, clipboard, files, nullptr}; }
    AccountKey key(const char *name) const
    {
        return {id, QStringLiteral("id-") + QString::fromLatin1(name)};
    }

    QString id;
    Connection connection;
    std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    std::shared_ptr<AccountsProvider> provider = std::make_shared<AccountsProvider>(log);
    std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    const TemporaryJournal journal;
    std::shared_ptr<Session> session;
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    Inventory inventory{clock};
    RoleBook roles{inventory};
    TaskList tasks;
    ClipboardGuard clipboard{*QGuiApplication::clipboard(), clock};
    FixedPathChooser files;
};

} // namespace keywright::test
