#include "core/workbench/repeated_lookup.h"
#include "tests/core/provider_fixture.h"

#include <QSignalSpy>
#include <QTest>

#include <numeric>

using namespace keywright;
using namespace keywright::test;

using std::chrono::microseconds;

namespace {

QList<microseconds> upTo(int most)
{
    QList<microseconds> times;
    for (int i = most; i > 0; --i)
        times.append(microseconds(i));
    return times;
}

} // namespace

class TestLookupRepeat : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void percentiles();
    void bucketsHoldEveryCall();
    void plansOutsideOfTheBounds_data();
    void plansOutsideOfTheBounds();
    void repeatsAsOftenAsAsked_data();
    void repeatsAsOftenAsAsked();
    void repeatsForAWhile();
    void failuresAreCountedByKind();
    void aRefusalEndsIt();
    void cancelled();
    void oneTokenForAll();

private:
    RepeatPlan plan(int times, int concurrency) const;
    RepeatReport run(const RepeatPlan &plan, int cancelAfter = -1);

    std::unique_ptr<TectonFixture> m_fixture;
    std::shared_ptr<Provider> m_provider;
    std::shared_ptr<FeatureReader> m_reader;
};

void TestLookupRepeat::initTestCase()
{
    m_fixture = std::make_unique<TectonFixture>();
    const auto connected = m_fixture->connect(
        m_fixture->settings(), AccountType::ApiKey, {}, secretOf(m_fixture->adminKey()));
    m_provider = connected->provider;
    m_reader = m_provider->featureReader(connected->authorizer);
}

void TestLookupRepeat::init()
{
    QVERIFY(m_fixture->server().setFaults({}));
}

RepeatPlan TestLookupRepeat::plan(int times, int concurrency) const
{
    RepeatPlan plan;
    plan.request.workspace = QStringLiteral("prod");
    plan.request.featureService = QStringLiteral("fraud_detection_feature_service");
    plan.request.joinKeys = {
        {QStringLiteral("user_id"), QStringLiteral("u1")},
        {QStringLiteral("merchant"), QStringLiteral("1")}};
    plan.request.requestContext = {{QStringLiteral("amt"), 1.5}};
    plan.times = times;
    plan.concurrency = concurrency;
    return plan;
}

RepeatReport TestLookupRepeat::run(const RepeatPlan &plan, int cancelAfter)
{
    RepeatedLookup lookups(m_reader, plan, std::make_shared<SystemClock>());
    QSignalSpy finished(&lookups, &RepeatedLookup::finished);
    QSignalSpy progressed(&lookups, &RepeatedLookup::progressed);
    connect(&lookups, &RepeatedLookup::progressed, &lookups, [&](const RepeatProgress &progress) {
        if (progress.done == cancelAfter)
            lookups.cancel();
    });
    lookups.start();
    if (!finished.wait(60'000))
        qFatal("The repetition did not end");
    const auto report = finished.at(0).at(0).value<RepeatReport>();
    if (report.progress.done != progressed.size())
        qFatal("Each call is told once");
    return report;
}

void TestLookupRepeat::percentiles()
{
    QCOMPARE(summarized({}), LatencySummary());
    const LatencySummary hundred = summarized(upTo(100));
    QCOMPARE(hundred.count, 100);
    QCOMPARE(hundred.least.count(), 1);
    QCOMPARE(hundred.p50.count(), 50);
    QCOMPARE(hundred.p95.count(), 95);
    QCOMPARE(hundred.p99.count(), 99);
    QCOMPARE(hundred.most.count(), 100);
    const LatencySummary one = summarized({microseconds(7)});
    QCOMPARE(one.p50, one.most);
    QCOMPARE(one.p99.count(), 7);
    QCOMPARE(summarized(upTo(3)).p50.count(), 2);
}

void TestLookupRepeat::bucketsHoldEveryCall()
{
    const LatencySummary summary = summarized(
        {microseconds(0), microseconds(10), microseconds(14), microseconds(15),
         microseconds(2'000'000), microseconds(999)});
    int count = 0;
    for (qsizetype i = 0; i < summary.buckets.size(); ++i) {
        const LatencyBucket &bucket = summary.buckets.at(i);
        QVERIFY(bucket.from < bucket.to);
        QVERIFY(i == 0 || summary.buckets.at(i - 1).to == bucket.from);
        count += bucket.count;
    }
    QCOMPARE(count, 6);
    QCOMPARE(summary.buckets.at(1), (LatencyBucket{microseconds(10), microseconds(15), 2}));
    QCOMPARE(summary.buckets.last().from.count(), 2'000'000);
    const LatencySummary close = summarized({microseconds(42'000), microseconds(45'000)});
    QCOMPARE(close.buckets.size(), 1);
    QCOMPARE(close.buckets.first().from.count(), 30'000);
}

void TestLookupRepeat::plansOutsideOfTheBounds_data()
{
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("seconds");
    QTest::addColumn<int>("concurrency");
    QTest::addColumn<QString>("field");
    QTest::newRow("good") << 1 << 0 << 32 << QString();
    QTest::newRow("never") << 0 << 0 << 1 << QStringLiteral("times");
    QTest::newRow("too often") << 100'001 << 0 << 1 << QStringLiteral("times");
    QTest::newRow("too long") << 1 << 601 << 1 << QStringLiteral("period");
    QTest::newRow("backwards") << 1 << -1 << 1 << QStringLiteral("period");
    QTest::newRow("too wide") << 1 << 0 << 33 << QStringLiteral("concurrency");
    QTest::newRow("none at once") << 1 << 5 << 0 << QStringLiteral("concurrency");
}

void TestLookupRepeat::plansOutsideOfTheBounds()
{
    QFETCH(int, times);
    QFETCH(int, seconds);
    QFETCH(int, concurrency);
    QFETCH(QString, field);
    RepeatPlan wanted = plan(times, concurrency);
    if (seconds != 0)
        wanted.period = std::chrono::seconds(seconds);
    QCOMPARE(planProblem(wanted).value_or(Error()).field, field);
}

void TestLookupRepeat::repeatsAsOftenAsAsked_data()
{
    QTest::addColumn<int>("times");
    QTest::addColumn<int>("concurrency");
    QTest::newRow("once") << 1 << 1;
    QTest::newRow("in turn") << 20 << 1;
    QTest::newRow("at once") << 100 << 32;
    QTest::newRow("wider than often") << 3 << 32;
}

void TestLookupRepeat::repeatsAsOftenAsAsked()
{
    QFETCH(int, times);
    QFETCH(int, concurrency);
    const QString path = QStringLiteral("/api/v1/feature-service/get-features");
    const int before = m_fixture->count(path, QStringLiteral("200"));
    const RepeatReport report = run(plan(times, concurrency));
    QCOMPARE(report.progress.done, times);
    QCOMPARE(report.progress.failed, 0);
    QVERIFY(!report.stopped);
    QCOMPARE(report.latency.count, times);
    QVERIFY(report.latency.least.count() > 0);
    QVERIFY(report.latency.p50 <= report.latency.p95);
    QCOMPARE(m_fixture->count(path, QStringLiteral("200")), before + times);
}

void TestLookupRepeat::repeatsForAWhile()
{
    RepeatPlan wanted = plan(1, 4);
    wanted.period = std::chrono::seconds(1);
    const RepeatReport report = run(wanted);
    QVERIFY(report.progress.done > 4);
    QVERIFY(report.progress.elapsed.count() >= 1000);
    QVERIFY(!report.stopped);
}

void TestLookupRepeat::failuresAreCountedByKind()
{
    QVERIFY(m_fixture->server().setFaults(
        {QStringLiteral("get-features=status:500@3"), QStringLiteral("get-features=garbage@5"),
         QStringLiteral("get-features=garbage@7")}));
    const RepeatReport report = run(plan(20, 1));
    QCOMPARE(report.progress.done, 20);
    QCOMPARE(report.latency.count, 20 - report.progress.failed);
    QVERIFY(report.progress.failed >= 2);
    QCOMPARE(report.failures.first().example.kind, ErrorKind::Protocol);
    QCOMPARE(report.failures.first().count, 2);
    int count = 0;
    for (const RepeatFailures &failures : report.failures)
        count += failures.count;
    QCOMPARE(count, report.progress.failed);
    QVERIFY(!report.stopped);
}

void TestLookupRepeat::aRefusalEndsIt()
{
    QVERIFY(m_fixture->server().setFaults({QStringLiteral("get-features=status:403")}));
    const RepeatReport report = run(plan(1000, 8));
    QVERIFY(report.stopped);
    QCOMPARE(report.stopped->kind, ErrorKind::NotPermitted);
    QCOMPARE(report.progress.done, 1);
    QCOMPARE(report.latency, LatencySummary());
}

void TestLookupRepeat::cancelled()
{
    const RepeatReport report = run(plan(100'000, 8), 20);
    QCOMPARE(report.stopped->kind, ErrorKind::Cancelled);
    QVERIFY(report.progress.done >= 20);
    QVERIFY(report.progress.done <= 28);
    QCOMPARE(report.progress.failed, 0);
}

void TestLookupRepeat::oneTokenForAll()
{
    NewAccount account;
    account.name = QStringLiteral("repeat");
    account.type = AccountType::OAuth;
    CreatedAccount created = await(m_provider->createAccount(account, {})).value();
    const RoleGrant role{
        QStringLiteral("consumer"), {ScopeKind::Workspace, QStringLiteral("prod")}, {}};
    QVERIFY(await(m_provider->assignRole(created.account.id, role, {})));
    const auto previous = m_reader;
    m_reader = m_provider->featureReader(m_provider->authorizerFor(
        created.account.id, AccountType::OAuth, std::move(created.secret)));
    const RepeatReport report = run(plan(64, 32));
    m_reader = previous;
    QCOMPARE(report.progress.failed, 0);
    QCOMPARE(
        m_fixture->count(QStringLiteral("/oauth2/default/v1/token"), QStringLiteral("200")), 1);
}

QTEST_GUILESS_MAIN(TestLookupRepeat)
#include "tst_lookup_repeat.moc"
