// Replacing an account, as an API key cannot be rotated.

#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class RotationAccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<RotationFixture>();
        m_fixture->makeKeyAccount(m_roles);
    }

    void reachesTheHandOver();
    void retiresTheOldAccount();
    void failedRoleIsGivenLater();
    void keyOfAnotherAccountIsNoProof();
    void lostKeyIsReplacedWithConsent();
    void newAccountThatIsGone();
    void oldAccountThatIsGone();
    void abandoningDeletesTheNewAccount();
    void abandoningKeepsTheLastAccount_data();
    void abandoningKeepsTheLastAccount();
    void abandoningDeletesWhatDoesNotWork();
    void consumersMoveOver();
    void bystanderIsLeftAlone();
    void refusalIsNoLostAnswer();
    void abandoningLeavesAnOrphan();

private:
    Result<Rotation> abandon(qint64 id)
    {
        return await(m_fixture->rotations->abandon(
            m_fixture->session, id, m_fixture->controls(), CancelToken()));
    }
    qint64 startedAndHandedOver()
    {
        const auto outcome = m_fixture->start();
        if (!outcome || !m_fixture->rotations->handedOver(outcome->rotation.id))
            return 0;
        return outcome->rotation.id;
    }
    QStringList accountNames() const
    {
        QStringList names;
        for (const ServiceAccount &account : std::as_const(m_fixture->provider->accounts))
            names.append(account.name);
        return names;
    }

    const QList<RoleGrant> m_roles{grantOf(QStringLiteral("read")), grantOf(QStringLiteral("see"))};
    const QString m_newId = QStringLiteral("id-build-bot-2");
    std::unique_ptr<RotationFixture> m_fixture;
};

void RotationAccountTest::reachesTheHandOver()
{
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QCOMPARE(outcome->rotation.newAccountId, m_newId);
    QVERIFY(outcome->secret && *outcome->secret == fakeSecret(QStringLiteral("build-bot-2")));
    QCOMPARE(m_fixture->provider->roles.value(m_newId), m_roles);
    QCOMPARE(m_fixture->storedItems(m_newId), QStringList(QStringLiteral("api-key")));
    QVERIFY(!m_fixture->hasUnfinishedCreations());
}

void RotationAccountTest::retiresTheOldAccount()
{
    const qint64 id = startedAndHandedOver();
    auto outcome = m_fixture->resume(id, Retirement::Deactivate);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(m_fixture->provider->accounts.first().status, AccountStatus::Deactivated);
    outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
    QCOMPARE(accountNames(), QStringList(QStringLiteral("build-bot-2")));
    QVERIFY(m_fixture->storedItems(m_fixture->accountId).isEmpty());
    QCOMPARE(m_fixture->storedItems(m_newId).size(), 1);
}

void RotationAccountTest::failedRoleIsGivenLater()
{
    m_fixture->provider->failNext(
        QStringLiteral("assignRole"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(m_fixture->provider->roles.value(m_newId).size(), 2);
}

void RotationAccountTest::keyOfAnotherAccountIsNoProof()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->provider->accounts.last().status = AccountStatus::Deactivated;
    const auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QCOMPARE(m_fixture->provider->accounts.first().status, AccountStatus::Active);
}

void RotationAccountTest::lostKeyIsReplacedWithConsent()
{
    m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
    auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->rotation.orphanId, m_newId);
    QVERIFY(outcome->problem->message.contains(m_newId));
    m_fixture->startAnotherProcess();
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome->problem);
    auto controls = m_fixture->controls();
    controls.mayDiscard = m_newId;
    outcome = m_fixture->resumeWith(outcome->rotation.id, controls);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QVERIFY(outcome->rotation.orphanId.isEmpty());
    QCOMPARE(accountNames().size(), 2);
}

void RotationAccountTest::newAccountThatIsGone()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->provider->accounts.removeLast();
    const auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(accountNames(), QStringList(QStringLiteral("build-bot")));
    QCOMPARE(m_fixture->provider->accounts.first().status, AccountStatus::Active);
}

void RotationAccountTest::oldAccountThatIsGone()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->provider->accounts.removeFirst();
    const auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
    QVERIFY(m_fixture->storedItems(m_fixture->accountId).isEmpty());
}

void RotationAccountTest::abandoningDeletesTheNewAccount()
{
    const auto outcome = m_fixture->start();
    QVERIFY(await(m_fixture->rotations->abandon(
        m_fixture->session, outcome->rotation.id, m_fixture->controls(), CancelToken())));
    QCOMPARE(accountNames(), QStringList(QStringLiteral("build-bot")));
    QVERIFY(m_fixture->storedItems(m_newId).isEmpty());
}

void RotationAccountTest::abandoningKeepsTheLastAccount_data()
{
    QTest::addColumn<bool>("isGone");
    QTest::newRow("deactivated") << false;
    QTest::newRow("gone") << true;
}

void RotationAccountTest::abandoningKeepsTheLastAccount()
{
    QFETCH(const bool, isGone);
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    QList<ServiceAccount> &accounts = m_fixture->provider->accounts;
    ServiceAccount old = accounts.takeFirst();
    if (!isGone) {
        old.status = AccountStatus::Deactivated;
        accounts.prepend(old);
    }
    const auto refused = abandon(outcome->rotation.id);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(refused.error().message.contains(QStringLiteral("build-bot-2")));
    QVERIFY(accountNames().contains(QStringLiteral("build-bot-2")));
    QCOMPARE(m_fixture->storedItems(m_newId).size(), 1);
    QCOMPARE(m_fixture->rotations->rotation(outcome->rotation.id)->step, RotationStep::Proved);
    // The way on is open, and the way back as soon as the old one works again.
    if (isGone) {
        QVERIFY(m_fixture->rotations->handedOver(outcome->rotation.id));
        QVERIFY(!m_fixture->resume(outcome->rotation.id, Retirement::Delete)->problem);
        return;
    }
    accounts.first().status = AccountStatus::Active;
    QVERIFY(abandon(outcome->rotation.id));
    QCOMPARE(accountNames(), QStringList(QStringLiteral("build-bot")));
}

/// With neither in use nothing is worse without the new one.
void RotationAccountTest::abandoningDeletesWhatDoesNotWork()
{
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    for (ServiceAccount &account : m_fixture->provider->accounts)
        account.status = AccountStatus::Deactivated;
    QVERIFY(abandon(outcome->rotation.id));
    QCOMPARE(accountNames(), QStringList(QStringLiteral("build-bot")));
}

void RotationAccountTest::consumersMoveOver()
{
    ConsumerRegister &consumers = m_fixture->rotations->consumers();
    const QString c1 = QStringLiteral("c1");
    QVERIFY(
        consumers.add(c1, m_fixture->accountId, QStringLiteral("CI"), QStringLiteral("jenkins")));
    const qint64 id = startedAndHandedOver();
    QCOMPARE(consumers.consumers(c1, m_fixture->accountId)->size(), 1);
    QVERIFY(!m_fixture->resume(id, Retirement::Delete)->problem);
    QVERIFY(consumers.consumers(c1, m_fixture->accountId)->isEmpty());
    QCOMPARE(consumers.consumers(c1, m_newId)->size(), 1);
}

/// Somebody took the name after the plan was made; its key is even in the keychain.
void RotationAccountTest::bystanderIsLeftAlone()
{
    const auto plan = m_fixture->plan();
    NewAccount other;
    other.name = QStringLiteral("build-bot-2");
    other.type = AccountType::ApiKey;
    const auto made = await(AccountActions::create(m_fixture->session, other, true, CancelToken()));
    QVERIFY(made && m_fixture->journal.creations->end(made->journalEntry));
    m_fixture->log->clear();
    const auto outcome = m_fixture->startWith(*plan, m_fixture->controls());
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QVERIFY(outcome->rotation.orphanId.isEmpty());
    QVERIFY(outcome->rotation.newAccountId.isEmpty());
    QVERIFY(m_fixture->resume(outcome->rotation.id)->problem);
    QVERIFY(!m_fixture->log->contains(QStringLiteral("createAccount build-bot-2")));
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned && abandoned->orphanId.isEmpty());
    QCOMPARE(accountNames().size(), 2);
    QCOMPARE(m_fixture->storedItems(m_newId).size(), 1);
}

void RotationAccountTest::refusalIsNoLostAnswer()
{
    m_fixture->provider->failNext(
        QStringLiteral("createAccount"), makeError(ErrorKind::Conflict, QStringLiteral("Taken.")));
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QCOMPARE(m_fixture->log->last(), QStringLiteral("createAccount build-bot-2"));
}

void RotationAccountTest::abandoningLeavesAnOrphan()
{
    m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
    const auto outcome = m_fixture->start();
    QCOMPARE(outcome->rotation.orphanId, m_newId);
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned);
    QCOMPARE(abandoned->step, RotationStep::Abandoned);
    QCOMPARE(abandoned->orphanId, m_newId);
    QCOMPARE(accountNames().size(), 2);
}

QTEST_GUILESS_MAIN(RotationAccountTest)
#include "tst_rotation_account.moc"
