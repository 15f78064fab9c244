#pragma once

#include "app/sandbox/sandbox.h"
#include "core/auth/authorized_client.h"
#include "core/base/clock.h"
#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "core/provider/access_lists.h"
#include "core/provider/api_keys.h"
#include "core/provider/events.h"
#include "core/provider/organization_settings.h"
#include "core/provider/projects.h"
#include "core/provider/provider_factory.h"
#include "core/provider/raw_reads.h"
#include "core/provider/visibility.h"
#include "tests/support/awaited.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <memory>

namespace keywright::test {

/// A sandbox in this process and Atlas providers that talk to it.
class AtlasFixture
{
public:
    explicit AtlasFixture(sandbox::SandboxOptions options = {})
        : m_sandbox(std::move(options))
    {
        QString problem;
        if (!m_sandbox.start(&problem))
            qFatal("%s", qPrintable(problem));
    }

    sandbox::Sandbox &server() { return m_sandbox; }
    sandbox::AtlasEndpoint info() const { return m_sandbox.info().atlas; }
    const ExchangeLog &log() const { return *m_log; }
    QString project(int index) const { return info().projectIds.at(index); }

    ProviderSettings settings() const
    {
        ProviderSettings settings;
        settings.provider = QStringLiteral("atlas");
        settings.baseUrl = QUrl(info().url);
        settings.orgId = info().orgId;
        return settings;
    }

    Result<ConnectedProvider> connect(
        const ProviderSettings &settings, SignIn signIn, const QString &id, const QString &secret)
    {
        ProviderCredential credential;
        credential.signIn = signIn;
        credential.clientId = id;
        credential.secret = Secret(secret.toUtf8());
        return connectProvider(settings, std::move(credential), m_http, m_clock);
    }

    ConnectedProvider connectAdmin(const ProviderSettings &settings)
    {
        return *connect(settings, SignIn::ClientCredentials, info().clientId, info().clientSecret);
    }

    std::shared_ptr<Provider> admin() { return connectAdmin(settings()).provider; }

    ProviderSettings projectSettings(int index) const
    {
        ProviderSettings ofProject = settings();
        ofProject.projectId = project(index);
        return ofProject;
    }

    std::shared_ptr<Provider> projectAdmin(int index)
    {
        return connectAdmin(projectSettings(index)).provider;
    }

    std::shared_ptr<Provider> keyed()
    {
        return connect(settings(), SignIn::Digest, info().publicKey, info().privateKey)->provider;
    }

    /// As the organisation's owner would do it in the vendor's own console; whether it worked.
    bool allowSecretHours(int most)
    {
        const auto owner =
            connect(settings(), SignIn::ClientCredentials, info().clientId, info().clientSecret);
        const auto client = std::make_shared<AuthorizedClient>(m_http, owner->authorizer);
        HttpRequest request(
            QByteArrayLiteral("PATCH"),
            QUrl(info().url + QStringLiteral("/api/atlas/v2/orgs/%1/settings").arg(info().orgId)),
            Replay::Idempotent);
        for (const char *header : {"Accept", "Content-Type"})
            request.headers.append(
                std::pair(QByteArray(header), QByteArray("application/vnd.atlas.2023-01-01+json")));
        request.body = WipedBytes(QByteArray(
            "{\"maxServiceAccountSecretValidityInHours\":" + QByteArray::number(most) + "}"));
        const auto answer = await(client->send(std::move(request)));
        return answer && answer->isSuccess();
    }

    /// How often "METHOD /path" was answered with `outcome` so far.
    int count(const QString &call, const QString &outcome) const
    {
        return m_sandbox.stats()
            .value(QLatin1String("requests"))
            .toObject()
            .value(call)
            .toObject()
            .value(outcome)
            .toInt();
    }

private:
    sandbox::Sandbox m_sandbox;
    std::shared_ptr<const Clock> m_clock = std::make_shared<SystemClock>();
    std::shared_ptr<ExchangeLog> m_log = std::make_shared<ExchangeLog>();
    std::shared_ptr<HttpClient> m_http = std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), TransportOptions(), m_clock, m_log);
};

inline const Scope organization{ScopeKind::Organization, {}};

inline RoleGrant organizationRole(const char *role)
{
    return {QLatin1StringView(role), organization, {}};
}

inline RoleGrant projectRole(const char *role, const QString &projectId)
{
    return {QLatin1StringView(role), Scope{ScopeKind::Project, projectId}, {}};
}

inline NewAccount newAtlasAccount(const QString &name, const QList<RoleGrant> &roles)
{
    NewAccount account;
    account.name = name;
    account.description = QStringLiteral("Made by a test");
    account.roles = roles;
    account.secretLifetimeHours = 720;
    return account;
}

inline Error errorOf(const auto &result)
{
    return result ? Error() : result.error();
}

} // namespace keywright::test
