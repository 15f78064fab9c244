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
    bool takesEffect; ///< on the server, although the answer does not arrive
    ErrorKind kind;
    bool isLate = false; ///< after nobody waits for the answer any more
};

constexpr Fault faults[]{
    {"drop-before", false, ErrorKind::Network},
    {"drop-after", true, ErrorKind::Network},
    {"truncate", true, ErrorKind::Network},
    {"garbage", true, ErrorKind::Protocol},
    {"status:401", false, ErrorKind::NotAuthenticated},
    {"status:403", false, ErrorKind::NotPermitted},
    {"status:404", false, ErrorKind::NotFound},
    {"status:409", false, ErrorKind::Conflict},
    {"status:429", false, ErrorKind::Limit},
    {"status:500", false, ErrorKind::Provider},
    {"status:503", false, ErrorKind::Provider},
    {"delay:3s", true, ErrorKind::Timeout, true},
};

constexpr int deadline = 1'500; // ms, shorter than the delay

/// An account that the server does not know is one that has been deleted, whatever it lists.
bool saysGone(const Request &request, const Fault &fault)
{
    return request.stage == Stage::Delete && request.type == AccountType::ApiKey &&
           QLatin1StringView(fault.action) == QLatin1StringView("status:404");
}

/// An answer that cannot be read makes it look at the secret; an account's change is asked for
/// again.
bool isSeenDeactivated(const Request &request, const Fault &fault)
{
    return request.type == AccountType::OAuth && fault.kind == ErrorKind::Protocol;
}

/// Where such a fault leaves it.
RotationStep expectedStep(const Request &request, const Fault &fault)
{
    // What takes effect in time is found out by looking, and then it goes on to the end.
    const bool isSeen = fault.takesEffect && !fault.isLate;
    switch (request.stage) {
    case Stage::Create:
        return RotationStep::Creating;
    case Stage::Grant:
        return isSeen ? RotationStep::Retired : RotationStep::Stored;
    case Stage::Prove:
        return RotationStep::Proving;
    case Stage::Deactivate:
        // Can be asked for twice, so that a lost answer is no reason to look.
        return isSeenDeactivated(request, fault) ? RotationStep::Retired
                                                 : RotationStep::Deactivating;
    case Stage::Delete:
        return isSeen || saysGone(request, fault) ? RotationStep::Retired : RotationStep::Deleting;
    }
    Q_UNREACHABLE();
}

/// What it says of that; nothing when it has found out that all is well.
std::optional<ErrorKind> expectedKind(const Request &request, const Fault &fault)
{
    if (expectedStep(request, fault) == RotationStep::Retired)
        return std::nullopt;
    const bool isOrphaned = request.stage == Stage::Create && fault.takesEffect && !fault.isLate;
    return isOrphaned ? ErrorKind::Conflict : fault.kind;
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
    QTest::addColumn<RotationStep>("step");
    QTest::addColumn<std::optional<ErrorKind>>("kind");
    for (int r = 0; r < int(std::size(requests)); ++r) {
        for (int f = 0; f < int(std::size(faults)); ++f)
            QTest::addRow("%s, %s", requests[r].name, faults[f].action)
                << r << f << expectedStep(requests[r], faults[f])
                << expectedKind(requests[r], faults[f]);
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
    QFETCH(RotationStep, step);
    QFETCH(std::optional<ErrorKind>, kind);
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
    QCOMPARE(rotationStepName(stopped.step), rotationStepName(step));
    QCOMPARE(outcome->problem.has_value(), kind.has_value());
    QVERIFY2(
        !kind || outcome->problem->kind == *kind,
        outcome->problem ? qPrintable(outcome->problem->message) : "");
    QCOMPARE(stopped.problem.isEmpty(), !kind.has_value());
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
