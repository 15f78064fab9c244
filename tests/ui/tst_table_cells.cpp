#include "ui/theme/metrics.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/item_roles.h"
#include "ui/widgets/table_style.h"

#include <QHeaderView>
#include <QImage>
#include <QStandardItemModel>
#include <QTableView>
#include <QtTest>

using namespace keywright;

namespace {

bool hasColour(const QImage &image, const QColor &color)
{
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x) {
            if (image.pixelColor(x, y) == color)
                return true;
        }
    }
    return false;
}

} // namespace

class TestTableCells : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void tableRowsHaveTheDesignedHeight();
    void delegatesPaintTheirMarks();
    void columnsFitTheirHeaders();

private:
    ThemeController m_theme{*qApp, ThemeMode::Light};
};

void TestTableCells::tableRowsHaveTheDesignedHeight()
{
    QStandardItemModel model(3, 2);
    QTableView table;
    styleTable(&table, RowHeight::TwoLines);
    table.setModel(&model);
    table.show();
    QCOMPARE(table.rowHeight(1), metrics::TallRow);
    QVERIFY(table.verticalHeader()->isHidden());
    QTableView flat;
    styleTable(&flat);
    flat.setModel(&model);
    flat.show();
    QCOMPARE(flat.rowHeight(1), metrics::RowHeight);
}

void TestTableCells::delegatesPaintTheirMarks()
{
    QStandardItemModel model(1, 4);
    model.setData(model.index(0, 0), QStringLiteral("fraud-scoring"));
    model.setData(model.index(0, 0), QStringLiteral("svc_8f2c41"), SecondaryTextRole);
    model.setData(model.index(0, 1), QStringLiteral("Active"));
    model.setData(model.index(0, 1), int(Tone::Ok), ToneRole);
    model.setData(model.index(0, 2), QStringLiteral("tomorrow"));
    model.setData(model.index(0, 2), int(Tone::Bad), ToneRole);
    const QList<Dot> dots{{Tone::Accent, true}, {Tone::Warn, true}};
    model.setData(model.index(0, 3), QVariant::fromValue(dots), DotsRole);

    QTableView table;
    styleTable(&table, RowHeight::TwoLines);
    table.setModel(&model);
    table.setItemDelegateForColumn(0, new TwoLineDelegate(&table));
    table.setItemDelegateForColumn(1, new StatusDelegate(&table));
    table.setItemDelegateForColumn(2, new TagDelegate(&table));
    table.setItemDelegateForColumn(3, new DotsDelegate(&table));
    table.resizeColumnsToContents();
    table.resize(700, 120);
    table.show();
    for (const ThemeMode mode : {ThemeMode::Light, ThemeMode::Dark}) {
        m_theme.setMode(mode);
        const QImage image = table.grab().toImage();
        const Theme theme = m_theme.theme();
        QVERIFY(hasColour(image, theme.ok));
        QVERIFY(hasColour(image, theme.badSoft));
        QVERIFY(hasColour(image, theme.accent));
        QVERIFY(hasColour(image, theme.warn));
    }
}

void TestTableCells::columnsFitTheirHeaders()
{
    QStandardItemModel model(1, 1);
    model.setHorizontalHeaderLabels({QStringLiteral("Next deadline of all")});
    QTableView table;
    styleTable(&table);
    table.setModel(&model);
    table.resizeColumnsToContents();
    const QHeaderView *header = table.horizontalHeader();
    const int text =
        header->fontMetrics().horizontalAdvance(QStringLiteral("Next deadline of all"));
    QVERIFY(header->sectionSize(0) >= text + 2 * 10);
}

QTEST_MAIN(TestTableCells)
#include "tst_table_cells.moc"
