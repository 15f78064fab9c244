#include "core/lookup/pending.h"
#include "tests/core/provider_fixture.h"

#include <QJsonArray>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString service = QStringLiteral("fraud_detection_feature_service");
const Scope prod{ScopeKind::Workspace, QStringLiteral("prod")};

LookupRequest lookupRequest(ApiVersion version = ApiVersion::V1)
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = service;
    request.joinKeys.insert(QStringLiteral("user_id"), QStringLiteral("u1"));
    request.joinKeys.insert(QStringLiteral("merchant"), QStringLiteral("9007199254740993"));
    request.requestContext.insert(QStringLiteral("amt"), 101);
    request.options.apiVersion = version;
    return request;
}

const FeatureValue &feature(const LookupResult &result, const QString &name)
{
    for (const FeatureValue &one : result.features) {
        if (one.name == name)
            return one;
    }
    qFatal("The feature is missing");
}

Error errorOf(const auto &result)
{
    return result ? Error() : result.error();
}

/// A fixture with a new account that may read in prod, and a reader that acts as it.
struct Consumer
{
    explicit Consumer(AccountType type, sandbox::SandboxOptions options = {})
        : fixture(std::move(options))
        , admin(fixture.admin())
    {
        NewAccount account;
        account.name = QStringLiteral("consumer under test");
        account.type = type;
        CreatedAccount created = await(admin->createAccount(account, {})).value();
        id = created.account.id;
        authorizer = admin->authorizerFor(id, type, std::move(created.secret));
        reader = admin->featureReader(authorizer);
    }

    void grant() { QVERIFY(await(admin->assignRole(id, role, {}))); }

    TectonFixture fixture;
    std::shared_ptr<Provider> admin;
    RoleGrant role{QStringLiteral("consumer"), prod, {}};
    QString id;
    std::shared_ptr<Authorizer> authorizer;
    std::shared_ptr<FeatureReader> reader;
};

} // namespace

class TestTectonLookups : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theSchemaIsTyped();
    void lookupsOfEachKind_data();
    void lookupsOfEachKind();
    void optionsChooseWhatIsTold();
    void batches();
    void queries();
    void requestsWithoutKeysAreNotSent();
    void refusalsSayWhatToDo();
    void deactivationIsToldApart();
    void partialResults();
    void oneTokenForManyLookups();
    void brokenAnswers_data();
    void brokenAnswers();
    void lookupsAreRepeatedAndCancelled();
    void aFreshCredentialIsWaitedFor();
};

void TestTectonLookups::theSchemaIsTyped()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    const auto schema = await(consumer.reader->schema(prod.id, service, {})).value();
    QCOMPARE(schema.serviceType, QStringLiteral("DEFAULT"));
    QCOMPARE(schema.joinKeys.size(), 2);
    QCOMPARE(schema.joinKeys.at(1).name, QStringLiteral("merchant"));
    QCOMPARE(schema.joinKeys.at(1).type.kind, DataKind::Int64);
    QCOMPARE(schema.requestContext.at(0).type.kind, DataKind::Float64);
    QSet<DataKind> kinds;
    for (const SchemaField &field : schema.features)
        kinds.insert(field.type.kind);
    for (const DataKind kind :
         {DataKind::Boolean, DataKind::Int64, DataKind::String, DataKind::Float32,
          DataKind::Float64, DataKind::Timestamp, DataKind::Array, DataKind::Map, DataKind::Struct})
        QVERIFY(kinds.contains(kind));
    QVERIFY(!kinds.contains(DataKind::Unknown));
}

void TestTectonLookups::lookupsOfEachKind_data()
{
    QTest::addColumn<int>("type");
    QTest::addColumn<int>("version");
    QTest::newRow("API key, v1") << int(AccountType::ApiKey) << int(ApiVersion::V1);
    QTest::newRow("API key, v2") << int(AccountType::ApiKey) << int(ApiVersion::V2);
    QTest::newRow("OAuth, v1") << int(AccountType::OAuth) << int(ApiVersion::V1);
    QTest::newRow("OAuth, v2") << int(AccountType::OAuth) << int(ApiVersion::V2);
}

void TestTectonLookups::lookupsOfEachKind()
{
    QFETCH(int, type);
    QFETCH(int, version);
    Consumer consumer{AccountType(type)};
    consumer.grant();
    const auto result =
        await(consumer.reader->lookup(lookupRequest(ApiVersion(version)), {})).value();
    QCOMPARE(result.httpStatus, 200);
    QVERIFY(result.raw.startsWith('{'));
    QVERIFY(result.timing.total().count() > 0);
    const FeatureValue &serial =
        feature(result, QStringLiteral("merchant_profile.terminal_serial"));
    QCOMPARE(serial.type.kind, DataKind::Int64);
    QCOMPARE(valueText(serial.value, serial.type), serial.value.toString());
    QVERIFY(serial.value.toString().toLongLong() >= 9007199254740993);
    QCOMPARE(
        feature(result, QStringLiteral("amount_is_high.amount_is_high")).value, QJsonValue(true));
    const FeatureValue &home = feature(result, QStringLiteral("user_home.location"));
    QVERIFY(valueText(home.value, home.type).startsWith(QLatin1String("{lat: ")));
    QVERIFY(home.effectiveTime.isValid());
    QVERIFY(home.status == FeatureStatus::Present);
    QVERIFY(result.slo);
    QCOMPARE(result.slo->eligible, std::optional(true));
    // The server's own time lies within what was measured on this side.
    const auto measured = std::chrono::duration<double>(result.timing.total()).count();
    QVERIFY(*result.slo->serverTimeSeconds > 0);
    QVERIFY(*result.slo->serverTimeSeconds <= measured);
    QVERIFY(*result.slo->storeMaxLatencySeconds <= *result.slo->serverTimeSeconds);
    QVERIFY(*result.slo->storeResponseSizeBytes > 0);
}

void TestTectonLookups::optionsChooseWhatIsTold()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    LookupRequest request = lookupRequest();
    request.options.names = false;
    request.options.dataTypes = false;
    request.options.effectiveTimes = false;
    request.options.servingStatus = false;
    request.options.sloInfo = false;
    const auto bare = await(consumer.reader->lookup(request, {})).value();
    QCOMPARE(bare.features.at(0).name, QStringLiteral("#1"));
    QCOMPARE(bare.features.at(0).type.kind, DataKind::Unknown);
    QCOMPARE(bare.features.at(0).status, FeatureStatus::Unknown);
    QVERIFY(!bare.features.at(0).effectiveTime.isValid());
    QVERIFY(!bare.slo);

    request = lookupRequest();
    request.options.descriptions = true;
    request.options.tags = true;
    const auto full = await(consumer.reader->lookup(request, {})).value();
    QVERIFY(full.features.at(0).description.contains(QLatin1String("Card payments")));
    QVERIFY(full.features.at(0).tags.contains(QStringLiteral("owner")));
    QCOMPARE(full.features.at(0).status, FeatureStatus::CachedPresent);
}

void TestTectonLookups::batches()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    LookupRequest second = lookupRequest();
    second.joinKeys.insert(QStringLiteral("user_id"), QStringLiteral("u2"));
    second.requestContext.insert(QStringLiteral("amt"), 5);
    const QList<LookupRequest> requests{lookupRequest(), second};
    const auto results = await(consumer.reader->lookupBatch(requests, {})).value();
    QCOMPARE(results.size(), 2);
    const QString high = QStringLiteral("amount_is_high.amount_is_high");
    QCOMPARE(feature(results.at(0), high).value, QJsonValue(true));
    QCOMPARE(feature(results.at(1), high).value, QJsonValue(false));
    QCOMPARE(feature(results.at(1), high).status, FeatureStatus::Present);
    QVERIFY(results.at(1).slo);
    QCOMPARE(results.at(0).raw, results.at(1).raw);

    const auto single = await(consumer.reader->lookup(second, {})).value();
    QCOMPARE(single.features.at(0).value, results.at(1).features.at(0).value);
    QVERIFY(await(consumer.reader->lookupBatch({}, {})).value().isEmpty());
}

void TestTectonLookups::queries()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    LookupRequest request = lookupRequest();
    request.joinKeys.remove(QStringLiteral("merchant"));
    const auto rows = await(consumer.reader->query(request, {})).value();
    QCOMPARE(rows.size(), 3);
    QCOMPARE(rows.at(0).features.at(0).value, QJsonValue(QStringLiteral("u1")));
    QCOMPARE(rows.at(0).features.at(1).name, QStringLiteral("merchant"));
    QVERIFY(rows.at(0).features.at(1).value != rows.at(1).features.at(1).value);
    QCOMPARE(rows.at(2).httpStatus, 200);
}

void TestTectonLookups::requestsWithoutKeysAreNotSent()
{
    Consumer consumer(AccountType::ApiKey);
    const std::size_t before = consumer.fixture.log().exchanges().size();
    LookupRequest request = lookupRequest();
    request.joinKeys = {};
    request.requestContext = {};
    QCOMPARE(
        errorOf(await(consumer.reader->lookup(request, {}))).field, QStringLiteral("joinKeys"));
    QCOMPARE(errorOf(await(consumer.reader->query(request, {}))).field, QStringLiteral("joinKeys"));
    const QList<LookupRequest> batch{lookupRequest(), request};
    QCOMPARE(errorOf(await(consumer.reader->lookupBatch(batch, {}))).kind, ErrorKind::InvalidInput);
    QCOMPARE(consumer.fixture.log().exchanges().size(), before);
}

void TestTectonLookups::refusalsSayWhatToDo()
{
    Consumer consumer(AccountType::OAuth);
    const auto noRole = errorOf(await(consumer.reader->lookup(lookupRequest(), {})));
    QCOMPARE(noRole.kind, ErrorKind::NotPermitted);
    QVERIFY(noRole.message.contains(
        QStringLiteral("no role that can read features in workspace “prod”")));
    QVERIFY(noRole.hint.contains(QLatin1String("Assign Consumer")));
    const auto noSchema = errorOf(await(consumer.reader->schema(prod.id, service, {})));
    QCOMPARE(noSchema.kind, ErrorKind::NotPermitted);

    consumer.grant();
    LookupRequest request = lookupRequest();
    request.featureService = QStringLiteral("no such/service");
    for (const ApiVersion version : {ApiVersion::V1, ApiVersion::V2}) {
        request.options.apiVersion = version;
        const auto missing = errorOf(await(consumer.reader->lookup(request, {})));
        QCOMPARE(missing.kind, ErrorKind::NotFound);
        QVERIFY(missing.message.contains(
            QStringLiteral("“no such/service” was not found in workspace “prod”")));
    }
    request = lookupRequest();
    request.joinKeys.remove(QStringLiteral("merchant"));
    const auto incomplete = errorOf(await(consumer.reader->lookup(request, {})));
    QCOMPARE(incomplete.kind, ErrorKind::InvalidInput);
    QVERIFY(incomplete.message.contains(QLatin1String("merchant")));
}

void TestTectonLookups::deactivationIsToldApart()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    QVERIFY(await(consumer.reader->lookup(lookupRequest(), {})));
    QVERIFY(await(consumer.admin->setAccountActive(consumer.id, false, {})));
    const auto off = errorOf(await(consumer.reader->lookup(lookupRequest(), {})));
    QCOMPARE(off.kind, ErrorKind::NotAuthenticated);
    QVERIFY(off.message.startsWith(QLatin1String("The credential was not accepted")));
    QVERIFY(off.message.contains(QLatin1String("deactivated")));
    QVERIFY(await(consumer.admin->setAccountActive(consumer.id, true, {})));
    QVERIFY(await(consumer.reader->lookup(lookupRequest(), {})));
}

void TestTectonLookups::partialResults()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    LookupRequest request = lookupRequest();
    request.joinKeys.insert(QStringLiteral("user_id"), QStringLiteral("user_with_long_history"));
    QCOMPARE(errorOf(await(consumer.reader->lookup(request, {}))).kind, ErrorKind::Limit);
    request.options.allowPartialResults = true;
    const auto partial = await(consumer.reader->lookup(request, {})).value();
    QCOMPARE(partial.slo->eligible, std::optional(false));
    QCOMPARE(partial.slo->ineligibilityReasons.size(), 1);
}

void TestTectonLookups::oneTokenForManyLookups()
{
    Consumer consumer(AccountType::OAuth);
    consumer.grant();
    for (int i = 0; i < 3; ++i)
        QVERIFY(await(consumer.reader->lookup(lookupRequest(), {})));
    QCOMPARE(
        consumer.fixture.count(QStringLiteral("/oauth2/default/v1/token"), QStringLiteral("200")),
        1);
}

void TestTectonLookups::brokenAnswers_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::newRow("garbage") << QStringLiteral("garbage") << int(ErrorKind::Protocol);
    QTest::newRow("web page") << QStringLiteral("html") << int(ErrorKind::Protocol);
    QTest::newRow("404") << QStringLiteral("status:404") << int(ErrorKind::NotFound);
    QTest::newRow("500") << QStringLiteral("status:500") << int(ErrorKind::Provider);
    QTest::newRow("504") << QStringLiteral("status:504") << int(ErrorKind::Timeout);
}

void TestTectonLookups::brokenAnswers()
{
    QFETCH(QString, fault);
    QFETCH(int, kind);
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    QVERIFY(consumer.fixture.server().setFaults({QLatin1String("feature-service=") + fault}));
    const auto lookup = errorOf(await(consumer.reader->lookup(lookupRequest(), {})));
    QCOMPARE(int(lookup.kind), kind);
    QVERIFY(!lookup.outcomeUnknown);
    QVERIFY(!lookup.message.isEmpty() && !lookup.hint.isEmpty());
    QCOMPARE(int(errorOf(await(consumer.reader->schema(prod.id, service, {}))).kind), kind);
    const QList<LookupRequest> batch{lookupRequest()};
    QCOMPARE(int(errorOf(await(consumer.reader->lookupBatch(batch, {}))).kind), kind);
}

void TestTectonLookups::lookupsAreRepeatedAndCancelled()
{
    Consumer consumer(AccountType::ApiKey);
    consumer.grant();
    QVERIFY(consumer.fixture.server().setFaults({QStringLiteral("get-features=drop-before@1")}));
    const auto repeated = await(consumer.reader->lookup(lookupRequest(), {})).value();
    QCOMPARE(repeated.timing.attempts, 2);

    QVERIFY(consumer.fixture.server().setFaults({QStringLiteral("get-features=delay:30s")}));
    CancelSource source;
    Awaited<LookupResult> running(consumer.reader->lookup(lookupRequest(), source.token()));
    source.cancel();
    QTRY_VERIFY(running.isReady());
    QCOMPARE(errorOf(running.get()).kind, ErrorKind::Cancelled);
}

void TestTectonLookups::aFreshCredentialIsWaitedFor()
{
    sandbox::SandboxOptions options;
    options.propagationSeconds = 1;
    Consumer consumer(AccountType::OAuth, options);
    consumer.grant();
    int refusals = 0;
    PendingPolicy policy(std::make_shared<SystemClock>());
    policy.firstPause = std::chrono::milliseconds(100);
    policy.longestPause = std::chrono::milliseconds(200);
    const std::function<Async<LookupResult>()> attempt = [&] {
        return consumer.reader->lookup(lookupRequest(), {});
    };
    const auto result = await(retryWhilePending<LookupResult>(
        attempt, policy, {}, [&](const PendingRefusal &) { ++refusals; }));
    QVERIFY2(result, qPrintable(errorOf(result).message));
    QVERIFY(refusals > 0);
}

QTEST_GUILESS_MAIN(TestTectonLookups)
#include "tst_tecton_lookups.moc"
