#pragma once

#include "app/sandbox/sandbox.h"
#include "core/base/clock.h"
#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "core/provider/feature_reader.h"
#include "core/provider/provider_factory.h"
#include "tests/support/awaited.h"

#include <QJsonObject>
#include <QNetworkAccessManager>

#include <memory>

namespace keywright::test {

inline Secret secretOf(const QString &text)
{
    return Secret(text.toUtf8());
}

/// A sandbox in this process and providers that talk to it.
class TectonFixture
{
public:
    explicit TectonFixture(sandbox::SandboxOptions options = {})
        : m_sandbox(std::move(options))
        , m_clock(std::make_shared<SystemClock>())
        , m_log(std::make_shared<ExchangeLog>())
    {
        QString problem;
        if (!m_sandbox.start(&problem))
            qFatal("%s", qPrintable(problem));
        m_http = std::make_shared<HttpClient>(
            std::make_shared<QNetworkAccessManager>(), TransportOptions(), m_clock, m_log);
    }

    sandbox::Sandbox &server() { return m_sandbox; }
    const ExchangeLog &log() const { return *m_log; }
    QString adminKey() const { return m_sandbox.info().tecton.adminApiKey; }

    ProviderSettings settings() const
    {
        ProviderSettings settings;
        settings.provider = QStringLiteral("tecton");
        settings.baseUrl = QUrl(m_sandbox.info().tecton.url);
        return settings;
    }

    Result<ConnectedProvider>
    connect(const ProviderSettings &settings, AccountType type, const QString &id, Secret secret)
    {
        ProviderCredential credential;
        credential.signIn =
            type == AccountType::ApiKey ? SignIn::ApiKey : SignIn::ClientCredentials;
        credential.clientId = id;
        credential.secret = std::move(secret);
        return connectProvider(settings, std::move(credential), m_http, m_clock);
    }

    std::shared_ptr<Provider> admin()
    {
        return connect(settings(), AccountType::ApiKey, {}, secretOf(adminKey()))->provider;
    }

    /// How often `path` was answered with `outcome` so far.
    int count(const QString &path, const QString &outcome) const
    {
        return m_sandbox.stats()
            .value(QLatin1String("requests"))
            .toObject()
            .value(QStringLiteral("POST ") + path)
            .toObject()
            .value(outcome)
            .toInt();
    }

private:
    sandbox::Sandbox m_sandbox;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ExchangeLog> m_log;
    std::shared_ptr<HttpClient> m_http;
};

} // namespace keywright::test
