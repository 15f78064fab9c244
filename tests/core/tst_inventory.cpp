// The accounts of all sessions: what is kept, and what is told.

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

} // namespace

class InventoryTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void addingAndRemovingSessions();
    void refreshing();
    void refreshIsNotDoubled();
    void failureKeepsAccounts();
    void cancelledRefreshIsNoFailure();
    void cancelledFirstRefreshLeavesEmpty();
    void changesDuringRefreshWin();
    void sessionRemovedDuringRefresh();
    void sessionReplacedDuringRefresh();
    void inventoryDeletedDuringRefresh();
    void putChangesOrAdds();
    void takeRemoves();
    void placesStayRightAfterTake();

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

void InventoryTest::init()
{
    m_log = std::make_shared<QStringList>();
    m_provider = std::make_shared<FakeProvider>(m_log);
    m_provider->accounts = {account(m_a), account(QStringLiteral("b"))};
    m_clock = std::make_shared<FakeClock>();
    m_inventory = std::make_unique<Inventory>(m_clock);
    m_inventory->add(makeSession(m_provider));
}

std::shared_ptr<Session>
InventoryTest::makeSession(const std::shared_ptr<FakeProvider> &provider) const
{
    Connection connection;
    connection.id = m_id;
    return std::make_shared<Session>(
        connection, provider, nullptr, std::make_shared<FaultyCredentialStore>(m_log));
}

void InventoryTest::refresh()
{
    QSignalSpy refreshed(m_inventory.get(), &Inventory::refreshed);
    m_inventory->refresh(m_id);
    QTRY_COMPARE(refreshed.size(), 1);
}

qsizetype InventoryTest::calls(const QString &call) const
{
    return m_log->count(call);
}

void InventoryTest::addingAndRemovingSessions()
{
    QSignalSpy added(m_inventory.get(), &Inventory::sessionAdded);
    QSignalSpy removed(m_inventory.get(), &Inventory::sessionRemoved);
    QCOMPARE(m_inventory->connectionIds(), QStringList(m_id));
    QVERIFY(m_inventory->session(m_id));
    QCOMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Empty);

    const auto replacement = makeSession(m_provider);
    m_inventory->add(replacement);
    QCOMPARE(added.size(), 1);
    QCOMPARE(removed.size(), 1);
    QCOMPARE(m_inventory->session(m_id), replacement);

    m_inventory->remove(m_id);
    m_inventory->remove(m_id);
    QCOMPARE(removed.size(), 2);
    QVERIFY(m_inventory->connectionIds().isEmpty());
    QVERIFY(!m_inventory->session(m_id));
    QCOMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Empty);
    QVERIFY(!m_inventory->find(m_id, m_a));
}

void InventoryTest::refreshing()
{
    QSignalSpy states(m_inventory.get(), &Inventory::stateChanged);
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    QCOMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Loading);
    QCOMPARE(states.size(), 1);
    m_provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Ready);
    QCOMPARE(states.size(), 2);
    QCOMPARE(m_inventory->snapshot(m_id).accounts, m_provider->accounts);
    QCOMPARE(m_inventory->snapshot(m_id).refreshedAt, m_clock->now());
    QCOMPARE(m_inventory->find(m_id, m_a)->name, QStringLiteral("name of a"));
}

void InventoryTest::refreshIsNotDoubled()
{
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    m_inventory->refresh(m_id);
    QCOMPARE(calls(QStringLiteral("listAccounts")), 1);
    m_provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Ready);
    refresh();
    QCOMPARE(calls(QStringLiteral("listAccounts")), 2);
}

void InventoryTest::failureKeepsAccounts()
{
    refresh();
    const QDateTime before = m_inventory->snapshot(m_id).refreshedAt;
    m_clock->advance(std::chrono::minutes(1));
    const Error error = makeError(ErrorKind::Network, QStringLiteral("No way there."));
    m_provider->failNext(QStringLiteral("listAccounts"), error);
    QSignalSpy states(m_inventory.get(), &Inventory::stateChanged);
    QSignalSpy refreshed(m_inventory.get(), &Inventory::refreshed);
    m_inventory->refresh(m_id);
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Failed);
    QCOMPARE(states.size(), 2);
    QCOMPARE(refreshed.size(), 0);
    QCOMPARE(m_inventory->snapshot(m_id).error, error);
    QCOMPARE(m_inventory->snapshot(m_id).accounts.size(), 2);
    QCOMPARE(m_inventory->snapshot(m_id).refreshedAt, before);

    refresh();
    QCOMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Ready);
    QCOMPARE(m_inventory->snapshot(m_id).error, Error());
}

void InventoryTest::cancelledRefreshIsNoFailure()
{
    refresh();
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    m_inventory->cancelRefresh(m_id);
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Ready);
    QCOMPARE(m_inventory->snapshot(m_id).accounts.size(), 2);
}

void InventoryTest::cancelledFirstRefreshLeavesEmpty()
{
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    m_inventory->cancelRefresh(m_id);
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Empty);
}

void InventoryTest::changesDuringRefreshWin()
{
    refresh();
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    ServiceAccount renamed = account(m_a);
    renamed.name = QStringLiteral("renamed");
    m_inventory->put(m_id, renamed);
    m_inventory->put(m_id, account(QStringLiteral("created")));
    m_inventory->take(m_id, QStringLiteral("b"));
    // The answer that now comes was made before all of this.
    m_provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(m_inventory->snapshot(m_id).state, SnapshotState::Ready);
    QCOMPARE(m_inventory->snapshot(m_id).accounts.size(), 2);
    QCOMPARE(m_inventory->find(m_id, m_a)->name, QStringLiteral("renamed"));
    QVERIFY(m_inventory->find(m_id, QStringLiteral("created")));
    QVERIFY(!m_inventory->find(m_id, QStringLiteral("b")));
}

void InventoryTest::sessionRemovedDuringRefresh()
{
    QSignalSpy refreshed(m_inventory.get(), &Inventory::refreshed);
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    m_inventory->remove(m_id);
    QTRY_COMPARE(m_provider->inFlight, 0);
    QCoreApplication::processEvents();
    QCOMPARE(refreshed.size(), 0);
}

void InventoryTest::sessionReplacedDuringRefresh()
{
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    const auto other = std::make_shared<FakeProvider>(m_log);
    other->accounts = {account(QStringLiteral("z"))};
    m_inventory->add(makeSession(other));
    refresh();
    m_provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(m_provider->inFlight, 0);
    QCOMPARE(m_inventory->snapshot(m_id).accounts.size(), 1);
    QVERIFY(m_inventory->find(m_id, QStringLiteral("z")));
}

void InventoryTest::inventoryDeletedDuringRefresh()
{
    m_provider->hold(QStringLiteral("listAccounts"));
    m_inventory->refresh(m_id);
    m_inventory.reset();
    m_provider->release(QStringLiteral("listAccounts"));
    QTRY_COMPARE(m_provider->inFlight, 0);
}

void InventoryTest::putChangesOrAdds()
{
    refresh();
    QSignalSpy changed(m_inventory.get(), &Inventory::accountChanged);
    QSignalSpy added(m_inventory.get(), &Inventory::accountAdded);
    m_inventory->loadDetails(m_id, m_a);
    QTRY_VERIFY(m_inventory->find(m_id, m_a)->roles);
    changed.clear();

    ServiceAccount renamed = account(m_a);
    renamed.name = QStringLiteral("renamed");
    m_inventory->put(m_id, renamed);
    QCOMPARE(changed.size(), 1);
    QCOMPARE(added.size(), 0);
    QCOMPARE(m_inventory->find(m_id, m_a)->name, QStringLiteral("renamed"));
    QVERIFY(m_inventory->find(m_id, m_a)->roles);

    m_inventory->put(m_id, account(QStringLiteral("new")));
    QCOMPARE(changed.size(), 1);
    QCOMPARE(added, (QList<QVariantList>{{m_id, QStringLiteral("new")}}));
}

void InventoryTest::takeRemoves()
{
    refresh();
    QSignalSpy removed(m_inventory.get(), &Inventory::accountRemoved);
    m_inventory->take(m_id, m_a);
    m_inventory->take(m_id, m_a);
    QCOMPARE(removed, (QList<QVariantList>{{m_id, m_a}}));
}

void InventoryTest::placesStayRightAfterTake()
{
    refresh();
    m_inventory->take(m_id, m_a);
    m_inventory->put(m_id, account(QStringLiteral("c")));
    QCOMPARE(m_inventory->find(m_id, QStringLiteral("b"))->id, QStringLiteral("b"));
    QCOMPARE(m_inventory->find(m_id, QStringLiteral("c"))->id, QStringLiteral("c"));
}

QTEST_GUILESS_MAIN(InventoryTest)
#include "tst_inventory.moc"
