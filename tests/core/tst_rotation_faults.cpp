// Where a rotation stops for each failure of each of its requests, and that it then goes on to its
// end. At each of these points a secret works.

#include "core/accounts/account_actions.h"
#include "core/accounts/journalled_creation.h"
#include "tests/support/sandbox_world.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

enum class Stage { Create, Grant, Prove, Deactivate, Delete };

struct Request
{
    const char *name;
    const char *provider;
    AccountType type;
    Stage stage;
    const char *pattern;
};

constexpr Request requests[]{
    {"Tecton, create", "tecton", AccountType::OAuth, Stage::Create,
     "*create-service-account-secret"},
    {"Tecton, prove", "tecton", AccountType::OAuth, Stage::Prove, "*/token"},
    {"Tecton, deactivate", "tecton", AccountType::OAuth, Stage::Deactivate,
     "*deactivate-service-account-secret"},
    {"Tecton, delete", "tecton", AccountType::OAuth, Stage::Delete,
     "*delete-service-account-secret"},
    {"Tecton key, create", "tecton", AccountType::ApiKey, Stage::Create, "*create-service-account"},
    {"Tecton key, grant a role", "tecton", AccountType::ApiKey, Stage::Grant, "*/assign-roles"},
    {"Tecton key, prove", "tecton", AccountType::ApiKey, Stage::Prove, "*introspect-api-key"},
    {"Tecton key, deactivate", "tecton", AccountType::ApiKey, Stage::Deactivate,
     "*update-service-account"},
    {"Tecton key, delete", "tecton", AccountType::ApiKey, Stage::Delete, "*delete-service-account"},
    {"Atlas, create", "atlas", AccountType::OAuth, Stage::Create, "*/secrets"},
    {"Atlas, prove", "atlas", AccountType::OAuth, Stage::Prove, "*/oauth/token"},
    {"Atlas, delete", "atlas", AccountType::OAuth, Stage::Delete, "*/secrets/*"},
};

struct Fault
{
    const char *action;
    bool takesEffect;    ///< on the server, although the answer does not arrive
    bool isLate = false; ///< after nobody waits for the answer any more
};

constexpr Fault faults[]{
    {"drop-before", false}, {"drop-after", true},  {"truncate", true},    {"garbage", true},
    {"status:401", false},  {"status:403", false}, {"status:404", false}, {"status:409", false},
    {"status:429", false},  {"status:500", false}, {"status:503", false}, {"delay:3s", true, true},
};

constexpr int deadline = 1'500; // ms, shorter than the delay

/// An account that the server does not know is one that has been deleted, whatever it lists.
bool saysGone(const Request &request, const Fault &fault)
{
    return request.stage == Stage::Delete && request.type == AccountType::ApiKey &&
           QLatin1StringView(fault.action) == QLatin1StringView("status:404");
}

} // namespace

class RotationFaultsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void matrix_data();
    void matrix();

private:
    bool makeAccount(AccountType type);
    /// As far as it goes; the step where it stopped.
    Result<RotationOutcome> runThrough();
    Result<RotationOutcome> goOn(const QString &mayDiscard, Retirement retirement);
    /// The steps where such a fault may leave it.
    static QList<RotationStep> expectedSteps(const Request &request, const Fault &fault);
    void finish(const Rotation &stopped);
    /// The account that took over may do what the old one could.
    bool holdsTheRole() const;
    /// Waits for what the server makes too late, and has the rotation find it.
    Result<Rotation> afterArrival(const Rotation &stopped, AccountType type);

    const QString m_name = QStringLiteral("faulty");
    const RoleGrant m_role{
        QStringLiteral("viewer"), Scope{ScopeKind::Workspace, QStringLiteral("prod")}, {}};
    std::unique_ptr<SandboxWorld> m_world;
    QString m_accountId;
    qint64 m_rotation = 0;
};

void RotationFaultsTest::matrix_data()
{
    QTest::addColumn<int>("request");
    QTest::addColumn<int>("fault");
    for (int r = 0; r < int(std::size(requests)); ++r) {
        for (int f = 0; f < int(std::size(faults)); ++f)
            QTest::addRow("%s, %s", requests[r].name, faults[f].action) << r << f;
    }
}

bool RotationFaultsTest::makeAccount(AccountType type)
{
    const auto session = m_world->client->session;
    NewAccount wanted = m_world->newAccount(m_name, type);
    if (type == AccountType::ApiKey)
        wanted.roles = {m_role};
    const auto account = await(AccountActions::create(session, wanted, true, CancelToken()));
    if (!account || !account->failedRoles.isEmpty())
        return false;
    JournalledCreation(*session, account->journalEntry).end();
    m_accountId = account->account.id;
    return true;
}

Result<RotationOutcome> RotationFaultsTest::goOn(const QString &mayDiscard, Retirement retirement)
{
    RotationControls controls;
    controls.pendingWindow = std::chrono::milliseconds(0);
    controls.mayDiscard = mayDiscard;
    controls.retirement = retirement;
    return await(m_world->client->rotations->resume(
        m_world->client->session, m_rotation, controls, CancelToken()));
}

Result<RotationOutcome> RotationFaultsTest::runThrough()
{
    const auto &rotations = m_world->client->rotations;
    const auto session = m_world->client->session;
    const auto plan = await(rotations->plan(session, m_accountId, RotationWish(), CancelToken()));
    if (!plan)
        return failure(plan.error());
    RotationControls controls;
    controls.pendingWindow = std::chrono::milliseconds(0);
    auto outcome = await(rotations->start(session, *plan, controls, CancelToken()));
    if (!outcome)
        return outcome;
    m_rotation = outcome->rotation.id;
    if (outcome->problem)
        return outcome;
    if (const auto handedOver = rotations->handedOver(m_rotation); !handedOver)
        return failure(handedOver.error());
    return goOn(QString(), Retirement::Delete);
}

QList<RotationStep> RotationFaultsTest::expectedSteps(const Request &request, const Fault &fault)
{
    switch (request.stage) {
    case Stage::Create:
        return {RotationStep::Creating};
    case Stage::Grant:
        // What the new account holds is looked at before more is given.
        if (fault.isLate)
            return {RotationStep::Stored, RotationStep::Retired};
        return {fault.takesEffect ? RotationStep::Retired : RotationStep::Stored};
    case Stage::Prove:
        return {RotationStep::Proving};
    case Stage::Deactivate:
        // What was done although nobody heard of it is found out by looking, or by the next run.
        return fault.takesEffect
                   ? QList<RotationStep>{RotationStep::Retired, RotationStep::Deactivating}
                   : QList<RotationStep>{RotationStep::Deactivating};
    case Stage::Delete:
        if (saysGone(request, fault))
            return {RotationStep::Retired};
        if (fault.isLate)
            return {RotationStep::Deleting, RotationStep::Retired};
        return {fault.takesEffect ? RotationStep::Retired : RotationStep::Deleting};
    }
    Q_UNREACHABLE();
}

bool RotationFaultsTest::holdsTheRole() const
{
    const auto rotation = m_world->client->rotations->rotation(m_rotation);
    const auto provider = m_world->client->session->provider();
    const auto roles = await(provider->rolesOf(rotation->newAccountId, CancelToken()));
    return roles && roles->contains(m_role);
}

void RotationFaultsTest::finish(const Rotation &stopped)
{
    if (stopped.step == RotationStep::Retired)
        return;
    const auto &rotations = m_world->client->rotations;
    auto outcome = goOn(stopped.orphanId, Retirement::Later);
    QVERIFY(outcome);
    QVERIFY2(!outcome->problem, outcome->problem ? qPrintable(outcome->problem->message) : "");
    QVERIFY(rotations->handedOver(m_rotation));
    outcome = goOn(QString(), Retirement::Delete);
    QVERIFY(outcome);
    QVERIFY2(!outcome->problem, outcome->problem ? qPrintable(outcome->problem->message) : "");
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
}

Result<Rotation> RotationFaultsTest::afterArrival(const Rotation &stopped, AccountType type)
{
    const auto isThere = [this, type] {
        return type == AccountType::OAuth ? m_world->secrets(m_accountId).size() == 2
                                          : m_world->accounts(m_name).size() == 2;
    };
    if (!QTest::qWaitFor(isThere, 10'000))
        return failure(makeError(ErrorKind::Timeout, QStringLiteral("It did not come.")));
    const auto outcome = goOn(QString(), Retirement::Later);
    if (!outcome)
        return failure(outcome.error());
    return outcome->rotation.id == stopped.id ? outcome->rotation : stopped;
}

void RotationFaultsTest::matrix()
{
    QFETCH(int, request);
    QFETCH(int, fault);
    const Request &failing = requests[request];
    const bool isLate = faults[fault].isLate;
    m_world = std::make_unique<SandboxWorld>(
        QString::fromLatin1(failing.provider), isLate ? deadline : 0);
    QVERIFY(makeAccount(failing.type));
    QVERIFY(m_world->server->setFaults({QStringLiteral("%1=%2").arg(
        QLatin1StringView(failing.pattern), QLatin1StringView(faults[fault].action))}));
    const auto outcome = runThrough();
    QVERIFY(m_world->server->setFaults({}));
    QVERIFY2(outcome, outcome ? "" : qPrintable(outcome.error().message));
    Rotation stopped = outcome->rotation;
    QVERIFY2(
        expectedSteps(failing, faults[fault]).contains(stopped.step),
        qPrintable(rotationStepName(stopped.step)));
    // It says why, unless it has found out that all is well.
    QCOMPARE(outcome->problem.has_value(), stopped.step != RotationStep::Retired);
    QCOMPARE(stopped.problem.isEmpty(), stopped.step == RotationStep::Retired);
    // Only a new one of which nobody knows the value is an orphan.
    const bool isOrphaned = failing.stage == Stage::Create && faults[fault].takesEffect;
    if (isOrphaned && isLate) {
        QVERIFY(stopped.orphanId.isEmpty());
        const auto found = afterArrival(stopped, failing.type);
        QVERIFY2(found, found ? "" : qPrintable(found.error().message));
        stopped = *found;
    }
    QCOMPARE(!stopped.orphanId.isEmpty(), isOrphaned);
    QVERIFY(m_world->workingSecrets(m_name) >= 1);

    finish(stopped);
    QCOMPARE(m_world->workingSecrets(m_name), 1);
    QCOMPARE(m_world->accounts(m_name).size(), saysGone(failing, faults[fault]) ? 2 : 1);
    if (failing.type == AccountType::OAuth)
        QCOMPARE(m_world->secrets(m_accountId).size(), 1);
    else
        QVERIFY(holdsTheRole());
    QVERIFY(m_world->client->creations->underWay(QStringLiteral("c1"))->isEmpty());
}

QTEST_GUILESS_MAIN(RotationFaultsTest)
#include "tst_rotation_faults.moc"
