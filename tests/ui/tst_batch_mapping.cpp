// Which column of a CSV file fills which input of a service.

#include "ui/lookup/batch_mapping_model.h"
#include "ui/lookup/batch_mapping_table.h"
#include "ui/theme/theme.h"
#include "ui/widgets/item_roles.h"

#include <QAbstractItemModelTester>
#include <QComboBox>
#include <QSignalSpy>
#include <QTest>

using namespace keywright;

namespace {

SchemaField fieldOf(const char *name, DataKind kind)
{
    SchemaField field;
    field.name = QString::fromLatin1(name);
    field.type.kind = kind;
    return field;
}

LookupSchema schema()
{
    LookupSchema result;
    result.joinKeys = {fieldOf("user_id", DataKind::String), fieldOf("merchant", DataKind::Int64)};
    result.requestContext = {fieldOf("amt", DataKind::Float64)};
    return result;
}

CsvRecord recordOf(qint64 line, const QStringList &cells)
{
    CsvRecord record;
    record.line = line;
    record.cells = cells;
    return record;
}

} // namespace

class tst_BatchMapping : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void columnsOfTheSameNameAreProposed();
    void theExactNameWins();
    void oneInputIsFilledByOneColumn();
    void whatWasChosenStaysWhileTheKeysAreUnknown();
    void anotherFileBeginsAnew();
    void wrongCellsAreMarked();
    void shortRowsHaveEmptyCells();
    void theListIsUsedByKeyboard();

private:
    QString textAt(int row, int column, int role = Qt::DisplayRole) const
    {
        return m_model->index(row, column).data(role).toString();
    }
    void choose(int row, const char *input)
    {
        QVERIFY(m_model->setData(
            m_model->index(row, BatchMappingModel::UseColumn), QString::fromLatin1(input)));
    }

    std::unique_ptr<BatchMappingModel> m_model;
    std::unique_ptr<QAbstractItemModelTester> m_tester;
};

void tst_BatchMapping::init()
{
    m_tester.reset();
    m_model = std::make_unique<BatchMappingModel>();
    m_tester = std::make_unique<QAbstractItemModelTester>(
        m_model.get(), QAbstractItemModelTester::FailureReportingMode::QtTest);
    m_model->setFile(
        {QStringLiteral("note"), QStringLiteral("user_id"), QStringLiteral(" Merchant")},
        {recordOf(2, {QStringLiteral("a, b"), QStringLiteral("u1"), QStringLiteral("42")}),
         recordOf(4, {QStringLiteral("c"), QStringLiteral("u2"), QStringLiteral("12a")})});
    m_model->setSchema(schema());
}

void tst_BatchMapping::columnsOfTheSameNameAreProposed()
{
    QCOMPARE(m_model->rowCount(), 3);
    QCOMPARE(m_model->columnCount(), 5);
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
    QCOMPARE(textAt(0, BatchMappingModel::TypeColumn), QString());
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Join key user_id"));
    QCOMPARE(textAt(2, BatchMappingModel::UseColumn), QStringLiteral("Join key merchant"));
    QCOMPARE(textAt(2, BatchMappingModel::TypeColumn), QStringLiteral("int64"));
    QCOMPARE(m_model->headerData(4, Qt::Horizontal).toString(), QStringLiteral("Line 4"));
    // As the core maps a file whose columns have the service's names.
    QCOMPARE(
        m_model->columns(),
        mapColumns(
            {QStringLiteral("note"), QStringLiteral("user_id"), QStringLiteral(" Merchant")},
            schema(), {})
            .value());
}

void tst_BatchMapping::theExactNameWins()
{
    m_model->setFile(
        {QStringLiteral("USER_ID"), QStringLiteral("user_id"), QStringLiteral("user_id")}, {});
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Join key user_id"));
    QCOMPARE(textAt(2, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
}

void tst_BatchMapping::oneInputIsFilledByOneColumn()
{
    QSignalSpy changed(m_model.get(), &BatchMappingModel::mappingChanged);
    choose(0, "user_id");
    QCOMPARE(changed.size(), 1);
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Join key user_id"));
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
    choose(1, "amt");
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Request context amt"));
    QCOMPARE(m_model->columns().at(1).use, ColumnUse::RequestContext);
    choose(0, "");
    // It is not given back to the column that has its name.
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Request context amt"));
    QVERIFY(!m_model->setData(m_model->index(0, BatchMappingModel::NameColumn), QString()));
}

void tst_BatchMapping::whatWasChosenStaysWhileTheKeysAreUnknown()
{
    choose(0, "user_id");
    m_model->setSchema(std::nullopt);
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
    QVERIFY(!(m_model->index(0, BatchMappingModel::UseColumn).flags() & Qt::ItemIsEditable));
    m_model->setSchema(schema());
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Join key user_id"));
    LookupSchema other;
    other.joinKeys = {fieldOf("note", DataKind::String)};
    m_model->setSchema(other);
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Leave out"));
}

void tst_BatchMapping::anotherFileBeginsAnew()
{
    choose(0, "user_id");
    m_model->setFile({QStringLiteral("note"), QStringLiteral("user_id")}, {});
    QCOMPARE(m_model->columnCount(), int(BatchMappingModel::FirstSampleColumn));
    QCOMPARE(textAt(1, BatchMappingModel::UseColumn), QStringLiteral("Join key user_id"));
    m_model->setFile({}, {});
    QCOMPARE(m_model->rowCount(), 0);
}

void tst_BatchMapping::wrongCellsAreMarked()
{
    const int second = BatchMappingModel::FirstSampleColumn + 1;
    QVERIFY(!m_model->index(2, BatchMappingModel::FirstSampleColumn).data(ToneRole).isValid());
    QCOMPARE(m_model->index(2, second).data(ToneRole).toInt(), int(Tone::Bad));
    QCOMPARE(textAt(2, second), QStringLiteral("12a"));
    QCOMPARE(
        textAt(2, second, Qt::ToolTipRole),
        QStringLiteral("Line 4, column  Merchant: Not a whole number."));
    QVERIFY(textAt(2, second, Qt::AccessibleTextRole).contains(QLatin1String("Not a whole")));
    choose(2, "");
    QVERIFY(!m_model->index(2, second).data(ToneRole).isValid());
}

void tst_BatchMapping::shortRowsHaveEmptyCells()
{
    m_model->setFile(
        {QStringLiteral("user_id"), QStringLiteral("note")}, {recordOf(2, {QStringLiteral("u1")})});
    QCOMPARE(textAt(1, BatchMappingModel::FirstSampleColumn), QString());
}

void tst_BatchMapping::theListIsUsedByKeyboard()
{
    BatchMappingTable table(*m_model);
    table.show();
    QVERIFY(QTest::qWaitForWindowActive(&table));
    table.setFocus();
    table.setCurrentIndex(m_model->index(0, BatchMappingModel::NameColumn));
    QTest::keyClick(&table, Qt::Key_Return);
    auto *box = table.findChild<QComboBox *>();
    QVERIFY(box);
    QCOMPARE(box->accessibleName(), QStringLiteral("What column note goes to"));
    QTRY_VERIFY(box->view()->isVisible());
    QTest::keyClick(box->view(), Qt::Key_End);
    QTest::keyClick(box->view(), Qt::Key_Return);
    QCOMPARE(textAt(0, BatchMappingModel::UseColumn), QStringLiteral("Request context amt"));
    QTRY_VERIFY(!table.findChild<QComboBox *>());
    QTRY_VERIFY(table.hasFocus());
}

QTEST_MAIN(tst_BatchMapping)
#include "tst_batch_mapping.moc"
