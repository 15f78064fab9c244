#include "app/console/sandbox_session.h"

#include <QCoreApplication>

namespace keywright::console {

const QString SandboxSession::tectonId = QStringLiteral("sandbox-tecton");
const QString SandboxSession::atlasId = QStringLiteral("sandbox-atlas");

namespace {

SandboxAccess tectonAccess(const sandbox::TectonEndpoint &endpoint)
{
    SandboxAccess access;
    access.connection.id = SandboxSession::tectonId;
    access.connection.name = QCoreApplication::translate("Sandbox", "Sandbox Tecton");
    access.connection.provider = QStringLiteral("tecton");
    access.connection.baseUrl = QUrl(endpoint.url);
    access.connection.tokenUrl = QUrl(endpoint.tokenUrl);
    // Bytes of its own: the sandbox shares the text, and goes on needing it.
    access.secret = Secret(endpoint.adminApiKey.toUtf8());
    return access;
}

SandboxAccess atlasAccess(const sandbox::AtlasEndpoint &endpoint)
{
    SandboxAccess access;
    access.connection.id = SandboxSession::atlasId;
    access.connection.name = QCoreApplication::translate("Sandbox", "Sandbox Atlas");
    access.connection.provider = QStringLiteral("atlas");
    access.connection.baseUrl = QUrl(endpoint.url);
    access.connection.signIn = SignIn::ClientCredentials;
    access.connection.clientId = endpoint.clientId;
    access.connection.orgId = endpoint.orgId;
    access.secret = Secret(endpoint.clientSecret.toUtf8());
    return access;
}

} // namespace

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

Result<std::vector<SandboxAccess>> SandboxSession::start()
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
    const sandbox::SandboxInfo info = m_sandbox->info();
    std::vector<SandboxAccess> sides;
    sides.push_back(tectonAccess(info.tecton));
    sides.push_back(atlasAccess(info.atlas));
    return sides;
}

} // namespace keywright::console
