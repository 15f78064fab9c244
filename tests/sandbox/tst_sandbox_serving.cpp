#include "tests/sandbox/tecton_fixture.h"

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox::tecton;

namespace {

const QString fraudService = u"fraud_detection_feature_service"_s;

QJsonObject fraudParams()
{
    return {
        {u"workspaceName"_s, u"prod"_s},
        {u"featureServiceName"_s, fraudService},
        {u"joinKeyMap"_s,
         QJsonObject{{u"user_id"_s, u"user_461615966685"_s}, {u"merchant"_s, u"42"_s}}},
        {u"requestContextMap"_s, QJsonObject{{u"amt"_s, 101}}}};
}

QByteArray toBody(const QJsonObject &params)
{
    return QJsonDocument(QJsonObject{{u"params"_s, params}}).toJson();
}

QJsonObject with(QJsonObject params, const QString &name, const QJsonValue &value)
{
    params.insert(name, value);
    return params;
}

QJsonObject everyOption()
{
    return {{u"includeNames"_s, true},          {u"include_data_types"_s, true},
            {u"includeEffectiveTimes"_s, true}, {u"include_slo_info"_s, true},
            {u"includeServingStatus"_s, true},  {u"includeFeatureDescriptions"_s, true},
            {u"includeFeatureTags"_s, true}};
}

/// Does the value have the shape that its data type announces, at every depth?
bool fits(const QJsonValue &value, const QJsonObject &type)
{
    if (value.isNull())
        return true;
    const QString name = type.value("type"_L1).toString();
    bool ok = false;
    if (name == "int64"_L1)
        return value.isString() && (value.toString().toLongLong(&ok), ok);
    if (name == "float32"_L1 || name == "float64"_L1)
        return value.isDouble();
    if (name == "boolean"_L1)
        return value.isBool();
    if (name == "timestamp"_L1)
        return QDateTime::fromString(value.toString(), Qt::ISODateWithMs).isValid();
    const auto all = [](const auto &items, const QJsonObject &itemType) {
        return std::all_of(items.begin(), items.end(), [&](const QJsonValue &item) {
            return fits(item, itemType);
        });
    };
    if (name == "array"_L1)
        return value.isArray() && all(value.toArray(), type.value("elementType"_L1).toObject());
    if (name == "map"_L1)
        return value.isObject() && all(value.toObject(), type.value("valueType"_L1).toObject());
    if (name != "struct"_L1)
        return value.isString();
    const QJsonArray fields = type.value("fields"_L1).toArray();
    if (value.toArray().size() != fields.size())
        return false;
    for (qsizetype i = 0; i < fields.size(); ++i) {
        if (!fits(value.toArray()[i], fields[i]["dataType"_L1].toObject()))
            return false;
    }
    return true;
}

} // namespace

class TestSandboxServing : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void servesTypedFeatures_data();
    void servesTypedFeatures();
    void sameKeysGiveTheSameValues();
    void wholeNumbersBeyondDoublePrecisionAreKept();
    void metadataIsToldOnlyWhenAskedFor();
    void serverTimesAreMeasured();
    void secondReadComesFromTheCache();
    void refusesBadRequests_data();
    void refusesBadRequests();
    void rolesDecide_data();
    void rolesDecide();
    void unknownServicesAreToldToReadersOnly();
    void servesTheVersionTwoPath();
    void servesBatches();
    void refusesBatchesThatAreTooLarge();
    void queriesByPartOfTheJoinKeys();
    void describesTheService();
    void oversizedRowsNeedPartialResults();

private:
    ServingContext context(const QString &accountId = {}) const
    {
        return {
            m_tecton->seed.state,
            m_tecton->seed.catalog,
            *m_cache,
            {accountId.isEmpty() ? m_tecton->admin : accountId, false},
            m_tecton->nowMs,
            m_receivedAt};
    }
    QJsonObject get(const QJsonObject &params, const QString &accountId = {}) const
    {
        return TectonFixture::toObject(getFeatures(context(accountId), toBody(params), {}));
    }

    std::unique_ptr<TectonFixture> m_tecton;
    std::unique_ptr<FeatureCache> m_cache;
    std::chrono::steady_clock::time_point m_receivedAt = std::chrono::steady_clock::now();
};

void TestSandboxServing::init()
{
    m_tecton = std::make_unique<TectonFixture>();
    m_cache = std::make_unique<FeatureCache>();
}

void TestSandboxServing::servesTypedFeatures_data()
{
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<QString>("service");
    const TectonFixture tecton;
    for (const FeatureService &service : tecton.seed.catalog.featureServices)
        QTest::addRow("%s/%s", qPrintable(service.workspace), qPrintable(service.name))
            << service.workspace << service.name;
}

void TestSandboxServing::servesTypedFeatures()
{
    QFETCH(QString, workspace);
    QFETCH(QString, service);
    const FeatureService &known = *m_tecton->seed.catalog.featureService(workspace, service);
    QJsonObject keys;
    for (const Field &key : known.joinKeys)
        keys.insert(key.name, key.typeName() == "int64"_L1 ? u"42"_s : u"someone"_s);
    QJsonObject given;
    for (const Field &field : known.requestContext) {
        const QString type = field.typeName();
        given.insert(
            field.name, type == "float64"_L1   ? QJsonValue(1.5)
                        : type == "boolean"_L1 ? QJsonValue(true)
                                               : QJsonValue(u"7"_s));
    }
    const QJsonObject answer = get(
        {{u"workspaceName"_s, workspace},
         {u"featureServiceName"_s, service},
         {u"joinKeyMap"_s, keys},
         {u"requestContextMap"_s, given},
         {u"metadataOptions"_s, everyOption()}});
    const QJsonArray values = answer["result"_L1]["features"_L1].toArray();
    const QJsonArray about = answer["metadata"_L1]["features"_L1].toArray();
    QCOMPARE(values.size(), known.features.size());
    QCOMPARE(about.size(), values.size());
    for (qsizetype i = 0; i < values.size(); ++i) {
        const QString name = about[i]["name"_L1].toString();
        QVERIFY2(fits(values[i], about[i]["dataType"_L1].toObject()), qPrintable(name));
        QCOMPARE(
            about[i]["status"_L1].toString(),
            values[i].isNull() ? u"MISSING_DATA"_s : u"PRESENT"_s);
        QCOMPARE(about[i]["effectiveTime"_L1].isNull(), values[i].isNull());
    }
    QVERIFY(answer["metadata"_L1]["sloInfo"_L1]["sloEligible"_L1].toBool());
}

void TestSandboxServing::sameKeysGiveTheSameValues()
{
    const QJsonObject first = get(fraudParams());
    QCOMPARE(get(fraudParams()), first);
    QJsonObject keys{{u"user_id"_s, u"someone_else"_s}, {u"merchant"_s, u"42"_s}};
    QVERIFY(get(with(fraudParams(), u"joinKeyMap"_s, keys)) != first);
}

void TestSandboxServing::wholeNumbersBeyondDoublePrecisionAreKept()
{
    const QJsonObject answer = get(fraudParams());
    const QString serial = answer["result"_L1]["features"_L1][7].toString();
    QVERIFY(serial.toLongLong() > (qint64(1) << 53));
}

void TestSandboxServing::metadataIsToldOnlyWhenAskedFor()
{
    const QJsonObject plain = get(fraudParams());
    QCOMPARE(plain["metadata"_L1]["features"_L1][0].toObject(), QJsonObject());
    QVERIFY(!plain["metadata"_L1].toObject().contains("sloInfo"_L1));
    const QJsonObject full = get(with(fraudParams(), u"metadata_options"_s, everyOption()));
    const QJsonObject first = full["metadata"_L1]["features"_L1][0].toObject();
    QCOMPARE(first.size(), 6);
    QCOMPARE(first["tags"_L1]["owner"_L1].toString(), u"risk-team@acme.example"_s);
}

void TestSandboxServing::serverTimesAreMeasured()
{
    using namespace std::chrono_literals;
    const auto before = std::chrono::steady_clock::now();
    m_receivedAt = before - 250ms; // as with a latency of 250 ms
    const QJsonObject full = get(with(fraudParams(), u"metadata_options"_s, everyOption()));
    const std::chrono::duration<double> upTo = std::chrono::steady_clock::now() - m_receivedAt;
    const QJsonValue info = full["metadata"_L1]["sloInfo"_L1];
    const double serverTime = info["serverTimeSeconds"_L1].toDouble();
    QVERIFY(serverTime >= 0.25);
    QVERIFY(serverTime <= upTo.count());
    QVERIFY(info["sloServerTimeSeconds"_L1].toDouble() <= serverTime);
    QVERIFY(info["storeMaxLatency"_L1].toDouble() <= upTo.count() - 0.25);
}

void TestSandboxServing::secondReadComesFromTheCache()
{
    const QJsonObject params = with(fraudParams(), u"metadataOptions"_s, everyOption());
    const auto status = [&](const QJsonObject &options) {
        return get(with(
            params, u"requestOptions"_s, options))["metadata"_L1]["features"_L1][0]["status"_L1]
            .toString();
    };
    QCOMPARE(status({{u"writeToCache"_s, false}}), u"PRESENT"_s);
    QCOMPARE(status({}), u"PRESENT"_s);
    QCOMPARE(status({}), u"CACHED_PRESENT"_s);
    QCOMPARE(status({{u"read_from_cache"_s, false}}), u"PRESENT"_s);
}

void TestSandboxServing::refusesBadRequests_data()
{
    QTest::addColumn<QJsonObject>("params");
    const QJsonObject good = fraudParams();
    const auto keys = [&](const QJsonObject &map) {
        return with(good, u"joinKeyMap"_s, map);
    };
    const auto given = [&](const QJsonObject &map) {
        return with(good, u"requestContextMap"_s, map);
    };
    QTest::newRow("no workspace") << with(good, u"workspaceName"_s, QString());
    QTest::newRow("no service") << with(good, u"featureServiceName"_s, QString());
    QTest::newRow("name and id") << with(good, u"featureServiceId"_s, u"fs_fraud_prod"_s);
    QTest::newRow("missing key") << keys({{u"user_id"_s, u"u"_s}});
    QTest::newRow("unknown key") << keys(
        {{u"user_id"_s, u"u"_s}, {u"merchant"_s, u"1"_s}, {u"card"_s, u"c"_s}});
    QTest::newRow("number for int64") << keys({{u"user_id"_s, u"u"_s}, {u"merchant"_s, 42}});
    QTest::newRow("text for int64") << keys({{u"user_id"_s, u"u"_s}, {u"merchant"_s, u"12a"_s}});
    QTest::newRow("int64 too large")
        << keys({{u"user_id"_s, u"u"_s}, {u"merchant"_s, u"9223372036854775808"_s}});
    QTest::newRow("number for string") << keys({{u"user_id"_s, 1}, {u"merchant"_s, u"1"_s}});
    QTest::newRow("missing context") << given({});
    QTest::newRow("text for float64") << given({{u"amt"_s, u"101"_s}});
    QTest::newRow("unknown context") << given({{u"amt"_s, 1}, {u"more"_s, 1}});
    QTest::newRow("both empty") << with(keys({}), u"requestContextMap"_s, QJsonObject());
}

void TestSandboxServing::refusesBadRequests()
{
    QFETCH(QJsonObject, params);
    const QJsonObject error = get(params);
    QCOMPARE(error.value("http"_L1).toInt(), 400);
    QVERIFY(!error.value("message"_L1).toString().isEmpty());
}

void TestSandboxServing::rolesDecide_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QString>("workspace");
    QTest::addColumn<bool>("mayRead");
    QTest::newRow("none") << QString() << QString() << false;
    QTest::newRow("viewer") << u"view_role"_s << u"prod"_s << false;
    QTest::newRow("consumer") << u"read_data_role"_s << u"prod"_s << true;
    QTest::newRow("consumer elsewhere") << u"read_data_role"_s << u"dev"_s << false;
    QTest::newRow("consumer everywhere") << u"read_data_role"_s << QString() << true;
    QTest::newRow("operator") << u"operate_role"_s << u"prod"_s << false;
    QTest::newRow("editor") << u"apply_role"_s << u"prod"_s << true;
    QTest::newRow("owner") << u"manage_role"_s << u"prod"_s << true;
    QTest::newRow("admin") << u"admin_role"_s << QString() << true;
}

void TestSandboxServing::rolesDecide()
{
    QFETCH(QString, role);
    QFETCH(QString, workspace);
    QFETCH(bool, mayRead);
    const QString id = m_tecton->createAccount(u"reader"_s);
    if (!role.isEmpty())
        m_tecton->call("assign-roles", m_tecton->grantRequest(id, role, workspace));
    QCOMPARE(get(fraudParams(), id).value("http"_L1).toInt(), mayRead ? 0 : 403);
}

void TestSandboxServing::unknownServicesAreToldToReadersOnly()
{
    const QString reader = u"svc_aa04d1"_s; // Consumer on prod
    const QJsonObject noService = with(fraudParams(), u"featureServiceName"_s, u"nothing"_s);
    const QJsonObject noWorkspace = with(fraudParams(), u"workspaceName"_s, u"nowhere"_s);
    QCOMPARE(get(noService, reader).value("http"_L1).toInt(), 404);
    QCOMPARE(get(noWorkspace, reader).value("http"_L1).toInt(), 403);
    QCOMPARE(get(noWorkspace).value("http"_L1).toInt(), 404);
}

void TestSandboxServing::servesTheVersionTwoPath()
{
    QJsonObject params = fraudParams();
    params.remove("workspaceName"_L1);
    params.remove("featureServiceName"_L1);
    const auto viaPath = getFeatures(context(), toBody(params), {u"prod"_s, fraudService});
    QVERIFY(viaPath.has_value());
    QCOMPARE(*viaPath, get(fraudParams()));
    const auto contradiction =
        getFeatures(context(), toBody(fraudParams()), {u"staging"_s, fraudService});
    QCOMPARE(contradiction.error().httpStatus, 400);
}

void TestSandboxServing::servesBatches()
{
    QJsonObject params = with(fraudParams(), u"metadataOptions"_s, everyOption());
    const QJsonObject row{
        {u"joinKeyMap"_s, params.take("joinKeyMap"_L1)},
        {u"requestContextMap"_s, params.take("requestContextMap"_L1)}};
    params.insert("requestData"_L1, QJsonArray{row, row, row});
    const QJsonObject answer = TectonFixture::toObject(getFeaturesBatch(context(), toBody(params)));
    QCOMPARE(answer["result"_L1].toArray().size(), 3);
    const QJsonObject single = get(fraudParams());
    QCOMPARE(answer["result"_L1][2]["features"_L1], single["result"_L1]["features"_L1]);
    QCOMPARE(answer["metadata"_L1]["features"_L1][0]["status"_L1].toArray().size(), 3);
    QCOMPARE(answer["metadata"_L1]["sloInfo"_L1].toArray().size(), 3);
    QVERIFY(answer["metadata"_L1]["batchSloInfo"_L1].isObject());
}

void TestSandboxServing::refusesBatchesThatAreTooLarge()
{
    QJsonArray rows;
    for (qsizetype i = 0; i <= mostBatchRows; ++i)
        rows.append(QJsonObject());
    const auto tooMany =
        getFeaturesBatch(context(), toBody(with(fraudParams(), u"requestData"_s, rows)));
    QCOMPARE(tooMany.error().httpStatus, 400);
    const auto none = getFeaturesBatch(context(), toBody(fraudParams()));
    QCOMPARE(none.error().httpStatus, 400);
}

void TestSandboxServing::queriesByPartOfTheJoinKeys()
{
    const QJsonObject part{{u"user_id"_s, u"user_1"_s}};
    const QJsonObject answer = TectonFixture::toObject(
        queryFeatures(context(), toBody(with(fraudParams(), u"joinKeyMap"_s, part))));
    const QJsonArray results = answer["results"_L1].toArray();
    QCOMPARE(results.size(), 3);
    QCOMPARE(results[0]["joinKeys"_L1][0].toString(), u"user_1"_s);
    QVERIFY(results[0]["joinKeys"_L1][1] != results[1]["joinKeys"_L1][1]);
    const auto complete = queryFeatures(context(), toBody(fraudParams()));
    QCOMPARE(complete.error().httpStatus, 400);
}

void TestSandboxServing::describesTheService()
{
    const auto answer = featureServiceMetadata(context(), toBody(fraudParams()));
    QVERIFY(answer.has_value());
    const QJsonObject &described = *answer;
    QCOMPARE(described["inputJoinKeys"_L1].toArray().size(), 2);
    QCOMPARE(described["inputJoinKeys"_L1][1]["dataType"_L1]["type"_L1].toString(), u"int64"_s);
    QCOMPARE(described["inputRequestContextKeys"_L1][0]["name"_L1].toString(), u"amt"_s);
    QCOMPARE(described["featureValues"_L1].toArray().size(), 14);

    const QString viewer = m_tecton->createAccount(u"viewer"_s);
    m_tecton->call("assign-roles", m_tecton->grantRequest(viewer, u"view_role"_s, u"prod"_s));
    QVERIFY(featureServiceMetadata(context(viewer), toBody(fraudParams())).has_value());
    const QString nobody = m_tecton->createAccount(u"nobody"_s);
    QCOMPARE(
        featureServiceMetadata(context(nobody), toBody(fraudParams())).error().httpStatus, 403);
}

void TestSandboxServing::oversizedRowsNeedPartialResults()
{
    const QJsonObject keys{{u"user_id"_s, u"user_with_long_history"_s}, {u"merchant"_s, u"1"_s}};
    QJsonObject params = with(fraudParams(), u"joinKeyMap"_s, keys);
    params.insert("metadataOptions"_L1, everyOption());
    QCOMPARE(get(params).value("http"_L1).toInt(), 429);
    const QJsonObject partial = get(with(params, u"allowPartialResults"_s, true));
    QVERIFY(!partial["metadata"_L1]["sloInfo"_L1]["sloEligible"_L1].toBool(true));
    QCOMPARE(
        partial["metadata"_L1]["sloInfo"_L1]["sloIneligibilityReasons"_L1][0].toString(),
        u"DYNAMODB_RESPONSE_SIZE_LIMIT_EXCEEDED"_s);
    QVERIFY(partial["result"_L1]["features"_L1].toArray().last().isNull());
}

QTEST_GUILESS_MAIN(TestSandboxServing)
#include "tst_sandbox_serving.moc"
