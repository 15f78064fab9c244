#include "core/base/json_reader.h"
#include "core/provider/tecton/tecton_data_type.h"
#include "core/provider/tecton/tecton_serving_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keywright;
using namespace keywright::tecton;

namespace {

QJsonObject json(const QByteArray &text)
{
    return QJsonDocument::fromJson(text).object();
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

LookupRequest request()
{
    LookupRequest result;
    result.workspace = QStringLiteral("prod");
    result.featureService = QStringLiteral("fraud:v2");
    result.joinKeys.insert(QStringLiteral("n"), QStringLiteral("9007199254740993"));
    return result;
}

} // namespace

class TestTectonServingJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesAtAnyDepth();
    void deepTypesEnd();
    void bodyOfALookup();
    void bodyOfABatch();
    void schemaInEitherSpelling();
    void lookupInEitherSpelling_data();
    void lookupInEitherSpelling();
    void lookupWithoutMetadata();
    void lookupsThatCannotBeRead_data();
    void lookupsThatCannotBeRead();
    void batchByRow();
    void batchesThatCannotBeRead_data();
    void batchesThatCannotBeRead();
    void queryRowsBeginWithTheirKeys();
};

void TestTectonServingJson::typesAtAnyDepth()
{
    const auto text = [](const char *type) {
        return dataTypeText(readDataType(json(type)));
    };
    QCOMPARE(text(R"({"type":"int64"})"), QStringLiteral("int64"));
    QCOMPARE(
        text(R"({"type":"array","elementType":{"type":"map","keyType":{"type":"string"},)"
             R"("valueType":{"type":"struct","fields":[{"name":"lat","dataType":)"
             R"({"type":"float64"}},{"name":"at","data_type":{"type":"timestamp"}}]}}})"),
        QStringLiteral("array<map<string, struct<lat: float64, at: timestamp>>>"));
    QCOMPARE(
        text(R"({"type":"array","element_type":{"type":"float32"}})"),
        QStringLiteral("array<float32>"));
    QCOMPARE(text(R"({"type":"array"})"), QStringLiteral("array<unknown>"));
    QCOMPARE(text(R"({"type":"quaternion"})"), QStringLiteral("unknown"));
    QCOMPARE(text(R"({"type":7})"), QStringLiteral("unknown"));
    QCOMPARE(text("{}"), QStringLiteral("unknown"));
    QCOMPARE(dataTypeText(dataTypeFromWord(QStringLiteral("INT64"))), QStringLiteral("int64"));
}

void TestTectonServingJson::deepTypesEnd()
{
    const int depth = 400;
    const QByteArray type = QByteArray(R"({"type":"array","elementType":)").repeated(depth) +
                            R"({"type":"int64"})" + QByteArray(depth, '}');
    DataType inner = readDataType(json(type));
    for (int i = 0; i < depth; ++i)
        inner = DataType(inner.parameters.at(0));
    QCOMPARE(inner.kind, DataKind::Int64);
}

void TestTectonServingJson::bodyOfALookup()
{
    LookupRequest withContext = request();
    withContext.requestContext.insert(QStringLiteral("amt"), 101);
    withContext.options.sloInfo = false;
    withContext.options.writeToCache = false;
    QCOMPARE(
        compact(lookupBody(withContext)),
        QStringLiteral(
            R"({"params":{"featureServiceName":"fraud:v2","joinKeyMap":{"n":"9007199254740993"},)"
            R"("metadataOptions":{"includeDataTypes":true,"includeEffectiveTimes":true,)"
            R"("includeFeatureDescriptions":false,"includeFeatureTags":false,"includeNames":true,)"
            R"("includeServingStatus":true,"includeSloInfo":false},)"
            R"("requestContextMap":{"amt":101},)"
            R"("requestOptions":{"readFromCache":true,"writeToCache":false},)"
            R"("workspaceName":"prod"}})"));
    LookupRequest partial = request();
    partial.options.allowPartialResults = true;
    const QJsonObject params = lookupBody(partial).value(QLatin1String("params")).toObject();
    QCOMPARE(params.value(QLatin1String("allowPartialResults")).toBool(), true);
    QVERIFY(!params.contains(QLatin1String("requestContextMap")));
}

void TestTectonServingJson::bodyOfABatch()
{
    LookupRequest second = request();
    second.joinKeys.insert(QStringLiteral("n"), QStringLiteral("2"));
    second.requestContext.insert(QStringLiteral("amt"), 1.5);
    const QJsonObject params =
        batchBody({request(), second}).value(QLatin1String("params")).toObject();
    QCOMPARE(
        params.value(QLatin1String("requestData")),
        QJsonValue(
            QJsonDocument::fromJson(R"([{"joinKeyMap":{"n":"9007199254740993"}},)"
                                    R"({"joinKeyMap":{"n":"2"},"requestContextMap":{"amt":1.5}}])")
                .array()));
    QVERIFY(!params.contains(QLatin1String("joinKeyMap")));
}

void TestTectonServingJson::schemaInEitherSpelling()
{
    const auto camel = readSchema(json(
        R"({"featureServiceType":"DEFAULT","inputJoinKeys":[{"name":"user_id","type":"string",)"
        R"("dataType":{"type":"string"}},{"name":"n","type":"int64"}],)"
        R"("inputRequestContextKeys":[{"name":"amt","dataType":{"type":"float64"}}],)"
        R"("featureValues":[{"name":"v.f","dataType":{"type":"array","elementType":)"
        R"({"type":"int64"}}}]})"));
    const auto snake = readSchema(
        json(R"({"feature_service_type":"DEFAULT","input_join_keys":[{"name":"user_id",)"
             R"("data_type":{"type":"string"}},{"name":"n","data_type":{"type":"int64"}}],)"
             R"("input_request_context_keys":[{"name":"amt","data_type":{"type":"float64"}}],)"
             R"("feature_values":[{"name":"v.f","data_type":{"type":"array","element_type":)"
             R"({"type":"int64"}}}]})"));
    QVERIFY(camel && snake);
    QCOMPARE(*camel, *snake);
    QCOMPARE(camel->joinKeys.size(), 2);
    QCOMPARE(camel->joinKeys.at(1).type.kind, DataKind::Int64);
    QVERIFY(camel->outputJoinKeys.isEmpty());
    QVERIFY(!readSchema(json(R"({"inputJoinKeys":[{"type":"string"}]})")));
}

void TestTectonServingJson::lookupInEitherSpelling_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("camelCase") << QByteArray(
        R"({"result":{"features":["9007199254740993",null,["x",1.5]]},"metadata":{"features":[)"
        R"({"name":"v.id","dataType":{"type":"int64"},"status":"PRESENT",)"
        R"("effectiveTime":"2026-01-02T03:04:05Z","description":"An id","tags":{"owner":"ml"}},)"
        R"({"name":"v.gone","dataType":{"type":"float64"},"status":"CACHED_MISSING_DATA",)"
        R"("effectiveTime":null},)"
        R"({"name":"v.s","dataType":{"type":"struct","fields":[{"name":"a","dataType":)"
        R"({"type":"string"}},{"name":"b","dataType":{"type":"float64"}}]},"status":"NEW_ONE"}],)"
        R"("sloInfo":{"sloEligible":false,"sloIneligibilityReasons":[)"
        R"("REDIS_LATENCY_LIMIT_EXCEEDED"],"serverTimeSeconds":0.05,"sloServerTimeSeconds":0.04,)"
        R"("storeMaxLatency":0.03,"dynamodbResponseSizeBytes":"1234"}}})");
    QTest::newRow("snake_case") << QByteArray(
        R"({"result":{"features":["9007199254740993",null,["x",1.5]]},"metadata":{"features":[)"
        R"({"name":"v.id","data_type":{"type":"int64"},"status":"PRESENT",)"
        R"("effective_time":"2026-01-02T03:04:05Z","description":"An id","tags":{"owner":"ml"}},)"
        R"({"name":"v.gone","data_type":{"type":"float64"},"status":"CACHED_MISSING_DATA"},)"
        R"({"name":"v.s","data_type":{"type":"struct","fields":[{"name":"a","data_type":)"
        R"({"type":"string"}},{"name":"b","data_type":{"type":"float64"}}]}}],)"
        R"("slo_info":{"slo_eligible":false,"slo_ineligibility_reasons":[)"
        R"("REDIS_LATENCY_LIMIT_EXCEEDED"],"server_time_seconds":0.05,)"
        R"("slo_server_time_seconds":0.04,"store_max_latency":0.03,)"
        R"("store_response_size_bytes":1234}}})");
}

void TestTectonServingJson::lookupInEitherSpelling()
{
    QFETCH(QByteArray, answer);
    const auto result = readLookup(parseJsonObject(answer).value());
    QVERIFY2(result, result ? "" : qPrintable(result.error().message));
    QCOMPARE(result->features.size(), 3);
    const FeatureValue &id = result->features.at(0);
    QCOMPARE(id.name, QStringLiteral("v.id"));
    QCOMPARE(valueText(id.value, id.type), QStringLiteral("9007199254740993"));
    QCOMPARE(id.status, FeatureStatus::Present);
    QCOMPARE(id.effectiveTime, QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC));
    QCOMPARE(id.description, QStringLiteral("An id"));
    QCOMPARE(id.tags.value(QStringLiteral("owner")), QStringLiteral("ml"));
    QVERIFY(result->features.at(1).value.isNull());
    QCOMPARE(result->features.at(1).status, FeatureStatus::CachedMissingData);
    QVERIFY(!result->features.at(1).effectiveTime.isValid());
    const FeatureValue &record = result->features.at(2);
    QCOMPARE(valueText(record.value, record.type), QStringLiteral("{a: \"x\", b: 1.5}"));
    QCOMPARE(record.status, FeatureStatus::Unknown);
    QVERIFY(result->slo);
    QCOMPARE(result->slo->eligible, std::optional(false));
    QCOMPARE(result->slo->ineligibilityReasons.size(), 1);
    QCOMPARE(result->slo->storeMaxLatencySeconds, std::optional(0.03));
    QCOMPARE(result->slo->storeResponseSizeBytes, std::optional<qint64>(1234));
}

void TestTectonServingJson::lookupWithoutMetadata()
{
    const auto result = readLookup(json(R"({"result":{"features":[1,"x"]}})"));
    QVERIFY(result);
    QCOMPARE(result->features.at(0).name, QStringLiteral("#1"));
    QCOMPARE(result->features.at(1).name, QStringLiteral("#2"));
    QVERIFY(!result->slo);
    QVERIFY(readLookup(json(R"({"result":{}})"))->features.isEmpty());
}

void TestTectonServingJson::lookupsThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("nothing") << QByteArray("{}");
    QTest::newRow("text result") << QByteArray(R"({"result":"ok"})");
    QTest::newRow("text features") << QByteArray(R"({"result":{"features":"none"}})");
    QTest::newRow("too few values") << QByteArray(
        R"({"result":{"features":[1]},"metadata":{"features":[{"name":"a"},{"name":"b"}]}})");
    QTest::newRow("too many values")
        << QByteArray(R"({"result":{"features":[1,2]},"metadata":{"features":[{"name":"a"}]}})");
    QTest::newRow("no values") << QByteArray(
        R"({"result":{},"metadata":{"features":[{"name":"a"}]}})");
    QTest::newRow("text metadata") << QByteArray(R"({"result":{"features":[]},"metadata":"x"})");
    QTest::newRow("number for a name")
        << QByteArray(R"({"result":{"features":[1]},"metadata":{"features":[{"name":1}]}})");
    QTest::newRow("list for the SLO")
        << QByteArray(R"({"result":{"features":[]},"metadata":{"sloInfo":[]}})");
}

void TestTectonServingJson::lookupsThatCannotBeRead()
{
    QFETCH(QByteArray, answer);
    const auto result = readLookup(json(answer));
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
}

void TestTectonServingJson::batchByRow()
{
    const auto results = readBatch(
        json(R"({"result":[{"features":["1",2]},{"features":["3",null]}],"metadata":{"features":[)"
             R"({"name":"a","dataType":{"type":"int64"},"status":["PRESENT","CACHED_PRESENT"],)"
             R"("effectiveTime":["2026-01-02T03:04:05Z",null]},)"
             R"({"name":"b","status":["PRESENT"]}],)"
             R"("sloInfo":[{"sloEligible":true}],"batchSloInfo":{"sloEligible":false}}})"),
        2);
    QVERIFY2(results, results ? "" : qPrintable(results.error().message));
    QCOMPARE(results->size(), 2);
    QCOMPARE(results->at(0).features.at(0).status, FeatureStatus::Present);
    QCOMPARE(results->at(1).features.at(0).status, FeatureStatus::CachedPresent);
    QCOMPARE(results->at(1).features.at(0).value, QJsonValue(QStringLiteral("3")));
    QCOMPARE(results->at(1).features.at(1).status, FeatureStatus::Unknown);
    QVERIFY(results->at(0).features.at(0).effectiveTime.isValid());
    QVERIFY(!results->at(1).features.at(0).effectiveTime.isValid());
    QCOMPARE(results->at(0).slo->eligible, std::optional(true));
    QCOMPARE(results->at(1).slo->eligible, std::optional(false));
}

void TestTectonServingJson::batchesThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("too few rows") << QByteArray(R"({"result":[{"features":[]}]})");
    QTest::newRow("one object") << QByteArray(R"({"result":{"features":[]}})");
    QTest::newRow("texts") << QByteArray(R"({"result":["a","b"]})");
    QTest::newRow("a short row") << QByteArray(
        R"({"result":[{"features":[1]},{"features":[]}],"metadata":{"features":[{"name":"a"}]}})");
}

void TestTectonServingJson::batchesThatCannotBeRead()
{
    QFETCH(QByteArray, answer);
    const auto results = readBatch(json(answer), 2);
    QVERIFY(!results);
    QCOMPARE(results.error().kind, ErrorKind::Protocol);
}

void TestTectonServingJson::queryRowsBeginWithTheirKeys()
{
    const auto results = readQuery(json(
        R"({"results":[{"joinKeys":["u1"],"features":[1]},{"joinKeys":["u2"],"features":[2]}],)"
        R"("metadata":{"joinKeys":[{"name":"user_id","dataType":{"type":"string"}}],)"
        R"("features":[{"name":"v.f","dataType":{"type":"float64"}}]}})"));
    QVERIFY(results);
    QCOMPARE(results->size(), 2);
    QCOMPARE(results->at(1).features.at(0).name, QStringLiteral("user_id"));
    QCOMPARE(results->at(1).features.at(0).value.toString(), QStringLiteral("u2"));
    QCOMPARE(results->at(1).features.at(1).name, QStringLiteral("v.f"));
    QVERIFY(readQuery({})->isEmpty());
}

QTEST_GUILESS_MAIN(TestTectonServingJson)
#include "tst_tecton_serving_json.moc"
