#include "core/keychain/secret_item.h"
#include "tests/support/awaited.h"
#include "tests/support/foreign_item.h"
#include "tests/support/private_bus.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QMap<QString, QString> attributesOf(const QString &service, const QString &user)
{
    return {{QStringLiteral("service"), service}, {QStringLiteral("username"), user}};
}

} // namespace

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
    std::unique_ptr<PrivateBus> m_bus;
    std::unique_ptr<GnomeKeyring> m_keyring;
};

void TestImportKeychain::init()
{
    m_bus = std::make_unique<PrivateBus>();
    QVERIFY(m_bus->start());
    m_keyring = std::make_unique<GnomeKeyring>(*m_bus);
}

void TestImportKeychain::cleanup()
{
    m_keyring.reset();
    m_bus.reset();
}

void TestImportKeychain::entriesOfOtherPrograms()
{
    QVERIFY(m_keyring->start());
    const auto attributes =
        attributesOf(QStringLiteral("atlascli_default"), QStringLiteral("private_api_key"));
    QVERIFY(storeForeignItem(m_bus->connection(), attributes, "not-a-real-key-\xc3\xa4"));
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
    QVERIFY(storeForeignItem(m_bus->connection(), attributes, "not-a-real-key"));
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
