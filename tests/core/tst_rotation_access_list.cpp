// Rotating an account whose access list does not have this machine.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "core/provider/access_lists.h"
#include "tests/support/sandbox_world.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class RotationAccessListTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void thePlanSaysWhatTheProofNeeds();
    void theProofNamesTheAccount();

private:
    std::shared_ptr<Session> session() const { return m_world->client->session; }
    bool letIn(const QString &address) const
    {
        AccessLists *lists = session()->provider()->accessLists();
        return lists && await(lists->add(m_accountId, {address}, CancelToken()));
    }
    Result<RotationPlan> plan() const
    {
        return await(m_world->client->rotations->plan(
            session(), m_accountId, RotationWish(), CancelToken()));
    }

    const QString m_name = QStringLiteral("walled");
    std::unique_ptr<SandboxWorld> m_world;
    QString m_accountId;
};

void RotationAccessListTest::init()
{
    m_world = std::make_unique<SandboxWorld>(QStringLiteral("atlas"));
    const NewAccount wanted = m_world->newAccount(m_name, AccountType::OAuth);
    const auto made = await(AccountActions::create(session(), wanted, true, CancelToken()));
    QVERIFY(made);
    JournalledCreation(*session(), made->journalEntry).end();
    m_accountId = made->account.id;
}

void RotationAccessListTest::thePlanSaysWhatTheProofNeeds()
{
    const auto open = plan();
    QVERIFY(open);
    QVERIFY(open->consequences.filter(QStringLiteral("access list")).isEmpty());
    QVERIFY(letIn(QStringLiteral("203.0.113.9")));
    const auto walled = plan();
    QVERIFY(walled);
    QCOMPARE(walled->consequences.filter(QStringLiteral("access list")).size(), 1);
}

void RotationAccessListTest::theProofNamesTheAccount()
{
    QVERIFY(letIn(QStringLiteral("203.0.113.9")));
    const auto planned = plan();
    QVERIFY(planned);
    int waits = 0;
    RotationControls controls;
    controls.refused = [&waits](const PendingRefusal &) {
        ++waits;
    };
    const auto &rotations = m_world->client->rotations;
    const auto stopped = await(rotations->start(session(), *planned, controls, CancelToken()));
    QVERIFY(stopped && stopped->problem);
    QCOMPARE(waits, 0);
    QCOMPARE(stopped->rotation.step, RotationStep::Proving);
    QCOMPARE(stopped->problem->kind, ErrorKind::Conflict);
    QVERIFY(stopped->problem->message.contains(m_name));
    QVERIFY(stopped->problem->message.contains(u"access list"));
    QVERIFY(stopped->problem->hint.contains(QStringLiteral("access list of ") + m_name));
    QVERIFY(letIn(QStringLiteral("127.0.0.1")));
    const auto resumed =
        await(rotations->resume(session(), stopped->rotation.id, controls, CancelToken()));
    QVERIFY(resumed);
    QVERIFY2(!resumed->problem, resumed->problem ? qPrintable(resumed->problem->message) : "");
    QCOMPARE(resumed->rotation.step, RotationStep::Proved);
}

QTEST_GUILESS_MAIN(RotationAccessListTest)
#include "tst_rotation_access_list.moc"
