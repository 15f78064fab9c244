#include "ui/lookup/batch_mapping_table.h"

#include "ui/lookup/batch_mapping_model.h"
#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/table_style.h"

#include <QComboBox>
#include <QHeaderView>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>
#include <QResizeEvent>
#include <QScrollBar>

#include <algorithm>

namespace keywright {

namespace {

/// More columns than this are scrolled to.
constexpr int mostMappingRows = 8;
constexpr int widestMappingColumn = 220;
constexpr int narrowestSample = 72;
constexpr int chevronSize = 12;

/// What a column goes to, with a list to choose from.
class BatchUseDelegate : public CellDelegate
{
public:
    BatchUseDelegate(const BatchMappingModel &model, QObject *parent)
        : CellDelegate(parent)
        , m_model(model)
    {
    }

    QWidget *createEditor(
        QWidget *parent, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    void setEditorData(QWidget *editor, const QModelIndex &index) const override;
    void setModelData(
        QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const override;

protected:
    void paintContent(
        QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
        const QModelIndex &index) const override;
    int contentWidth(const QStyleOptionViewItem &option, const QModelIndex &index) const override;

private:
    const BatchMappingModel &m_model;
};

QWidget *BatchUseDelegate::createEditor(
    QWidget *parent, const QStyleOptionViewItem &, const QModelIndex &index) const
{
    auto *box = new QComboBox(parent);
    box->setAccessibleName(
        BatchMappingModel::tr("What column %1 goes to")
            .arg(index.siblingAtColumn(BatchMappingModel::NameColumn).data().toString()));
    // On Linux the name of a combo box is told by its label only.
    auto *name = new QLabel(box->accessibleName(), box);
    name->setBuddy(box);
    name->hide();
    box->addItem(BatchMappingModel::useText({}), QString());
    for (const BatchColumn &input : m_model.inputs())
        box->addItem(BatchMappingModel::useText(input), input.field.name);
    auto *self = const_cast<BatchUseDelegate *>(this);
    connect(box, &QComboBox::activated, self, [self, box] {
        Q_EMIT self->commitData(box);
        Q_EMIT self->closeEditor(box);
    });
    return box;
}

void BatchUseDelegate::setEditorData(QWidget *editor, const QModelIndex &index) const
{
    auto *box = static_cast<QComboBox *>(editor);
    box->setCurrentIndex(std::max(0, box->findData(index.data(Qt::EditRole))));
    QMetaObject::invokeMethod(box, &QComboBox::showPopup, Qt::QueuedConnection);
}

void BatchUseDelegate::setModelData(
    QWidget *editor, QAbstractItemModel *model, const QModelIndex &index) const
{
    model->setData(index, static_cast<QComboBox *>(editor)->currentData());
}

void BatchUseDelegate::paintContent(
    QPainter *painter, const QRect &area, const QStyleOptionViewItem &option,
    const QModelIndex &index) const
{
    const int chevronRoom = chevronSize + metrics::SpaceXs;
    CellDelegate::paintContent(painter, area.adjusted(0, 0, -chevronRoom, 0), option, index);
    QRect chevron(0, 0, chevronSize, chevronSize);
    chevron.moveCenter(QPoint(area.right() - chevronSize / 2, area.center().y()));
    icons::icon(QStringLiteral("chevron-down"), Ink::Muted).paint(painter, chevron);
}

int BatchUseDelegate::contentWidth(
    const QStyleOptionViewItem &option, const QModelIndex &index) const
{
    return CellDelegate::contentWidth(option, index) + chevronSize + metrics::SpaceSm;
}

} // namespace

BatchMappingTable::BatchMappingTable(BatchMappingModel &model, QWidget *parent)
    : QTableView(parent)
    , m_model(model)
{
    setModel(&model);
    setAccessibleName(tr("Columns"));
    styleTable(this);
    auto *samples = new TagDelegate(this);
    for (int i = 0; i < BatchMappingModel::samplesShown; ++i)
        setItemDelegateForColumn(BatchMappingModel::FirstSampleColumn + i, samples);
    setItemDelegateForColumn(BatchMappingModel::UseColumn, new BatchUseDelegate(model, this));
    setSelectionMode(QAbstractItemView::SingleSelection);
    horizontalHeader()->setStretchLastSection(true);
    connect(this, &QTableView::clicked, this, [this](const QModelIndex &index) {
        if (index.column() == BatchMappingModel::UseColumn && index.flags() & Qt::ItemIsEditable)
            edit(index);
    });
    connect(&model, &BatchMappingModel::mappingChanged, this, &BatchMappingTable::fit);
    fit();
}

void BatchMappingTable::fit()
{
    fitWidths();
    const int rows = std::clamp(m_model.rowCount(), 1, mostMappingRows);
    setFixedHeight(
        horizontalHeader()->sizeHint().height() + metrics::RowHeight * rows +
        horizontalScrollBar()->sizeHint().height());
}

/// The first values share what is left.
void BatchMappingTable::fitWidths()
{
    int left = viewport()->width();
    for (int column = 0; column < m_model.columnCount(); ++column) {
        resizeColumnToContents(column);
        const int samples = m_model.columnCount() - column;
        const int widest = column < BatchMappingModel::FirstSampleColumn
                               ? widestMappingColumn
                               : std::max(narrowestSample, left / samples);
        setColumnWidth(column, std::min(columnWidth(column), widest));
        left -= columnWidth(column);
    }
}

void BatchMappingTable::resizeEvent(QResizeEvent *event)
{
    QTableView::resizeEvent(event);
    if (event->oldSize().width() != event->size().width())
        fitWidths();
}

void BatchMappingTable::keyPressEvent(QKeyEvent *event)
{
    const bool opens = event->modifiers() == Qt::NoModifier &&
                       (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter ||
                        event->key() == Qt::Key_Space || event->key() == Qt::Key_F2);
    const QModelIndex use = currentIndex().siblingAtColumn(BatchMappingModel::UseColumn);
    if (opens && use.flags() & Qt::ItemIsEditable)
        edit(use);
    else
        QTableView::keyPressEvent(event);
}

} // namespace keywright
