#include "tests/cli/keyring_fixture.h"

namespace keywright::test {

QString KeyringFixture::start()
{
    if (!m_bus.start())
        return QStringLiteral("the bus did not start");
    if (!m_keyring.start())
        return QStringLiteral("the keyring did not start");
    setVariable(QStringLiteral("DBUS_SESSION_BUS_ADDRESS"), m_bus.address());
    setVariable(QStringLiteral("XDG_RUNTIME_DIR"), m_bus.path(QStringLiteral("run")));
    return CliFixture::start();
}

Outcome KeyringFixture::bare(const QStringList &arguments, const QByteArray &input) const
{
    return run(arguments, bareEnvironment(), input);
}

Outcome KeyringFixture::stored(const QStringList &arguments) const
{
    return bare(words("--connection atlas") + arguments);
}

Outcome KeyringFixture::addAtlas() const
{
    const QStringList add = words("--json connections add atlas --provider atlas --url");
    return bare(
        add + QStringList{info().atlas.url, QStringLiteral("--client-id"), info().atlas.clientId} +
            QStringList{QStringLiteral("--org"), info().atlas.orgId},
        info().atlas.clientSecret.toUtf8() + '\n');
}

QJsonObject KeyringFixture::createStored(const QString &name) const
{
    const Outcome created = stored(
        words("--json accounts create --description made-by-a-test --role ORG_READ_ONLY@org "
              "--expires 30d --store --name") +
        QStringList(name));
    return created.status == 0 ? created.object() : QJsonObject();
}

} // namespace keywright::test
