// A rotation of a client secret from its plan to the end, and what stops it on the way.

#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

Error refusal()
{
    return makeError(ErrorKind::NotAuthenticated, QStringLiteral("Not known yet."));
}

/// Goes on in the same breath in which the start has ended, as the command line does.
Async<Rotation> startAndHandOver(
    const Rotations *rotations, std::shared_ptr<Session> session, RotationPlan plan,
    RotationControls controls)
{
    const auto started =
        co_await rotations->start(session, std::move(plan), std::move(controls), CancelToken());
    if (!started)
        co_return failure(started.error());
    co_return rotations->handedOver(started->rotation.id);
}

} // namespace

class RotationFlowTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<RotationFixture>();
        m_fixture->makeOAuthAccount();
    }

    void reachesTheHandOver();
    void retiresInOrder();
    void graceThenDeletion();
    void withoutDeactivationItIsDeleted();
    void nothingIsRetiredBeforeTheHandOver();
    void nothingIsRetiredWithoutProof_data();
    void nothingIsRetiredWithoutProof();
    void pendingSecretIsTriedAgain();
    void probeHasToWork();
    void slotIsFreedWithConsent();
    void slotIsNotFreedWithoutConsent();
    void outdatedPlanIsRefused();
    void secondRotationIsRefused();
    void nextStepMayFollowAtOnce();
    void noJournalNoRotation();
    void lockedKeychainBeginsNothing();
    void unstoredSecretStaysInHand();
    void cancellingKeepsWhatIsThere();
    void refusedCreationCanBeTriedAgain();
    void ownAccountNeedsASecondWord();
    void ownAccountIsAskedFor();
    void ownConnectionGetsTheNewSecret();
    void abandoningDeletesTheNewOne();
    void tooLateToAbandon();
    void looksAtBoth();
    void finishedRotationIsOver();
    void goneRotation();

private:
    qint64 startedAndHandedOver()
    {
        const auto outcome = m_fixture->start();
        if (!outcome || !m_fixture->rotations->handedOver(outcome->rotation.id))
            return 0;
        return outcome->rotation.id;
    }

    std::unique_ptr<RotationFixture> m_fixture;
};

void RotationFlowTest::reachesTheHandOver()
{
    const auto outcome = m_fixture->start();
    QVERIFY(outcome);
    QVERIFY2(!outcome->problem, outcome->problem ? qPrintable(outcome->problem->message) : "");
    const QList<RotationStep> expected{
        RotationStep::Planned, RotationStep::Creating, RotationStep::Stored, RotationStep::Proving,
        RotationStep::Proved};
    QCOMPARE(m_fixture->steps, expected);
    QCOMPARE(outcome->rotation.newSecretId, QStringLiteral("secret-2"));
    QVERIFY(outcome->secret && *outcome->secret == fakeSecret(QStringLiteral("secret-2")));
    QCOMPARE(
        m_fixture->storedItems(m_fixture->accountId),
        QStringList({QStringLiteral("secret-1"), QStringLiteral("secret-2")}));
    // The rotation looks after it from now on.
    QVERIFY(!m_fixture->hasUnfinishedCreations());
    QCOMPARE(m_fixture->rotations->underWay()->first(), outcome->rotation);
}

void RotationFlowTest::retiresInOrder()
{
    const qint64 id = startedAndHandedOver();
    QVERIFY(id);
    m_fixture->startAnotherProcess();
    const auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && !outcome->problem);
    const QList<RotationStep> expected{
        RotationStep::Deactivating, RotationStep::Deactivated, RotationStep::Deleting,
        RotationStep::Retired};
    QCOMPARE(m_fixture->steps, expected);
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-2")));
    QCOMPARE(m_fixture->storedItems(m_fixture->accountId), QStringList(QStringLiteral("secret-2")));
    // It was proved once more, days may have passed.
    QCOMPARE(m_fixture->provider->refusals->triedTokens, 2);
    QVERIFY(!outcome->secret);
    QVERIFY(m_fixture->rotations->underWay()->isEmpty());
    QCOMPARE(m_fixture->rotations->all()->size(), 1);
}

void RotationFlowTest::graceThenDeletion()
{
    const qint64 id = startedAndHandedOver();
    auto outcome = m_fixture->resume(id, Retirement::Deactivate);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Deactivated);
    QCOMPARE(m_fixture->secrets().first().status, SecretStatus::Deactivated);
    // Nothing happens by itself.
    outcome = m_fixture->resume(id);
    QCOMPARE(outcome->rotation.step, RotationStep::Deactivated);
    outcome = m_fixture->resume(id, Retirement::Delete);
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-2")));
}

void RotationFlowTest::withoutDeactivationItIsDeleted()
{
    m_fixture->provider->supported.deactivateSecrets = false;
    m_fixture->provider->supported.secrets.canDeactivate = false;
    m_fixture->provider->supported.secrets.deleteOnlyDeactivated = false;
    const qint64 id = startedAndHandedOver();
    auto outcome = m_fixture->resume(id, Retirement::Deactivate);
    QCOMPARE(outcome->rotation.step, RotationStep::HandedOver);
    outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(!outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-2")));
}

void RotationFlowTest::nothingIsRetiredBeforeTheHandOver()
{
    const auto started = m_fixture->start();
    const auto outcome = m_fixture->resume(started->rotation.id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QVERIFY(outcome->secret);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::nothingIsRetiredWithoutProof_data()
{
    QTest::addColumn<int>("obstacle");
    QTest::newRow("refused") << 0;
    QTest::newRow("deleted by somebody") << 1;
    QTest::newRow("deactivated by somebody") << 2;
    QTest::newRow("not in the keychain") << 3;
    QTest::newRow("keychain locked") << 4;
}

void RotationFlowTest::nothingIsRetiredWithoutProof()
{
    QFETCH(int, obstacle);
    const qint64 id = startedAndHandedOver();
    QVERIFY(id);
    m_fixture->clock->advance(std::chrono::hours(1));
    m_fixture->startAnotherProcess();
    if (obstacle == 0)
        m_fixture->provider->refusals->tokens = {refusal()};
    else if (obstacle == 1)
        m_fixture->secrets().removeLast();
    else if (obstacle == 2)
        m_fixture->secrets().last().status = SecretStatus::Deactivated;
    else if (obstacle == 3)
        QVERIFY(await(m_fixture->credentials->remove(
            {QStringLiteral("c1"), m_fixture->accountId, QStringLiteral("secret-2")})));
    else
        m_fixture->credentials->refuseReads = true;
    const auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::HandedOver);
    QCOMPARE(outcome->rotation.problem, outcome->problem->message);
    QCOMPARE(m_fixture->secrets().first().id, QStringLiteral("secret-1"));
    QCOMPARE(m_fixture->secrets().first().status, SecretStatus::Active);
}

void RotationFlowTest::pendingSecretIsTriedAgain()
{
    m_fixture->provider->refusals->tokens = {refusal(), refusal(), refusal()};
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QCOMPARE(m_fixture->waits.size(), 3);
    QCOMPARE(m_fixture->provider->refusals->triedTokens, 4);
}

void RotationFlowTest::probeHasToWork()
{
    RotationWish wish;
    wish.probe.emplace();
    wish.probe->workspace = QStringLiteral("prod");
    wish.probe->featureService = QStringLiteral("fraud");
    m_fixture->provider->refusals->lookups = {
        refusal(), makeError(ErrorKind::NotFound, QStringLiteral("No such service."))};
    auto outcome = m_fixture->start(wish);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::NotFound);
    QVERIFY(outcome->problem->message.contains(u"No such service."));
    QCOMPARE(outcome->rotation.step, RotationStep::Proving);
    // Not proved: it cannot be handed over.
    QVERIFY(!m_fixture->rotations->handedOver(outcome->rotation.id));
    m_fixture->startAnotherProcess();
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QCOMPARE(m_fixture->provider->refusals->triedLookups, 3);
    // Created once.
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::slotIsFreedWithConsent()
{
    ClientSecret spent;
    spent.id = QStringLiteral("spent");
    spent.status = SecretStatus::Deactivated;
    m_fixture->secrets().prepend(spent);
    const auto plan = m_fixture->plan();
    QVERIFY(plan);
    auto controls = m_fixture->controls();
    controls.mayFreeSlot = true;
    const auto outcome = m_fixture->startWith(*plan, controls);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(m_fixture->steps.at(1), RotationStep::FreeingSlot);
    QCOMPARE(
        m_fixture->secretIds(),
        QStringList({QStringLiteral("secret-1"), QStringLiteral("secret-2")}));
}

void RotationFlowTest::slotIsNotFreedWithoutConsent()
{
    ClientSecret spent;
    spent.id = QStringLiteral("spent");
    spent.status = SecretStatus::Expired;
    m_fixture->secrets().append(spent);
    const auto refused = m_fixture->start();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Limit);
    QCOMPARE(m_fixture->secretIds().size(), 2);
    QVERIFY(m_fixture->rotations->all()->isEmpty());
}

void RotationFlowTest::outdatedPlanIsRefused()
{
    const auto plan = m_fixture->plan();
    ClientSecret other;
    other.id = QStringLiteral("of somebody else");
    m_fixture->secrets().append(other);
    const auto outcome = m_fixture->startWith(*plan, m_fixture->controls());
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QVERIFY(!m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    // It is abandoned without a trace on the server.
    const auto abandoned = await(m_fixture->rotations->abandon(
        m_fixture->session, outcome->rotation.id, m_fixture->controls(), CancelToken()));
    QVERIFY(abandoned);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::secondRotationIsRefused()
{
    const auto plan = m_fixture->plan();
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    Awaited<RotationOutcome> first(m_fixture->rotations->start(
        m_fixture->session, *plan, m_fixture->controls(), CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    // At the same time: the lock. Later: the journal.
    const auto busy = m_fixture->startWith(*plan, m_fixture->controls());
    QVERIFY(!busy);
    QCOMPARE(busy.error().kind, ErrorKind::Conflict);
    QVERIFY(busy.error().message.contains(u"Another window or shell"));
    const qint64 id = m_fixture->rotations->underWay()->first().id;
    QVERIFY(!m_fixture->resume(id));
    QVERIFY(!m_fixture->rotations->handedOver(id));
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(first.isReady());
    const auto later = m_fixture->startWith(*plan, m_fixture->controls());
    QVERIFY(!later);
    QVERIFY(later.error().message.contains(u"under way already"));
    QCOMPARE(m_fixture->log->count(QStringLiteral("createSecret id-build-bot")), 1);
}

void RotationFlowTest::nextStepMayFollowAtOnce()
{
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    Awaited<Rotation> handedOver(startAndHandOver(
        m_fixture->rotations.get(), m_fixture->session, *m_fixture->plan(), m_fixture->controls()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(handedOver.isReady());
    QVERIFY(handedOver.get());
    QCOMPARE(handedOver.get()->step, RotationStep::HandedOver);
}

void RotationFlowTest::noJournalNoRotation()
{
    const auto plan = m_fixture->plan();
    m_fixture->journal.database->refuses = true;
    const auto refused = m_fixture->startWith(*plan, m_fixture->controls());
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QCOMPARE(m_fixture->secretIds().size(), 1);
}

void RotationFlowTest::lockedKeychainBeginsNothing()
{
    m_fixture->credentials->state = KeychainState::Locked;
    const auto refused = m_fixture->start();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Keychain);
    QCOMPARE(m_fixture->secretIds().size(), 1);
}

void RotationFlowTest::unstoredSecretStaysInHand()
{
    m_fixture->credentials->refuseWrites = true;
    auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Keychain);
    QCOMPARE(outcome->rotation.step, RotationStep::Created);
    QVERIFY(outcome->secret);
    m_fixture->credentials->refuseWrites = false;
    auto controls = m_fixture->controls();
    controls.inHand = outcome->secret;
    outcome = m_fixture->resumeWith(outcome->rotation.id, controls);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::cancellingKeepsWhatIsThere()
{
    const auto plan = m_fixture->plan();
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    CancelSource cancel;
    Awaited<RotationOutcome> started(m_fixture->rotations->start(
        m_fixture->session, *plan, m_fixture->controls(), cancel.token()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    cancel.cancel();
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(started.isReady());
    const auto &outcome = started.get();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Cancelled);
    QCOMPARE(outcome->rotation.step, RotationStep::Stored);
    const auto resumed = m_fixture->resume(outcome->rotation.id);
    QVERIFY(resumed && !resumed->problem);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::refusedCreationCanBeTriedAgain()
{
    m_fixture->provider->failNext(
        QStringLiteral("createSecret"), makeError(ErrorKind::NotPermitted, QStringLiteral("No.")));
    auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::NotPermitted);
    QCOMPARE(outcome->rotation.problem, QStringLiteral("No."));
    m_fixture->startAnotherProcess();
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome && !outcome->problem);
    QVERIFY(outcome->rotation.problem.isEmpty());
}

void RotationFlowTest::ownAccountNeedsASecondWord()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->provider->identity.id = m_fixture->accountId;
    QVERIFY(await(m_fixture->session->identify(CancelToken())));
    auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::HandedOver);
    QCOMPARE(m_fixture->secretIds().size(), 2);
    auto controls = m_fixture->controls(Retirement::Delete);
    controls.mayRetireOwnSecret = true;
    outcome = m_fixture->resumeWith(id, controls);
    QVERIFY(!outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Retired);
}

/// An API key does not say whose it is: the server is asked, and without its answer nothing goes.
void RotationFlowTest::ownAccountIsAskedFor()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->startAnotherProcess();
    m_fixture->provider->identity.id = m_fixture->accountId;
    m_fixture->provider->failNext(
        QStringLiteral("whoAmI"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    auto outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Network);
    QCOMPARE(outcome->rotation.step, RotationStep::HandedOver);
    outcome = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    QCOMPARE(outcome->rotation.step, RotationStep::HandedOver);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::ownConnectionGetsTheNewSecret()
{
    m_fixture->connection.signIn = SignIn::ClientCredentials;
    m_fixture->connection.clientId = m_fixture->accountId;
    m_fixture->startAnotherProcess();
    StoredCredential own;
    own.key = {
        QStringLiteral("c1"), CredentialKey::connectionOwner, QStringLiteral("client-secret")};
    auto old = std::make_shared<const Secret>(fakeSecret(QStringLiteral("secret-1")));
    QVERIFY(await(m_fixture->credentials->write(own, old)));
    const qint64 id = startedAndHandedOver();
    auto controls = m_fixture->controls(Retirement::Delete);
    controls.mayRetireOwnSecret = true;
    QVERIFY(!m_fixture->resumeWith(id, controls)->problem);
    const auto now = await(m_fixture->credentials->read(own.key));
    QVERIFY(now && *now == fakeSecret(QStringLiteral("secret-2")));
}

void RotationFlowTest::abandoningDeletesTheNewOne()
{
    const auto outcome = m_fixture->start();
    const auto abandoned = await(m_fixture->rotations->abandon(
        m_fixture->session, outcome->rotation.id, m_fixture->controls(), CancelToken()));
    QVERIFY(abandoned);
    QCOMPARE(abandoned->step, RotationStep::Abandoned);
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-1")));
    QCOMPARE(m_fixture->storedItems(m_fixture->accountId), QStringList(QStringLiteral("secret-1")));
    // And another one can begin.
    QVERIFY(m_fixture->start());
}

void RotationFlowTest::tooLateToAbandon()
{
    const qint64 id = startedAndHandedOver();
    const auto refused = await(m_fixture->rotations->abandon(
        m_fixture->session, id, m_fixture->controls(), CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(m_fixture->secretIds().size(), 2);
}

void RotationFlowTest::looksAtBoth()
{
    const qint64 id = startedAndHandedOver();
    m_fixture->secrets().first().lastUsedAt = m_fixture->clock->now();
    const auto sight = await(m_fixture->rotations->look(m_fixture->session, id, CancelToken()));
    QVERIFY(sight && sight->oldSecret && sight->newSecret);
    QCOMPARE(sight->oldSecret->lastUsedAt, m_fixture->clock->now());
    QCOMPARE(sight->newSecret->id, QStringLiteral("secret-2"));
}

void RotationFlowTest::finishedRotationIsOver()
{
    const qint64 id = startedAndHandedOver();
    QVERIFY(!m_fixture->resume(id, Retirement::Delete)->problem);
    m_fixture->log->clear();
    const auto again = m_fixture->resume(id, Retirement::Delete);
    QVERIFY(!again);
    QCOMPARE(again.error().kind, ErrorKind::Conflict);
    QVERIFY(m_fixture->log->isEmpty());
}

void RotationFlowTest::goneRotation()
{
    QCOMPARE(m_fixture->resume(99).error().kind, ErrorKind::NotFound);
    QCOMPARE(m_fixture->rotations->handedOver(99).error().kind, ErrorKind::NotFound);
    QCOMPARE(m_fixture->rotations->rotation(99).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(RotationFlowTest)
#include "tst_rotation_flow.moc"
