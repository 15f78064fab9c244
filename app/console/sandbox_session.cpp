#include "app/console/sandbox_session.h"

#include <QCoreApplication>

namespace keywright::console {

const QString SandboxSession::connectionId = QStringLiteral("sandbox-tecton");

SandboxSession::SandboxSession(QString directory)
    : m_directory(std::move(directory))
{
}

QList<ExampleService> SandboxSession::exampleServices()
{
    const QString prod = QStringLiteral("prod");
    const QString staging = QStringLiteral("staging");
    const QString dev = QStringLiteral("dev");
    const QString fraud = QStringLiteral("fraud_detection_feature_service");
    return {
        {prod, fraud},
        {prod, QStringLiteral("recommendations:v3")},
        {staging, fraud},
        {staging, QStringLiteral("clickstream_feature_service")},
        {dev, QStringLiteral("all_types_feature_service")},
        {dev, QStringLiteral("echo_feature_service")}};
}

Result<SandboxAccess> SandboxSession::start()
{
    if (!m_sandbox) {
        sandbox::SandboxOptions options;
        options.dataDir = m_directory;
        m_sandbox.emplace(options);
        QString problem;
        if (!m_sandbox->start(&problem)) {
            m_sandbox.reset();
            return failure(makeError(
                ErrorKind::Network,
                QCoreApplication::translate("Sandbox", "The sandbox did not start: %1")
                    .arg(problem)));
        }
    }
    sandbox::TectonEndpoint endpoint = m_sandbox->info().tecton;
    SandboxAccess access;
    access.connection.id = connectionId;
    access.connection.name = QCoreApplication::translate("Sandbox", "Sandbox Tecton");
    access.connection.provider = QStringLiteral("tecton");
    access.connection.baseUrl = QUrl(endpoint.url);
    access.connection.tokenUrl = QUrl(endpoint.tokenUrl);
    access.adminKey = Secret::fromText(std::move(endpoint.adminApiKey));
    return access;
}

} // namespace keywright::console
