#include "core/keychain/secret_item.h"
#include "tests/support/awaited.h"
#include "tests/support/private_bus.h"

#include <QDBusArgument>
#include <QDBusInterface>
#include <QDBusMetaType>
#include <QDBusReply>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

/// How the Secret Service passes a secret: (session, parameters, value, content type).
struct SecretStruct
{
    QDBusObjectPath session;
    QByteArray parameters;
    QByteArray value;
    QString contentType;
};

QDBusArgument &operator<<(QDBusArgument &argument, const SecretStruct &secret)
{
    argument.beginStructure();
    argument << secret.session << secret.parameters << secret.value << secret.contentType;
    argument.endStructure();
    return argument;
}

const QDBusArgument &operator>>(const QDBusArgument &argument, SecretStruct &secret)
{
    argument.beginStructure();
    argument >> secret.session >> secret.parameters >> secret.value >> secret.contentType;
    argument.endStructure();
    return argument;
}

QMap<QString, QString> attributesOf(const QString &service, const QString &user)
{
    return {{QStringLiteral("service"), service}, {QStringLiteral("username"), user}};
}

QDBusMessage question(const QString &path, const QString &interface, const QString &method)
{
    return QDBusMessage::createMethodCall(
        QStringLiteral("org.freedesktop.secrets"), path,
        QStringLiteral("org.freedesktop.Secret.") + interface, method);
}

} // namespace

Q_DECLARE_METATYPE(SecretStruct)

class TestImportKeychain : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void entriesOfOtherPrograms();
    void absentEntries();
    void lockedKeyrings();
    void noService();

private:
    /// As another program stores it.
    void store(const QMap<QString, QString> &attributes, const QByteArray &value);

    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<GnomeKeyring> m_keyring;
};

void TestImportKeychain::init()
{
    qDBusRegisterMetaType<SecretStruct>();
    qDBusRegisterMetaType<QMap<QString, QString>>();
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    m_keyring = std::make_unique<GnomeKeyring>(*m_bus);
}

void TestImportKeychain::cleanup()
{
    m_keyring.reset();
    m_bus.reset();
}

void TestImportKeychain::store(const QMap<QString, QString> &attributes, const QByteArray &value)
{
    QDBusConnection bus = m_bus->connection();
    QDBusMessage open = question(
        QStringLiteral("/org/freedesktop/secrets"), QStringLiteral("Service"),
        QStringLiteral("OpenSession"));
    open << QStringLiteral("plain") << QVariant::fromValue(QDBusVariant(QString()));
    const QDBusMessage opened = bus.call(open);
    QCOMPARE(opened.type(), QDBusMessage::ReplyMessage);
    SecretStruct secret;
    secret.session = opened.arguments().at(1).value<QDBusObjectPath>();
    secret.value = value;
    secret.contentType = QStringLiteral("text/plain; charset=utf8");
    QVariantMap properties;
    properties.insert(
        QStringLiteral("org.freedesktop.Secret.Item.Label"), QStringLiteral("Another program"));
    properties.insert(
        QStringLiteral("org.freedesktop.Secret.Item.Attributes"), QVariant::fromValue(attributes));
    QDBusMessage create = question(
        QStringLiteral("/org/freedesktop/secrets/aliases/default"), QStringLiteral("Collection"),
        QStringLiteral("CreateItem"));
    create << properties << QVariant::fromValue(secret) << true;
    const QDBusMessage created = bus.call(create);
    QVERIFY2(created.type() == QDBusMessage::ReplyMessage, qPrintable(created.errorMessage()));
}

void TestImportKeychain::entriesOfOtherPrograms()
{
    QVERIFY(m_keyring->start());
    const auto attributes =
        attributesOf(QStringLiteral("atlascli_default"), QStringLiteral("private_api_key"));
    store(attributes, "not-a-real-key-\xc3\xa4");
    const auto read = await(readSecretItem(m_bus->connection(), attributes));
    QVERIFY2(read, read ? "" : qPrintable(read.error().message));
    QVERIFY(*read == Secret(QByteArray("not-a-real-key-\xc3\xa4")));
}

void TestImportKeychain::absentEntries()
{
    QVERIFY(m_keyring->start());
    const auto read = await(readSecretItem(
        m_bus->connection(), attributesOf(QStringLiteral("a"), QStringLiteral("b"))));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::NotFound);
}

void TestImportKeychain::lockedKeyrings()
{
    QVERIFY(m_keyring->start());
    const auto attributes = attributesOf(QStringLiteral("a"), QStringLiteral("b"));
    store(attributes, "not-a-real-key");
    QVERIFY(m_keyring->lock());
    const auto read = await(readSecretItem(m_bus->connection(), attributes));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Keychain);
}

void TestImportKeychain::noService()
{
    const auto read = await(readSecretItem(
        m_bus->connection(), attributesOf(QStringLiteral("a"), QStringLiteral("b"))));
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Keychain);
}

QTEST_GUILESS_MAIN(TestImportKeychain)
#include "tst_import_keychain.moc"
