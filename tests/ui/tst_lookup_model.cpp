#include "tests/ui/lookup_fixture.h"
#include "ui/lookup/feature_model.h"
#include "ui/lookup/feature_tree.h"
#include "ui/lookup/lookup_text.h"

#include <QAbstractItemModelTester>
#include <QJsonArray>
#include <QJsonObject>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class tst_LookupModel : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void showsCompoundValuesAsTrees();
    void opensPartsOnlyWhenAsked();
    void copiesWholeValues();
    void paintsTenThousandFeatures();
    void tellsTimes();
};

namespace {

DataType arrayOf(DataKind kind)
{
    DataType type = typeOf(DataKind::Array);
    type.parameters = {typeOf(kind)};
    return type;
}

DataType pointType()
{
    DataType type = typeOf(DataKind::Struct);
    type.fieldNames = {QStringLiteral("lat"), QStringLiteral("lon")};
    type.parameters = {typeOf(DataKind::Float64), typeOf(DataKind::Float64)};
    return type;
}

QList<FeatureValue> sample()
{
    return {
        makeFeature("plain", typeOf(DataKind::Int64), QStringLiteral("9007199254740993")),
        makeFeature(
            "ids", arrayOf(DataKind::Int64),
            QJsonArray{QStringLiteral("9007199254740993"), QJsonValue::Null}),
        makeFeature("home", pointType(), QJsonArray{48.137, 11.575}),
        makeFeature("empty", arrayOf(DataKind::Int64), QJsonArray{}),
        makeFeature("none", pointType(), QJsonValue::Null)};
}

QString text(const QModelIndex &row, int column)
{
    return row.siblingAtColumn(column).data().toString();
}

} // namespace

void tst_LookupModel::showsCompoundValuesAsTrees()
{
    FeatureModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeatures(sample(), QDateTime::currentDateTimeUtc());
    QCOMPARE(model.rowCount(), 5);
    const QModelIndex ids = model.index(1, 0);
    QVERIFY(model.hasChildren(ids));
    QCOMPARE(text(ids, FeatureModel::ValueColumn), QStringLiteral("[2 values]"));
    QCOMPARE(model.rowCount(ids), 2);
    const QModelIndex first = model.index(0, 0, ids);
    QCOMPARE(text(first, FeatureModel::ValueColumn), QStringLiteral("9007199254740993"));
    QCOMPARE(text(model.index(1, 0, ids), FeatureModel::ValueColumn), QStringLiteral("null"));
    QCOMPARE(first.parent(), ids);
    const QModelIndex home = model.index(2, 0);
    QCOMPARE(text(home, FeatureModel::ValueColumn), QStringLiteral("{lat: 48.137, lon: 11.575}"));
    QCOMPARE(text(model.index(1, 0, home), FeatureModel::NameColumn), QStringLiteral("lon"));
    QVERIFY(!model.hasChildren(model.index(0, 0)));
    QVERIFY(!model.hasChildren(model.index(3, 0)));
    QVERIFY(!model.hasChildren(model.index(4, 0)));
}

void tst_LookupModel::opensPartsOnlyWhenAsked()
{
    FeatureModel model;
    QAbstractItemModelTester tester(&model, QAbstractItemModelTester::FailureReportingMode::QtTest);
    model.setFeatures(sample(), QDateTime::currentDateTimeUtc());
    QCOMPARE(model.rowCount(model.index(1, 0)), 2);
    model.setFeatures({}, QDateTime::currentDateTimeUtc());
    QCOMPARE(model.rowCount(), 0);
    model.setFeatures(sample(), QDateTime::currentDateTimeUtc());
    QCOMPARE(model.rowCount(model.index(1, 0)), 2);
}

void tst_LookupModel::copiesWholeValues()
{
    FeatureModel model;
    model.setFeatures(sample(), QDateTime::currentDateTimeUtc());
    QCOMPARE(model.fullValue(model.index(1, 0)), QStringLiteral("[9007199254740993, null]"));
    QCOMPARE(
        model.rowText(model.index(0, 0)),
        QStringLiteral("plain\tint64\t9007199254740993\tpresent\t"));
}

void tst_LookupModel::paintsTenThousandFeatures()
{
    QList<FeatureValue> many;
    for (int i = 0; i < 10'000; ++i)
        many.append(makeFeature(
            qPrintable(QStringLiteral("feature_%1").arg(i)), arrayOf(DataKind::Int64),
            QJsonArray{QStringLiteral("1"), QStringLiteral("2")}));
    FeatureModel model;
    model.setFeatures(many, QDateTime::currentDateTimeUtc());
    FeatureTree tree(model);
    tree.resize(800, 600);
    tree.show();
    QVERIFY(QTest::qWaitForWindowExposed(&tree));
    tree.fitColumns();
    tree.scrollToBottom();
    tree.grab();
    QVERIFY(tree.uniformRowHeights());
    QVERIFY(tree.viewport()->findChildren<QWidget *>().isEmpty());
    QVERIFY(tree.indexAt(QPoint(60, 20)).row() > 9'900);
}

void tst_LookupModel::tellsTimes()
{
    const QDateTime now(QDate(2026, 5, 20), QTime(12, 0));
    QCOMPARE(effectiveTimeText({}, now), QStringLiteral("—"));
    QCOMPARE(effectiveTimeText(now.addSecs(-60), now), QStringLiteral("11:59:00"));
    QCOMPARE(effectiveTimeText(now.addSecs(-12 * 3600), now), QStringLiteral("today 00:00"));
    QCOMPARE(effectiveTimeText(now.addDays(-1), now), QStringLiteral("yesterday 12:00"));
    QCOMPARE(durationText(std::chrono::microseconds(2'400)), QStringLiteral("2.4 ms"));
    QCOMPARE(durationText(std::chrono::milliseconds(38)), QStringLiteral("38 ms"));
    QCOMPARE(durationText(std::chrono::milliseconds(1'250)), QStringLiteral("1.25 s"));
    QCOMPARE(tokenLeftText(now.addSecs(41 * 60), now), QStringLiteral("token 41 min"));
    QCOMPARE(tokenLeftText(now.addSecs(-1), now), QStringLiteral("token ended"));
}

QTEST_MAIN(tst_LookupModel)
#include "tst_lookup_model.moc"
