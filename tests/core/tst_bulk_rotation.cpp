// A selection of accounts on a fake server: what the plan leaves out and why, what ends a run, and
// where a secret is that the keychain did not take.

#include "core/rotation/bulk_report.h"
#include "core/rotation/bulk_rotation.h"
#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class BulkRotationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void leavesOutWhatCannotBeRotated_data();
    void leavesOutWhatCannotBeRotated();
    void consents_data();
    void consents();
    void ownAccountComesLast();
    void keysAreReplacedWithConsent();
    void unreachableConnectionIsAskedOnce();
    void planCanBeCancelled();
    void oneAtATime();
    void stopsAfterTheAccountItIsAt();
    void cancellingEndsAtOnce();
    void secretThatIsNowhereElseEndsTheRun();
    void reportHoldsNoSecret();

private:
    QString makeAccount(const QString &name, AccountType type = AccountType::OAuth);
    BulkEntry planOne();
    Result<QList<BulkEntry>> plan(const QStringList &ids);
    Awaited<QList<BulkResult>>
    begin(const QList<BulkEntry> &plan, const BulkControls &controls, CancelToken cancel = {});
    BulkControls controls();

    std::unique_ptr<RotationFixture> m_fixture;
    QStringList m_told; ///< "0 running creating"
};

void BulkRotationTest::init()
{
    m_fixture = std::make_unique<RotationFixture>();
    m_told.clear();
}

QString BulkRotationTest::makeAccount(const QString &name, AccountType type)
{
    NewAccount account = newAccount(type);
    account.name = name;
    const auto made =
        await(AccountActions::create(m_fixture->session, account, true, CancelToken()));
    if (!made || !m_fixture->journal.creations->end(made->journalEntry))
        qFatal("The account was not made.");
    m_fixture->log->clear();
    return made->account.id;
}

Result<QList<BulkEntry>> BulkRotationTest::plan(const QStringList &ids)
{
    QList<BulkAccount> accounts;
    for (const QString &id : ids)
        accounts.append({m_fixture->session, id, QString()});
    const BulkRotation bulk(*m_fixture->rotations);
    return await(bulk.plan(accounts, RotationWish(), nullptr, CancelToken()));
}

BulkEntry BulkRotationTest::planOne()
{
    return plan({m_fixture->accountId}).value().first();
}

BulkControls BulkRotationTest::controls()
{
    BulkControls controls;
    controls.wait = m_fixture->controls().wait;
    controls.changed = [this](qsizetype place, const BulkResult &result) {
        const QString text =
            QStringLiteral("%1 %2 %3")
                .arg(
                    QString::number(place), bulkStateName(result.state),
                    result.rotation.id ? rotationStepName(result.rotation.step) : QString());
        m_told.append(text.trimmed());
    };
    return controls;
}

Awaited<QList<BulkResult>> BulkRotationTest::begin(
    const QList<BulkEntry> &plan, const BulkControls &controls, CancelToken cancel)
{
    const BulkRotation bulk(*m_fixture->rotations);
    return Awaited<QList<BulkResult>>(bulk.run(plan, controls, std::move(cancel)));
}

void BulkRotationTest::leavesOutWhatCannotBeRotated_data()
{
    QTest::addColumn<int>("obstacle");
    QTest::addColumn<ErrorKind>("kind");
    QTest::newRow("no secret") << 0 << ErrorKind::Conflict;
    QTest::newRow("two that work") << 1 << ErrorKind::Limit;
    QTest::newRow("deactivated account") << 2 << ErrorKind::Conflict;
    QTest::newRow("unknown account") << 3 << ErrorKind::NotFound;
    QTest::newRow("being rotated") << 4 << ErrorKind::Conflict;
}

void BulkRotationTest::leavesOutWhatCannotBeRotated()
{
    QFETCH(int, obstacle);
    QFETCH(ErrorKind, kind);
    m_fixture->makeOAuthAccount();
    if (obstacle == 0)
        m_fixture->secrets().clear();
    else if (obstacle == 1)
        m_fixture->secrets().append(ClientSecret{QStringLiteral("other"), {}, {}, {}, {}, {}, {}});
    else if (obstacle == 2)
        m_fixture->provider->accounts.first().status = AccountStatus::Deactivated;
    else if (obstacle == 3)
        m_fixture->provider->accounts.clear();
    else
        QVERIFY(m_fixture->start());
    m_fixture->log->clear();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    QVERIFY(planned);
    QCOMPARE(planned->size(), 2);
    const BulkEntry &entry = planned->first();
    QVERIFY(entry.obstacle);
    QCOMPARE(entry.obstacle->kind, kind);
    QVERIFY(!entry.obstacle->message.isEmpty());
    QCOMPARE(entry.underWay != 0, obstacle == 4);
    // Nothing that could be agreed to changes that, and the others are rotated all the same.
    const BulkConsents all = BulkConsent::FreeSlots | BulkConsent::ReplaceAccounts;
    QVERIFY(entry.refusal(all));
    auto run = begin(*planned, controls());
    QTRY_VERIFY(run.isReady());
    QCOMPARE(run.get()->first().state, BulkState::LeftOut);
    QCOMPARE(run.get()->first().problem->message, entry.obstacle->message);
    QCOMPARE(run.get()->last().state, BulkState::Done);
    QCOMPARE(m_fixture->log->filter(QStringLiteral("createSecret")).size(), 1);
}

void BulkRotationTest::consents_data()
{
    QTest::addColumn<bool>("agrees");
    QTest::newRow("agreed") << true;
    QTest::newRow("not agreed") << false;
}

void BulkRotationTest::consents()
{
    QFETCH(bool, agrees);
    m_fixture->makeOAuthAccount();
    ClientSecret spent;
    spent.id = QStringLiteral("spent");
    spent.status = SecretStatus::Expired;
    m_fixture->secrets().append(spent);
    const BulkEntry entry = planOne();
    QCOMPARE(entry.needs(), BulkConsents(BulkConsent::FreeSlots));
    QVERIFY(!entry.obstacle);
    QVERIFY(plannedWork(entry).join(u' ').contains(u"spent"));
    BulkControls wanted = controls();
    wanted.agreed.setFlag(BulkConsent::FreeSlots, agrees);
    auto run = begin({entry}, wanted);
    QTRY_VERIFY(run.isReady());
    QCOMPARE(run.get()->first().state, agrees ? BulkState::Done : BulkState::LeftOut);
    QCOMPARE(m_fixture->secretIds().contains(spent.id), !agrees);
}

void BulkRotationTest::ownAccountComesLast()
{
    m_fixture->makeOAuthAccount();
    m_fixture->provider->identity.id = m_fixture->accountId;
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    QCOMPARE(planned->first().account.id, other);
    const BulkEntry &own = planned->last();
    QCOMPARE(own.needs(), BulkConsents(BulkConsent::OwnAccounts));
    QVERIFY(own.refusal({})->message.contains(u"Tecton prod"));
    auto refused = begin(*planned, controls());
    QTRY_VERIFY(refused.isReady());
    QCOMPARE(refused.get()->last().state, BulkState::LeftOut);
    QCOMPARE(m_fixture->secretIds().size(), 1);
    BulkControls wanted = controls();
    wanted.agreed = BulkConsent::OwnAccounts;
    wanted.retirement = Retirement::Delete;
    auto agreed = begin({own}, wanted);
    QTRY_VERIFY(agreed.isReady());
    QVERIFY(!agreed.get()->first().problem);
    QCOMPARE(agreed.get()->first().rotation.step, RotationStep::Retired);
}

void BulkRotationTest::keysAreReplacedWithConsent()
{
    m_fixture->makeKeyAccount({grantOf(QStringLiteral("read"))});
    const BulkEntry entry = planOne();
    QCOMPARE(entry.needs(), BulkConsents(BulkConsent::ReplaceAccounts));
    QVERIFY(entry.refusal({}));
    BulkControls wanted = controls();
    wanted.agreed = BulkConsent::ReplaceAccounts;
    auto run = begin({entry}, wanted);
    QTRY_VERIFY(run.isReady());
    QCOMPARE(run.get()->first().state, BulkState::Done);
    QCOMPARE(m_fixture->provider->accounts.size(), 2);
    QVERIFY(!remainingWork(run.get()->first().rotation).isEmpty());
}

void BulkRotationTest::unreachableConnectionIsAskedOnce()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    m_fixture->provider->failNext(
        QStringLiteral("account"), makeError(ErrorKind::Network, QStringLiteral("No route.")));
    const auto planned = plan({m_fixture->accountId, other});
    QVERIFY(planned);
    for (const BulkEntry &entry : *planned)
        QCOMPARE(entry.obstacle->message, QStringLiteral("No route."));
    QCOMPARE(m_fixture->log->filter(QStringLiteral("account ")).size(), 1);
}

void BulkRotationTest::planCanBeCancelled()
{
    m_fixture->makeOAuthAccount();
    m_fixture->provider->hold(QStringLiteral("listSecrets"));
    CancelSource cancel;
    const BulkRotation bulk(*m_fixture->rotations);
    Awaited<QList<BulkEntry>> planned(bulk.plan(
        {{m_fixture->session, m_fixture->accountId, QString()}}, RotationWish(), nullptr,
        cancel.token()));
    QVERIFY(!planned.isReady());
    cancel.cancel();
    QTRY_VERIFY(planned.isReady());
    QCOMPARE(planned.get().error().kind, ErrorKind::Cancelled);
}

void BulkRotationTest::oneAtATime()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    auto run = begin(*planned, controls());
    QTRY_VERIFY(run.isReady());
    QCOMPARE(m_fixture->provider->mostInFlight, 1);
    const qsizetype ended = m_told.indexOf(QStringLiteral("0 rotated proved"));
    QVERIFY2(ended > 0, qPrintable(m_told.join(u'\n')));
    QVERIFY(m_told.indexOf(QStringLiteral("1 running")) > ended);
    QCOMPARE(m_told.last(), QStringLiteral("1 rotated proved"));
    // The old ones are as they were.
    for (const QString &id : {m_fixture->accountId, other}) {
        const auto secrets = m_fixture->provider->secrets.value(id);
        QCOMPARE(secrets.size(), 2);
        QCOMPARE(secrets.first().status, SecretStatus::Active);
    }
}

void BulkRotationTest::stopsAfterTheAccountItIsAt()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    CancelSource stop;
    BulkControls wanted = controls();
    wanted.stop = stop.token();
    wanted.goesOnAfterFailure = true;
    auto run = begin(*planned, wanted);
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    stop.cancel();
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(run.isReady());
    QCOMPARE(run.get()->first().state, BulkState::Done);
    QCOMPARE(run.get()->last().state, BulkState::NotReached);
    QCOMPARE(run.get()->last().rotation.id, 0);
    QCOMPARE(m_fixture->rotations->underWay()->size(), 1);
}

void BulkRotationTest::cancellingEndsAtOnce()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    CancelSource cancel;
    BulkControls wanted = controls();
    wanted.goesOnAfterFailure = true;
    auto run = begin(*planned, wanted, cancel.token());
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    cancel.cancel();
    // What was asked for is kept, and nothing after it is done.
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(run.isReady());
    QCOMPARE(run.get()->first().state, BulkState::Failed);
    QCOMPARE(run.get()->first().problem->kind, ErrorKind::Cancelled);
    QCOMPARE(run.get()->first().rotation.step, RotationStep::Stored);
    QCOMPARE(run.get()->last().state, BulkState::NotReached);
    m_fixture->startAnotherProcess();
    const qint64 id = m_fixture->rotations->underWay()->first().id;
    const auto resumed = m_fixture->resume(id);
    QVERIFY(resumed && !resumed->problem);
}

void BulkRotationTest::secretThatIsNowhereElseEndsTheRun()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("other-bot"));
    const auto planned = plan({m_fixture->accountId, other});
    m_fixture->credentials->refuseWrites = true;
    BulkControls wanted = controls();
    wanted.goesOnAfterFailure = true;
    auto run = begin(*planned, wanted);
    QTRY_VERIFY(run.isReady());
    const BulkResult &failed = run.get()->first();
    QCOMPARE(failed.state, BulkState::Failed);
    QCOMPARE(failed.problem->kind, ErrorKind::Keychain);
    QVERIFY(failed.onlyHere);
    QCOMPARE(run.get()->last().state, BulkState::NotReached);
    // It can be handed back, and goes on from there.
    m_fixture->credentials->refuseWrites = false;
    RotationControls again = m_fixture->controls();
    again.inHand = failed.onlyHere;
    const auto resumed = m_fixture->resumeWith(failed.rotation.id, again);
    QVERIFY(resumed && !resumed->problem);
    QCOMPARE(resumed->rotation.step, RotationStep::Proved);
}

void BulkRotationTest::reportHoldsNoSecret()
{
    m_fixture->makeOAuthAccount();
    const QString other = makeAccount(QStringLiteral("=other"));
    const auto planned = plan({m_fixture->accountId, other, QStringLiteral("nobody")});
    m_fixture->credentials->refuseWrites = true;
    auto run = begin(*planned, controls());
    QTRY_VERIFY(run.isReady());
    const QByteArray csv = bulkReportCsv(*run.get());
    const QList<QByteArray> lines = csv.split('\n');
    QCOMPARE(lines.size(), 5);
    QVERIFY(lines.at(0).startsWith("account_id,account,connection,outcome,rotation,step,"));
    QVERIFY(lines.at(1).startsWith("id-build-bot,build-bot,Tecton prod,failed,1,created,secret-1"));
    QVERIFY(lines.at(1).contains("Resume the rotation"));
    // What a spreadsheet would run as a formula is a text.
    QVERIFY(lines.at(2).contains(",'=other,Tecton prod,not-reached,,,"));
    QVERIFY(lines.at(3).startsWith("nobody,,Tecton prod,left-out,,,"));
    QVERIFY(!csv.contains("not-a-real-secret"));
}

QTEST_GUILESS_MAIN(BulkRotationTest)
#include "tst_bulk_rotation.moc"
