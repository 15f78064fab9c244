// A rotation whose creation was refused, and what somebody creates by hand instead: neither going
// on nor giving up touches it.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "tests/support/sandbox_world.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class RotationBystandersTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void madeByHandStays_data();
    void madeByHandStays();

private:
    std::shared_ptr<Session> session() const { return m_world->client->session; }
    /// An account with its secret, acknowledged; empty when it was not made.
    QString makeAccount(const QString &name, AccountType type) const;
    /// One more secret, acknowledged; empty when it was not made.
    QString makeSecret(const QString &accountId) const;

    const QString m_name = QStringLiteral("steady");
    std::unique_ptr<SandboxWorld> m_world;
};

QString RotationBystandersTest::makeAccount(const QString &name, AccountType type) const
{
    const NewAccount wanted = m_world->newAccount(name, type);
    const auto made = await(AccountActions::create(session(), wanted, true, CancelToken()));
    if (!made || !made->stored)
        return {};
    JournalledCreation(*session(), made->journalEntry).end();
    return made->account.id;
}

QString RotationBystandersTest::makeSecret(const QString &accountId) const
{
    const auto made =
        await(AccountActions::createSecret(session(), accountId, m_name, 0, true, CancelToken()));
    if (!made || !made->stored)
        return {};
    JournalledCreation(*session(), made->journalEntry).end();
    return made->info.id;
}

void RotationBystandersTest::madeByHandStays_data()
{
    QTest::addColumn<QString>("provider");
    QTest::addColumn<AccountType>("type");
    QTest::addColumn<QString>("fault");
    const QString tecton = QStringLiteral("tecton");
    QTest::newRow("Tecton client secret")
        << tecton << AccountType::OAuth
        << QStringLiteral("*create-service-account-secret=status:500");
    QTest::newRow("Tecton API key")
        << tecton << AccountType::ApiKey << QStringLiteral("*create-service-account=status:500");
    QTest::newRow("Atlas client secret")
        << QStringLiteral("atlas") << AccountType::OAuth << QStringLiteral("*/secrets=status:500");
}

void RotationBystandersTest::madeByHandStays()
{
    QFETCH(QString, provider);
    QFETCH(AccountType, type);
    QFETCH(QString, fault);
    m_world = std::make_unique<SandboxWorld>(provider);
    const QString accountId = makeAccount(m_name, type);
    QVERIFY(!accountId.isEmpty());
    const auto &rotations = m_world->client->rotations;
    const auto plan = await(rotations->plan(session(), accountId, RotationWish(), CancelToken()));
    QVERIFY(plan);
    QVERIFY(m_world->server->setFaults({fault}));
    const auto stopped =
        await(rotations->start(session(), *plan, RotationControls(), CancelToken()));
    QVERIFY(stopped && stopped->problem);
    QCOMPARE(stopped->rotation.step, RotationStep::Creating);
    QVERIFY(m_world->server->setFaults({}));

    const bool isKey = type == AccountType::ApiKey;
    const QString byHand =
        isKey ? makeAccount(plan->rotation.newAccountName, type) : makeSecret(accountId);
    QVERIFY(!byHand.isEmpty());
    const qint64 id = stopped->rotation.id;
    const auto resumed = await(rotations->resume(session(), id, RotationControls(), CancelToken()));
    QVERIFY(resumed && resumed->problem);
    QCOMPARE(resumed->problem->kind, ErrorKind::Conflict);
    QCOMPARE(resumed->rotation.step, RotationStep::Creating);
    const auto abandoned =
        await(rotations->abandon(session(), id, RotationControls(), CancelToken()));
    QVERIFY2(abandoned, abandoned ? "" : qPrintable(abandoned.error().message));
    QVERIFY(abandoned->orphanId.isEmpty());
    QVERIFY(!abandoned->mayAppear);
    QCOMPARE(m_world->accounts(m_name).size(), isKey ? 2 : 1);
    QCOMPARE(m_world->workingSecrets(m_name), 2);
}

QTEST_GUILESS_MAIN(RotationBystandersTest)
#include "tst_rotation_bystanders.moc"
