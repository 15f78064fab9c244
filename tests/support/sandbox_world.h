#pragma once

#include "app/sandbox/sandbox.h"
#include "core/connection/deadline.h"
#include "core/connection/token_returns.h"
#include "tests/support/awaited.h"
#include "tests/support/kill_world.h"

#include <QTemporaryDir>

namespace keywright::test {

/// A sandbox in this process, and a session with it as one of the providers.
class SandboxWorld
{
public:
    explicit SandboxWorld(
        const QString &provider, int deadline = 0, const QString &keyring = QString())
    {
        sandbox::SandboxOptions options;
        options.tokensPerMinute = 1000;
        server = std::make_unique<sandbox::Sandbox>(options);
        QString reason;
        if (!server->start(&reason))
            qFatal("%s", qPrintable(reason));
        const sandbox::SandboxInfo info = server->info();
        const bool isAtlas = provider == QLatin1StringView("atlas");
        const auto &secret = isAtlas ? info.atlas.clientSecret : info.tecton.adminApiKey;
        place = {
            {QStringLiteral("provider"), provider},
            {QStringLiteral("url"), isAtlas ? info.atlas.url : info.tecton.url},
            {QStringLiteral("orgId"), isAtlas ? info.atlas.orgId : QString()},
            {QStringLiteral("clientId"), isAtlas ? info.atlas.clientId : QString()},
            {QStringLiteral("secret"), secret},
            {QStringLiteral("deadline"), deadline},
            {QStringLiteral("keyring"), keyring},
            {QStringLiteral("directory"), m_directory.path()}};
        client = std::make_unique<KillWorld>(
            place, std::make_shared<JournalDatabase>(KillWorld::journalFile(place)));
    }

    /// Tokens on their way back come home.
    ~SandboxWorld()
    {
        const Deadline stop(signOutDeadline, CancelToken());
        await(client->session->signOut(stop.token()));
    }
    SandboxWorld(const SandboxWorld &) = delete;
    SandboxWorld &operator=(const SandboxWorld &) = delete;

    QList<ServiceAccount> accounts(const QString &name) const
    {
        auto listed = await(client->session->provider()->listAccounts(name, CancelToken()));
        listed->removeIf(
            [&name](const ServiceAccount &account) { return !account.name.startsWith(name); });
        return *listed;
    }
    QList<ClientSecret> secrets(const QString &accountId) const
    {
        return await(client->session->provider()->listSecrets(accountId, CancelToken())).value();
    }
    /// The server accepts what the keychain holds.
    bool works(const ServiceAccount &account, const QString &item) const
    {
        const auto provider = client->session->provider();
        auto value = await(client->credentials->read({QStringLiteral("c1"), account.id, item}));
        if (!value)
            return false;
        if (account.type == AccountType::ApiKey) {
            auto shared = std::make_shared<const Secret>(*std::move(value));
            const auto owner = await(provider->introspectApiKey(shared, CancelToken()));
            return owner && owner->id == account.id && owner->status == AccountStatus::Active;
        }
        const auto authorizer =
            provider->authorizerFor(account.id, AccountType::OAuth, *std::move(value));
        AuthorizationContext context("GET", client->session->connection().baseUrl, CancelToken());
        return await(authorizer->authorization(std::move(context))).has_value();
    }
    int workingSecrets(const QString &name) const
    {
        int working = 0;
        const auto stored = client->credentials->stored(QStringLiteral("c1")).value();
        for (const ServiceAccount &account : accounts(name)) {
            for (const StoredCredential &credential : stored) {
                if (credential.key.owner == account.id && works(account, credential.key.item))
                    ++working;
            }
        }
        return working;
    }
    /// An account for this provider, with what it demands.
    NewAccount newAccount(const QString &name, AccountType type) const
    {
        NewAccount account;
        account.name = name;
        account.description = QStringLiteral("Made by a test");
        account.type = type;
        if (client->session->provider()->capabilities().minRolesAtCreation > 0) {
            RoleGrant grant;
            grant.roleId = QStringLiteral("ORG_READ_ONLY");
            grant.scope.kind = ScopeKind::Organization;
            account.roles = {grant};
            account.secretLifetimeHours = 720;
        }
        return account;
    }

private:
    QTemporaryDir m_directory;

public:
    std::unique_ptr<sandbox::Sandbox> server;
    QJsonObject place;
    std::unique_ptr<KillWorld> client;
};

} // namespace keywright::test
