#pragma once

#include "core/accounts/account_actions.h"
#include "tests/core/atlas_fixture.h"
#include "tests/ui/accounts_page_fixture.h"

namespace keywright::test {

/// The page on a connection to a sandbox in this process.
class AtlasPageFixture : public AccountsPageFixture
{
protected:
    void connectTo(const ConnectedProvider &connected)
    {
        Connection connection;
        connection.id = m_world->id;
        connection.name = QStringLiteral("Sandbox Atlas");
        connection.provider = QStringLiteral("atlas");
        connection.baseUrl = QUrl(m_atlas->info().url);
        connection.signIn = SignIn::ClientCredentials;
        connection.clientId = m_atlas->info().clientId;
        m_world->session = std::make_shared<Session>(
            connection, connected.provider, connected.authorizer, m_world->credentials,
            m_world->journal.creations);
    }
    void makeAtlasWorld()
    {
        makeWorld();
        m_atlas = std::make_unique<AtlasFixture>();
        connectTo(m_atlas->connectAdmin(m_atlas->settings()));
    }
    void dropAtlasWorld()
    {
        m_window.reset();
        QTRY_VERIFY(isAtRest());
        await(m_world->session->signOut(CancelToken())); // tokens on their way back come home
        m_unfinished.reset();
        m_world.reset();
        QCoreApplication::processEvents();
        m_atlas.reset();
    }
    bool isAtRest() const
    {
        return m_world->inventory.snapshot(m_world->id).state != SnapshotState::Loading &&
               m_world->tasks.tasks().empty();
    }
    /// Makes an account whose secret is in the keychain.
    void makeAccount(const QString &name, const QList<RoleGrant> &roles)
    {
        auto created = await(AccountActions::create(
            m_world->session, newAtlasAccount(name, roles), true, CancelToken()));
        QVERIFY2(created, qPrintable(errorOf(created).message));
        m_account = {m_world->id, created->account.id};
    }
    void openOn(const AccountKey &key)
    {
        open();
        QTRY_VERIFY(m_world->inventory.find(key.connectionId, key.accountId));
        m_page->choose(key);
    }
    AccountKey own() const { return {m_world->id, m_atlas->info().clientId}; }
    AccessLists &lists() const { return *m_world->session->provider()->accessLists(); }
    QStringList onServer(const QString &accountId) const
    {
        const auto entries = await(lists().list(accountId, CancelToken()));
        QStringList texts;
        for (const AccessEntry &entry : entries.value_or(QList<AccessEntry>()))
            texts.append(parseAccessAddress(entry.address).value_or(entry.address));
        texts.sort();
        return texts;
    }

    std::unique_ptr<AtlasFixture> m_atlas;
    AccountKey m_account;
};

} // namespace keywright::test
