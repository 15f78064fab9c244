#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QTest>

using namespace keywright;

namespace {

DataType scalar(DataKind kind)
{
    DataType type;
    type.kind = kind;
    return type;
}

DataType arrayOf(const DataType &element)
{
    DataType type = scalar(DataKind::Array);
    type.parameters = {element};
    return type;
}

DataType mapOf(const DataType &key, const DataType &value)
{
    DataType type = scalar(DataKind::Map);
    type.parameters = {key, value};
    return type;
}

DataType pointType()
{
    DataType type = scalar(DataKind::Struct);
    type.fieldNames = {QStringLiteral("id"), QStringLiteral("lat")};
    type.parameters = {scalar(DataKind::Int64), scalar(DataKind::Float64)};
    return type;
}

const DataType integer = scalar(DataKind::Int64);
const DataType text = scalar(DataKind::String);

QJsonValue fromJson(const char *json)
{
    const QByteArray list = QByteArray("[") + json + "]";
    return QJsonDocument::fromJson(list).array().at(0);
}

} // namespace

Q_DECLARE_METATYPE(keywright::DataType)

class TestLookupValues : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void typesAsText();
    void accepted_data();
    void accepted();
    void refused_data();
    void refused();
    void deepTextIsRefusedNotFollowed();
    void requestsThatLackSomething();
    void valuesAsText_data();
    void valuesAsText();
    void childrenByLevel();
    void childrenOfWhatHasAnotherShape();
    void statusWords();
};

void TestLookupValues::typesAsText()
{
    QCOMPARE(dataTypeText(integer), QStringLiteral("int64"));
    QCOMPARE(dataTypeText(arrayOf(arrayOf(integer))), QStringLiteral("array<array<int64>>"));
    QCOMPARE(
        dataTypeText(mapOf(text, pointType())),
        QStringLiteral("map<string, struct<id: int64, lat: float64>>"));
    QCOMPARE(dataTypeText(scalar(DataKind::Array)), QStringLiteral("array<unknown>"));
}

void TestLookupValues::accepted_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<DataType>("type");
    QTest::addColumn<QJsonValue>("expected");

    const auto row = [](const char *name, const char *typed, const DataType &type,
                        const char *expected) {
        QTest::newRow(name) << QString::fromUtf8(typed) << type << fromJson(expected);
    };
    row("int64", "42", integer, R"("42")");
    row("beyond 2^53", "9007199254740993", integer, R"("9007199254740993")");
    row("largest", "9223372036854775807", integer, R"("9223372036854775807")");
    row("smallest", " -9223372036854775808 ", integer, R"("-9223372036854775808")");
    row("plus and zeros", "+007", integer, R"("7")");
    row("float", "12.5", scalar(DataKind::Float64), "12.5");
    row("float with exponent", " 1e-3", scalar(DataKind::Float32), "0.001");
    row("float without leading zero", ".5", scalar(DataKind::Float64), "0.5");
    row("true", "true", scalar(DataKind::Boolean), "true");
    row("Yes", "Yes", scalar(DataKind::Boolean), "true");
    row("0", "0", scalar(DataKind::Boolean), "false");
    row("text is left alone", "  null ", text, R"("  null ")");
    row("text with digits", "007", text, R"("007")");
    row("unknown is text", "42", scalar(DataKind::Unknown), R"("42")");
    row("null", "null", integer, "null");
    row("time", "2026-03-31T12:00:00.123456Z", scalar(DataKind::Timestamp),
        R"("2026-03-31T12:00:00.123456Z")");
    row("time with offset", "2026-03-31T12:00:00+02:00", scalar(DataKind::Timestamp),
        R"("2026-03-31T12:00:00+02:00")");
    row("time without zone", "2026-03-31 12:00:00", scalar(DataKind::Timestamp),
        R"("2026-03-31T12:00:00Z")");
    row("date", "2026-03-31", scalar(DataKind::Timestamp), R"("2026-03-31T00:00:00Z")");
    row("array", "[1, \"9007199254740993\", 9007199254740993, null]", arrayOf(integer),
        R"(["1","9007199254740993","9007199254740993",null])");
    row("map", R"({"a": [1.5]})", mapOf(text, arrayOf(scalar(DataKind::Float64))),
        R"({"a":[1.5]})");
    row("struct by name", R"({"lat": 1.5, "id": 9007199254740993})", pointType(),
        R"(["9007199254740993",1.5])");
    row("struct as a list", R"(["7", 2])", pointType(), R"(["7",2])");
    row("struct with a field left out", R"({"lat": 1})", pointType(), "[null,1]");
}

void TestLookupValues::accepted()
{
    QFETCH(QString, typed);
    QFETCH(DataType, type);
    QFETCH(QJsonValue, expected);
    const auto value = jsonFromText(typed, type, QStringLiteral("f"));
    QVERIFY2(value, value ? "" : qPrintable(value.error().message));
    QCOMPARE(*value, expected);
}

void TestLookupValues::refused_data()
{
    QTest::addColumn<QString>("typed");
    QTest::addColumn<DataType>("type");
    QTest::addColumn<QString>("message");

    const auto row = [](const char *name, const char *typed, const DataType &type,
                        const char *message) {
        QTest::newRow(name) << QString::fromUtf8(typed) << type << QString::fromUtf8(message);
    };
    row("empty", "", integer, "Not a whole number.");
    row("fraction", "1.0", integer, "Not a whole number.");
    row("hex", "0x10", integer, "Not a whole number.");
    row("digits of another script", "٤٢", integer, "Not a whole number.");
    row("too large", "9223372036854775808", integer, "Outside the range of 64-bit whole numbers.");
    row("too small", "-9223372036854775809", integer, "Outside the range of 64-bit whole numbers.");
    row("comma", "1,5", scalar(DataKind::Float64), "Not a number.");
    row("not a number", "NaN", scalar(DataKind::Float64), "Not a number.");
    row("infinity", "-inf", scalar(DataKind::Float64), "Not a number.");
    row("overflow", "1e999", scalar(DataKind::Float64), "Too large for this type.");
    row("overflow of 32 bits", "1e39", scalar(DataKind::Float32), "Too large for this type.");
    row("maybe", "maybe", scalar(DataKind::Boolean), "Not true or false.");
    row("no time", "31.3.2026", scalar(DataKind::Timestamp), "Not a time.");
    row("no such day", "2026-02-30T00:00:00Z", scalar(DataKind::Timestamp), "Not a time.");
    row("no JSON", "1, 2", arrayOf(integer), "Not valid JSON (at position 1).");
    row("object for a list", "{}", arrayOf(integer), "Not a list in square brackets.");
    row("list for an object", "[]", mapOf(text, integer), "Not an object in braces.");
    row("item", R"([1, "x"])", arrayOf(integer), "[1]: Not a whole number.");
    row("item beyond 64 bits", "[18446744073709551616]", arrayOf(integer),
        "[0]: Not a whole number.");
    row("number for a text", "[1]", arrayOf(text), "[0]: Not a text in quotation marks.");
    row("deep", R"({"a": [{"id": 1.5}]})", mapOf(text, arrayOf(pointType())),
        "[a][0].id: Not a whole number.");
    row("map key", R"({"x": "y"})", mapOf(integer, text), "[x]: Not a whole number.");
    row("unknown field", R"({"lon": 1})", pointType(), "There is no field “lon”.");
    row("too few fields", "[1]", pointType(), "Not one value per field.");
    row("word for a boolean", R"(["yes"])", arrayOf(scalar(DataKind::Boolean)),
        "[0]: Not true or false.");
}

void TestLookupValues::refused()
{
    QFETCH(QString, typed);
    QFETCH(DataType, type);
    QFETCH(QString, message);
    const auto value = jsonFromText(typed, type, QStringLiteral("joinKeys.user_id"));
    QVERIFY(!value);
    QCOMPARE(value.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(value.error().field, QStringLiteral("joinKeys.user_id"));
    QCOMPARE(value.error().message, message);
}

void TestLookupValues::deepTextIsRefusedNotFollowed()
{
    QVERIFY(!jsonFromText(QString(100'000, QLatin1Char('[')), arrayOf(integer), {}));
}

void TestLookupValues::requestsThatLackSomething()
{
    LookupRequest request;
    QCOMPARE(requestProblem(request)->field, QStringLiteral("workspace"));
    request.workspace = QStringLiteral("prod");
    QCOMPARE(requestProblem(request)->field, QStringLiteral("featureService"));
    request.featureService = QStringLiteral("..");
    QCOMPARE(requestProblem(request)->field, QStringLiteral("featureService"));
    request.featureService = QStringLiteral("fraud:v2");
    QCOMPARE(requestProblem(request)->field, QStringLiteral("joinKeys"));
    request.requestContext.insert(QStringLiteral("amount"), 1.5);
    QVERIFY(!requestProblem(request));
    request.requestContext = {};
    request.joinKeys.insert(QStringLiteral("user"), QJsonValue::Null);
    QVERIFY(!requestProblem(request));
    request.workspace = QStringLiteral("pr\nod");
    QCOMPARE(requestProblem(request)->field, QStringLiteral("workspace"));
}

void TestLookupValues::valuesAsText_data()
{
    QTest::addColumn<QJsonValue>("value");
    QTest::addColumn<DataType>("type");
    QTest::addColumn<QString>("expected");

    const auto row = [](const char *name, const char *json, const DataType &type,
                        const char *expected) {
        QTest::newRow(name) << fromJson(json) << type << QString::fromUtf8(expected);
    };
    row("null", "null", integer, "null");
    row("int64 as a string", R"("9007199254740993")", integer, "9007199254740993");
    row("int64 as a number", "9007199254740993", integer, "9007199254740993");
    row("float", "0.1", scalar(DataKind::Float64), "0.1");
    row("small float", "1e-7", scalar(DataKind::Float64), "1e-07");
    row("boolean", "false", scalar(DataKind::Boolean), "false");
    row("text", R"("a \"b\"")", text, R"(a "b")");
    row("time", R"("2026-03-31T12:00:00Z")", scalar(DataKind::Timestamp), "2026-03-31T12:00:00Z");
    row("array", R"(["1",null,"3"])", arrayOf(integer), "[1, null, 3]");
    row("texts in an array", R"(["1","a\"b"])", arrayOf(text), R"(["1", "a\"b"])");
    row("map", R"({"a":"1"})", mapOf(text, integer), "{a: 1}");
    row("struct", R"(["7",1.5])", pointType(), "{id: 7, lat: 1.5}");
    row("short struct", R"(["7"])", pointType(), "{id: 7, lat: null}");
    row("struct by name", R"({"lat":2})", pointType(), "{id: null, lat: 2}");
    row("nested", R"({"p":[["1",0.5],null]})", mapOf(text, arrayOf(pointType())),
        "{p: [{id: 1, lat: 0.5}, null]}");
    row("array without a type", R"([1,{"a":"b"}])", DataType(), R"([1,{"a":"b"}])");
    row("another shape than the type", "[1]", mapOf(text, integer), "[1]");
    row("text where a number belongs", R"("n/a")", integer, "n/a");
}

void TestLookupValues::valuesAsText()
{
    QFETCH(QJsonValue, value);
    QFETCH(DataType, type);
    QFETCH(QString, expected);
    QCOMPARE(valueText(value, type), expected);
}

void TestLookupValues::childrenByLevel()
{
    const DataType type = mapOf(text, arrayOf(pointType()));
    const auto keys = valueChildren(fromJson(R"({"p":[["1",0.5],null]})"), type);
    QCOMPARE(keys.size(), 1);
    QCOMPARE(keys[0].label, QStringLiteral("p"));
    QCOMPARE(keys[0].type, arrayOf(pointType()));
    const auto items = valueChildren(keys[0].value, keys[0].type);
    QCOMPARE(items.size(), 2);
    QCOMPARE(items[1].label, QStringLiteral("[1]"));
    QVERIFY(valueChildren(items[1].value, items[1].type).isEmpty());
    const auto fields = valueChildren(items[0].value, items[0].type);
    QCOMPARE(fields.size(), 2);
    QCOMPARE(fields[0].label, QStringLiteral("id"));
    QCOMPARE(fields[1].type.kind, DataKind::Float64);
    QVERIFY(valueChildren(fields[0].value, fields[0].type).isEmpty());
}

void TestLookupValues::childrenOfWhatHasAnotherShape()
{
    const auto children = valueChildren(fromJson("[1,2]"), mapOf(text, integer));
    QCOMPARE(children.size(), 2);
    QCOMPARE(children[0].type.kind, DataKind::Unknown);
    QCOMPARE(valueChildren(fromJson(R"({"a":1})"), integer).size(), 1);
}

void TestLookupValues::statusWords()
{
    QCOMPARE(featureStatusText(FeatureStatus::Present), QStringLiteral("present"));
    QCOMPARE(featureStatusText(FeatureStatus::MissingData), QStringLiteral("missing"));
    QCOMPARE(featureStatusText(FeatureStatus::CachedPresent), QStringLiteral("cached"));
    QCOMPARE(featureStatusText(FeatureStatus::Unknown), QStringLiteral("unknown"));
}

QTEST_GUILESS_MAIN(TestLookupValues)
#include "tst_lookup_values.moc"
