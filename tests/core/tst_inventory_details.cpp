// Roles and secrets of accounts: read when asked for, a few at a time, and never twice.

#include "core/inventory/inventory.h"
#include "tests/support/fake_clock.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"

#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

ServiceAccount account(const QString &id, AccountType type = AccountType::OAuth)
{
    ServiceAccount made;
    made.id = id;
    made.name = QStringLiteral("name of ") + id;
    made.type = type;
    return made;
}

RoleGrant grant(const QString &role)
{
    RoleGrant made;
    made.roleId = role;
    return made;
}

ClientSecret secret(const QString &id)
{
    ClientSecret made;
    made.id = id;
    return made;
}

} // namespace

class InventoryDetailsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void detailsAreReadOnce();
    void apiKeyAccountsHaveNoSecretsToRead();
    void whatTheListToldIsNotReadAgain();
    void reloadReadsWhatTheListToldToo();
    void whatBecameKnownMeanwhileStays();
    void atMostFourDetailsAtATime();
    void failedDetailsAreToldAndReadAgain();
    void partOfTheDetailsIsTakenOver();
    void reloadDropsAndReads();
    void reloadDuringReadingReadsAgain();
    void sessionRemovedDuringDetails();
    void accountTakenDuringDetails();
    void unknownIdsAreIgnored();
    void refreshKeepsKnownDetails();

private:
    std::shared_ptr<Session> makeSession(const std::shared_ptr<FakeProvider> &provider) const;
    void refresh();
    qsizetype calls(const QString &call) const;

    std::shared_ptr<QStringList> m_log;
    std::shared_ptr<FakeProvider> m_provider;
    std::shared_ptr<FakeClock> m_clock;
    std::unique_ptr<Inventory> m_inventory;
    const QString m_id = QStringLiteral("c1");
    const QString m_a = QStringLiteral("a");
};

void InventoryDetailsTest::init()
{
    m_log = std::make_shared<QStringList>();
    m_provider = std::make_shared<FakeProvider>(m_log);
    m_provider->accounts = {account(m_a), account(QStringLiteral("b"))};
    m_clock = std::make_shared<FakeClock>();
    m_inventory = std::make_unique<Inventory>(m_clock);
    m_inventory->add(makeSession(m_provider));
}

std::shared_ptr<Session>
InventoryDetailsTest::makeSession(const std::shared_ptr<FakeProvider> &provider) const
{
    Connection connection;
    connection.id = m_id;
    return std::make_shared<Session>(
        connection, provider, nullptr, std::make_shared<FaultyCredentialStore>(m_log));
}

void InventoryDetailsTest::refresh()
{
    QSignalSpy refreshed(m_inventory.get(), &Inventory::refreshed);
    m_inventory->refresh(m_id);
    QTRY_COMPARE(refreshed.size(), 1);
}

qsizetype InventoryDetailsTest::calls(const QString &call) const
{
    return m_log->count(call);
}

void InventoryDetailsTest::detailsAreReadOnce()
{
    refresh();
    m_provider->roles[m_a] = {grant(QStringLiteral("read"))};
    QSignalSpy changed(m_inventory.get(), &Inventory::accountChanged);
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->loadDetails(m_id, m_a);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_COMPARE(changed, (QList<QVariantList>{{m_id, m_a}}));
    m_inventory->loadDetails(m_id, m_a);
    QCOMPARE(calls(QStringLiteral("rolesOf a")), 1);
    QCOMPARE(calls(QStringLiteral("listSecrets a")), 1);
    QCOMPARE(m_inventory->find(m_id, m_a)->roles->size(), 1);
    QVERIFY(m_inventory->find(m_id, m_a)->secrets);
}

void InventoryDetailsTest::apiKeyAccountsHaveNoSecretsToRead()
{
    m_provider->accounts = {account(m_a, AccountType::ApiKey)};
    refresh();
    m_inventory->loadDetails(m_id, m_a);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    m_inventory->loadDetails(m_id, m_a);
    QCOMPARE(calls(QStringLiteral("rolesOf a")), 1);
    QCOMPARE(calls(QStringLiteral("listSecrets a")), 0);
}

void InventoryDetailsTest::whatTheListToldIsNotReadAgain()
{
    ServiceAccount withBoth = account(QStringLiteral("b"));
    withBoth.roles = {grant(QStringLiteral("read"))};
    withBoth.secrets = {secret(QStringLiteral("s2"))};
    ServiceAccount withSecrets = account(m_a);
    withSecrets.secrets = {secret(QStringLiteral("s1"))};
    m_provider->accounts = {withSecrets, withBoth};
    refresh();
    m_log->clear();
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->loadDetails(m_id, withBoth.id);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    QCOMPARE(*m_log, QStringList(QStringLiteral("rolesOf a")));
    QCOMPARE(m_inventory->find(m_id, m_a)->secrets, withSecrets.secrets);
}

void InventoryDetailsTest::reloadReadsWhatTheListToldToo()
{
    m_provider->accounts.first().secrets = {secret(QStringLiteral("s1"))};
    refresh();
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->reloadDetails(m_id, m_a);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->secrets);
    QCOMPARE(calls(QStringLiteral("listSecrets a")), 1);
    m_inventory->reloadDetails(m_id, m_a);
    QTRY_COMPARE(calls(QStringLiteral("listSecrets a")), 2);
    QCOMPARE(calls(QStringLiteral("rolesOf a")), 3);
}

void InventoryDetailsTest::whatBecameKnownMeanwhileStays()
{
    refresh();
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    ServiceAccount changed = account(m_a);
    changed.secrets = {secret(QStringLiteral("just made"))};
    m_inventory->put(m_id, changed);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    QCOMPARE(m_inventory->find(m_id, m_a)->secrets, changed.secrets);
}

void InventoryDetailsTest::atMostFourDetailsAtATime()
{
    m_provider->accounts.clear();
    for (int i = 0; i < 20; ++i)
        m_provider->accounts.append(account(QString::number(i), AccountType::ApiKey));
    refresh();
    QSignalSpy changed(m_inventory.get(), &Inventory::accountChanged);
    m_provider->mostInFlight = 0;
    m_provider->hold(QStringLiteral("rolesOf"));
    for (int i = 0; i < 20; ++i)
        m_inventory->loadDetails(m_id, QString::number(i));
    QCOMPARE(m_provider->inFlight, 4);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_COMPARE(changed.size(), 20);
    QCOMPARE(m_provider->mostInFlight, 4);
}

void InventoryDetailsTest::failedDetailsAreToldAndReadAgain()
{
    refresh();
    QSignalSpy failed(m_inventory.get(), &Inventory::detailsFailed);
    const Error error = makeError(ErrorKind::NotPermitted, QStringLiteral("You may not."));
    m_provider->failNext(QStringLiteral("rolesOf"), error);
    m_provider->failNext(QStringLiteral("listSecrets"), error);
    m_inventory->loadDetails(m_id, m_a);
    QTRY_COMPARE(failed.size(), 1);
    QCOMPARE(failed.first().at(1).toString(), m_a);
    QCOMPARE(failed.first().at(2).value<Error>(), error);
    QVERIFY(!m_inventory->find(m_id, m_a)->roles);
    m_inventory->loadDetails(m_id, m_a);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
}

void InventoryDetailsTest::partOfTheDetailsIsTakenOver()
{
    refresh();
    QSignalSpy failed(m_inventory.get(), &Inventory::detailsFailed);
    m_provider->failNext(
        QStringLiteral("rolesOf"), makeError(ErrorKind::NotPermitted, QStringLiteral("No.")));
    m_inventory->loadDetails(m_id, m_a);
    QTRY_COMPARE(failed.size(), 1);
    QVERIFY(!m_inventory->find(m_id, m_a)->roles);
    QVERIFY(m_inventory->find(m_id, m_a)->secrets);
}

void InventoryDetailsTest::reloadDropsAndReads()
{
    refresh();
    m_inventory->loadDetails(m_id, m_a);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    m_provider->roles[m_a] = {grant(QStringLiteral("read"))};
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->reloadDetails(m_id, m_a);
    QVERIFY(!m_inventory->find(m_id, m_a)->roles);
    QVERIFY(!m_inventory->find(m_id, m_a)->secrets);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    QCOMPARE(m_inventory->find(m_id, m_a)->roles->size(), 1);
}

void InventoryDetailsTest::reloadDuringReadingReadsAgain()
{
    refresh();
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->reloadDetails(m_id, m_a);
    QCOMPARE(calls(QStringLiteral("rolesOf a")), 1);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    QCOMPARE(calls(QStringLiteral("rolesOf a")), 2);
}

void InventoryDetailsTest::sessionRemovedDuringDetails()
{
    refresh();
    QSignalSpy changed(m_inventory.get(), &Inventory::accountChanged);
    QSignalSpy failed(m_inventory.get(), &Inventory::detailsFailed);
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->remove(m_id);
    QTRY_COMPARE(m_provider->inFlight, 0);
    QCoreApplication::processEvents();
    QCOMPARE(changed.size() + failed.size(), 0);
}

void InventoryDetailsTest::accountTakenDuringDetails()
{
    refresh();
    QSignalSpy changed(m_inventory.get(), &Inventory::accountChanged);
    m_provider->hold(QStringLiteral("rolesOf"));
    m_inventory->loadDetails(m_id, m_a);
    m_inventory->take(m_id, m_a);
    m_provider->release(QStringLiteral("rolesOf"));
    QTRY_COMPARE(m_provider->inFlight, 0);
    QCoreApplication::processEvents();
    QCOMPARE(changed.size(), 0);
    QVERIFY(!m_inventory->find(m_id, m_a));
}

void InventoryDetailsTest::unknownIdsAreIgnored()
{
    const QString other = QStringLiteral("other");
    m_inventory->refresh(other);
    m_inventory->cancelRefresh(other);
    m_inventory->loadDetails(m_id, other);
    m_inventory->reloadDetails(other, other);
    m_inventory->put(other, account(other));
    m_inventory->take(other, other);
    QVERIFY(m_log->isEmpty());
}

void InventoryDetailsTest::refreshKeepsKnownDetails()
{
    refresh();
    m_provider->roles[m_a] = {grant(QStringLiteral("read"))};
    m_inventory->loadDetails(m_id, m_a);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    m_provider->accounts.first().description = QStringLiteral("new");
    m_provider->accounts.removeLast();
    refresh();
    const ServiceAccount *known = m_inventory->find(m_id, m_a);
    QCOMPARE(known->description, QStringLiteral("new"));
    QCOMPARE(known->roles->size(), 1);
    QVERIFY(known->secrets);
    QVERIFY(!m_inventory->find(m_id, QStringLiteral("b")));
}

QTEST_GUILESS_MAIN(InventoryDetailsTest)
#include "tst_inventory_details.moc"
