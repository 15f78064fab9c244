// Where secrets are used, and which of these places have the new one.

#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class ConsumerRegisterTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RotationFixture>(); }

    void keepsThemByAccount();
    void refusesAnEmptyPlace();
    void ticksPerRotation();
    void removalTakesTheTicksAlong();

private:
    ConsumerRegister &consumers() { return m_fixture->rotations->consumers(); }
    Consumer add(const char *place)
    {
        return consumers()
            .add(m_connection, m_account, QStringLiteral("CI"), QString::fromUtf8(place))
            .value();
    }
    qint64 rotation()
    {
        m_fixture->makeOAuthAccount();
        return m_fixture->start()->rotation.id;
    }

    const QString m_connection = QStringLiteral("c1");
    const QString m_account = QStringLiteral("id-build-bot");
    std::unique_ptr<RotationFixture> m_fixture;
};

void ConsumerRegisterTest::keepsThemByAccount()
{
    const Consumer first = add("  Jenkins, nightly ");
    QCOMPARE(first.place, QStringLiteral("Jenkins, nightly"));
    QCOMPARE(first.addedAt, m_fixture->clock->now());
    const Consumer second = add("Ζεύς; DROP TABLE consumers");
    m_fixture->startAnotherProcess();
    const QList<Consumer> expected{first, second};
    QCOMPARE(consumers().consumers(m_connection, m_account).value(), expected);
    QVERIFY(consumers().consumers(m_connection, QStringLiteral("other"))->isEmpty());
    QVERIFY(consumers().consumers(QStringLiteral("c2"), m_account)->isEmpty());
}

void ConsumerRegisterTest::refusesAnEmptyPlace()
{
    const auto refused = consumers().add(m_connection, m_account, {}, QStringLiteral("  "));
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, QStringLiteral("place"));
}

void ConsumerRegisterTest::ticksPerRotation()
{
    const Consumer first = add("one");
    const Consumer second = add("two");
    const qint64 id = rotation();
    QVERIFY(consumers().tick(id, second.id));
    QVERIFY(consumers().tick(id, second.id));
    auto ticked = consumers().tickedIn(id, m_connection, m_account).value();
    QCOMPARE(ticked.size(), 2);
    QVERIFY(!ticked.first().tickedAt.isValid());
    QCOMPARE(ticked.last().tickedAt, m_fixture->clock->now());
    // The next rotation begins with none.
    ticked = consumers().tickedIn(id + 1, m_connection, m_account).value();
    QVERIFY(!ticked.last().tickedAt.isValid());
    QVERIFY(consumers().untick(id, second.id));
    ticked = consumers().tickedIn(id, m_connection, m_account).value();
    QVERIFY(!ticked.last().tickedAt.isValid());
    QCOMPARE(ticked.first().id, first.id);
}

void ConsumerRegisterTest::removalTakesTheTicksAlong()
{
    const Consumer consumer = add("one");
    const qint64 id = rotation();
    QVERIFY(consumers().tick(id, consumer.id));
    QVERIFY(consumers().remove(consumer.id));
    QVERIFY(consumers().tickedIn(id, m_connection, m_account)->isEmpty());
    const auto left =
        m_fixture->journal.database->rows(QStringLiteral("SELECT * FROM consumer_ticks"), {});
    QVERIFY(left->isEmpty());
    // A tick of what is gone is refused.
    QVERIFY(!consumers().tick(id, consumer.id));
}

QTEST_GUILESS_MAIN(ConsumerRegisterTest)
#include "tst_consumer_register.moc"
