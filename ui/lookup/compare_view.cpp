#include "ui/lookup/compare_view.h"

#include "ui/lookup/compare_form.h"
#include "ui/lookup/comparison_model.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/cell_delegates.h"
#include "ui/widgets/empty_state.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text.h"

#include <QAction>
#include <QCheckBox>
#include <QClipboard>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QStackedWidget>
#include <QTableView>

namespace keywright {

namespace {

/// Measured on a sample: a header that asks ten thousand rows for their width is not fluid.
constexpr int comparisonSampleRows = 200;

} // namespace

CompareView::CompareView(CompareForm *form, QWidget *parent)
    : QWidget(parent)
    , m_model(new ComparisonModel(this))
    , m_summary(makeLabel({}, TextStyle::Strong))
    , m_onlyDifferences(new QCheckBox(tr("Only differences")))
    , m_table(new QTableView)
    , m_empty(new EmptyState(QStringLiteral("lookup"), {}, {}))
    , m_stack(new QStackedWidget)
{
    m_table->setModel(m_model);
    m_table->setAccessibleName(tr("Differences"));
    styleTable(m_table);
    m_table->setItemDelegateForColumn(ComparisonModel::LeftColumn, new MonoDelegate(m_table));
    m_table->setItemDelegateForColumn(ComparisonModel::RightColumn, new MonoDelegate(m_table));
    m_table->setItemDelegateForColumn(ComparisonModel::DifferenceColumn, new TagDelegate(m_table));
    QHeaderView *header = m_table->horizontalHeader();
    header->setResizeContentsPrecision(comparisonSampleRows);
    header->setSectionResizeMode(QHeaderView::Stretch);
    header->setSectionResizeMode(ComparisonModel::DifferenceColumn, QHeaderView::ResizeToContents);
    m_table->setContextMenuPolicy(Qt::ActionsContextMenu);
    addCopyAction(tr("Copy row"), QKeySequence::Copy, &CompareView::copyRow);
    addCopyAction(tr("Copy all"), {}, &CompareView::copyAll);

    auto *card = new Card;
    card->setFlush();
    card->body()->addWidget(m_table);
    m_stack->addWidget(m_empty);
    m_stack->addWidget(card);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, metrics::SpaceMd, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(form);
    layout->addWidget(buildHeader());
    layout->addWidget(m_stack, 1);
    showNothing(
        tr("Nothing compared yet"),
        tr("The lookup is run and its answer laid beside the other one, feature by feature."));
}

QWidget *CompareView::buildHeader()
{
    m_summary->setWordWrap(true);
    m_onlyDifferences->setChecked(true);
    connect(m_onlyDifferences, &QCheckBox::toggled, this, [this](bool only) {
        m_model->setOnlyDifferences(only);
        showRows();
    });
    auto *header = new QWidget;
    auto *layout = new QHBoxLayout(header);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_summary, 1);
    layout->addWidget(m_onlyDifferences);
    return header;
}

void CompareView::addCopyAction(
    const QString &text, const QKeySequence &keys, void (CompareView::*copy)())
{
    auto *action = new QAction(text, m_table);
    action->setShortcut(keys);
    action->setShortcutContext(Qt::WidgetShortcut);
    m_table->addAction(action);
    connect(action, &QAction::triggered, this, copy);
}

void CompareView::showComparing()
{
    showNothing(tr("Comparing"), tr("Both answers are on their way."));
}

void CompareView::showNothing(const QString &title, const QString &sentence)
{
    m_summary->clear();
    m_onlyDifferences->hide();
    m_empty->setTitle(title);
    m_empty->setSentence(sentence);
    m_stack->setCurrentIndex(0);
}

void CompareView::showComparison(
    const LookupComparison &comparison, const QString &leftTitle, const QString &rightTitle)
{
    m_model->setComparison(comparison, leftTitle, rightTitle);
    m_summary->setText(comparisonSummary(comparison, leftTitle, rightTitle));
    m_onlyDifferences->show();
    showRows();
    accessibility::announce(m_summary);
}

void CompareView::showRows()
{
    const bool same = m_model->rowCount() == 0;
    if (same) {
        m_empty->setTitle(tr("No differences"));
        m_empty->setSentence(
            tr("Every feature has the same value, type and status on both sides."));
    }
    m_stack->setCurrentIndex(same ? 0 : 1);
}

void CompareView::copyRow()
{
    if (m_table->currentIndex().isValid())
        QGuiApplication::clipboard()->setText(m_model->rowText(m_table->currentIndex().row()));
}

void CompareView::copyAll()
{
    QStringList lines;
    for (int row = 0; row < m_model->rowCount(); ++row)
        lines += m_model->rowText(row);
    QGuiApplication::clipboard()->setText(lines.join(QLatin1Char('\n')));
}

} // namespace keywright
