#include "core/lookup/lookup_comparison.h"
#include "core/lookup/near_match.h"
#include "core/lookup/saved_result.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace keywright;

namespace {

FeatureValue feature(const char *name, const char *type, const QJsonValue &value)
{
    FeatureValue result;
    result.name = QLatin1String(name);
    result.type = dataTypeFromText(QLatin1String(type));
    result.value = value;
    result.status = FeatureStatus::Present;
    return result;
}

LookupResult resultOf(QList<FeatureValue> features)
{
    LookupResult result;
    result.features = std::move(features);
    result.timing.wait = std::chrono::microseconds(1500);
    result.timing.transfer = std::chrono::microseconds(250);
    return result;
}

} // namespace

class TestLookupComparison : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void differencesByFeature();
    void theCacheIsNoDifference();
    void ofSeveralOfOneName();
    void typesAsText_data();
    void typesAsText();
    void savedAndReadAgain();
    void whatIsNotSavedIsRefused_data();
    void whatIsNotSavedIsRefused();
    void nearNames_data();
    void nearNames();
};

void TestLookupComparison::differencesByFeature()
{
    LookupResult left = resultOf(
        {feature("same", "string", QStringLiteral("a")), feature("gone", "int64", QJsonValue()),
         feature("value", "int64", QStringLiteral("1")),
         feature("type", "int64", QStringLiteral("1")), feature("status", "int64", QJsonValue())});
    LookupResult right = resultOf(
        {feature("new", "int64", QStringLiteral("7")), feature("status", "int64", QJsonValue()),
         feature("type", "string", QStringLiteral("1")),
         feature("value", "int64", QStringLiteral("9007199254740993")),
         feature("same", "string", QStringLiteral("a"))});
    right.features[1].status = FeatureStatus::MissingData;
    right.features[4].effectiveTime = QDateTime::currentDateTimeUtc();
    right.timing.wait = std::chrono::microseconds(1000);
    const LookupComparison comparison = compareLookups(left, right);
    QStringList told;
    for (const ComparedFeature &one : comparison.features)
        told += one.name + QLatin1Char('=') + differencesText(one.differences);
    const QStringList expected{
        QStringLiteral("same=effective time"), QStringLiteral("gone=only left"),
        QStringLiteral("value=value"),         QStringLiteral("type=type"),
        QStringLiteral("status=status"),       QStringLiteral("new=only right")};
    QCOMPARE(told, expected);
    QCOMPARE(comparison.different, 5);
    QVERIFY(!comparison.features.at(0).isDifferent());
    QVERIFY(comparison.rightTime < comparison.leftTime);
    LookupComparison timed = comparison;
    timed.leftTime = std::chrono::microseconds(4320);
    timed.rightTime = std::chrono::milliseconds(38);
    QCOMPARE(
        comparisonSummary(timed, QStringLiteral("this"), QStringLiteral("dev")),
        QStringLiteral("5 of 6 features differ · this 4.3 ms, dev 38 ms"));
    timed.rightTime = {};
    QVERIFY(comparisonSummary(timed, {}, QStringLiteral("dev")).endsWith(QStringLiteral("dev —")));
    QCOMPARE(compareLookups(left, left).different, 0);
}

void TestLookupComparison::theCacheIsNoDifference()
{
    LookupResult left = resultOf({feature("a", "int64", 1)});
    LookupResult right = resultOf({feature("a", "int64", QStringLiteral("1"))});
    right.features[0].status = FeatureStatus::CachedPresent;
    QCOMPARE(compareLookups(left, right).different, 0);
    right.features[0].status = FeatureStatus::CachedMissingData;
    QCOMPARE(compareLookups(left, right).different, 1);
}

void TestLookupComparison::ofSeveralOfOneName()
{
    const LookupResult left = resultOf({feature("a", "int64", 1), feature("a", "int64", 2)});
    const LookupResult right =
        resultOf({feature("a", "int64", 1), feature("a", "int64", 3), feature("a", "int64", 4)});
    const LookupComparison comparison = compareLookups(left, right);
    QCOMPARE(comparison.features.size(), 3);
    QCOMPARE(comparison.different, 2);
    QCOMPARE(
        comparison.features.at(2).differences, FeatureDifferences(FeatureDifference::OnlyRight));
}

void TestLookupComparison::typesAsText_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"unknown", "boolean", "int64", "string", "float32", "float64", "timestamp",
          "array<int64>", "map<string, array<map<int64, boolean>>>",
          "struct<id: int64, where: struct<lat: float64, lon: float64>, tags: map<string, "
          "string>>"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestLookupComparison::typesAsText()
{
    QFETCH(QString, text);
    QCOMPARE(dataTypeText(dataTypeFromText(text)), text);
}

void TestLookupComparison::savedAndReadAgain()
{
    LookupResult result = resultOf(
        {feature("n", "int64", QStringLiteral("9007199254740993")),
         feature("s", "struct<lat: float64, lon: float64>", QJsonArray{1.5, QJsonValue()}),
         feature(
             "m", "map<string, int64>", QJsonObject{{QStringLiteral("a"), QStringLiteral("1")}}),
         feature("x", "array<string>", QJsonValue())});
    result.features[1].status = FeatureStatus::CachedMissingData;
    result.features[2].effectiveTime =
        QDateTime::fromString(QStringLiteral("2026-03-31T12:00:00.125Z"), Qt::ISODateWithMs);
    const Result<LookupResult> again = resultFromSaved(savedResult(result));
    QVERIFY(again);
    QCOMPARE(again->features, result.features);
    QCOMPARE(again->timing.wait, result.timing.wait);
    QCOMPARE(again->timing.transfer, result.timing.transfer);
    QCOMPARE(compareLookups(result, *again).different, 0);
}

void TestLookupComparison::whatIsNotSavedIsRefused_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no JSON") << QByteArray("name,value");
    QTest::newRow("a list") << QByteArray("[]");
    QTest::newRow("no names") << QByteArray(R"({"features": [{"value": 1}]})");
}

void TestLookupComparison::whatIsNotSavedIsRefused()
{
    QFETCH(QByteArray, text);
    const auto result = resultFromSaved(text);
    QVERIFY(!result);
    QCOMPARE(result.error().kind, ErrorKind::Protocol);
}

void TestLookupComparison::nearNames_data()
{
    QTest::addColumn<QString>("wanted");
    QTest::addColumn<QStringList>("near");
    const auto row = [](const char *wanted, const QStringList &near) {
        QTest::newRow(wanted) << QString::fromLatin1(wanted) << near;
    };
    row("prdo", {QStringLiteral("prod")});
    row("PROD", {QStringLiteral("prod")});
    row("stagin", {QStringLiteral("staging")});
    row("fraud", {QStringLiteral("fraud_detection")});
    row("somewhere", {});
    row("", {});
}

void TestLookupComparison::nearNames()
{
    QFETCH(QString, wanted);
    QFETCH(QStringList, near);
    QCOMPARE(
        nearMatches(
            wanted,
            {QStringLiteral("prod"), QStringLiteral("staging"), QStringLiteral("fraud_detection")}),
        near);
}

QTEST_GUILESS_MAIN(TestLookupComparison)
#include "tst_lookup_comparison.moc"
