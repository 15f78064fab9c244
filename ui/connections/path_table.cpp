#include "ui/connections/path_table.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/table_style.h"
#include "ui/widgets/text.h"

#include <QHeaderView>
#include <QLabel>
#include <QPushButton>
#include <QSet>
#include <QTableWidget>
#include <QVBoxLayout>

namespace keywright {

PathTable::PathTable(QWidget *parent)
    : QWidget(parent)
    , m_table(new QTableWidget(0, 2))
    , m_message(makeLabel({}, TextStyle::Note))
{
    m_table->setAccessibleName(tr("Path overrides"));
    m_table->setHorizontalHeaderLabels({tr("Call"), tr("Path")});
    styleTable(m_table);
    m_table->setEditTriggers(QAbstractItemView::AllEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectItems);
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setMinimumHeight(4 * metrics::RowHeight);
    m_message->setWordWrap(true);
    m_message->hide();

    auto *add = makeButton(tr("Add path"));
    auto *removeButton = makeButton(tr("Remove path"));
    auto *buttons = new QHBoxLayout;
    buttons->setSpacing(metrics::SpaceSm);
    buttons->addWidget(add);
    buttons->addWidget(removeButton);
    buttons->addStretch(1);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceXs);
    layout->addWidget(makeLabel(tr("Path overrides"), TextStyle::Label));
    layout->addWidget(m_table);
    layout->addWidget(m_message);
    layout->addLayout(buttons);

    connect(add, &QPushButton::clicked, this, [this] {
        addRow({}, {});
        m_table->setCurrentCell(m_table->rowCount() - 1, 0);
        m_table->setFocus();
    });
    connect(removeButton, &QPushButton::clicked, this, [this] {
        if (m_table->currentRow() >= 0)
            m_table->removeRow(m_table->currentRow());
    });
}

void PathTable::addRow(const QString &call, const QString &path)
{
    const int row = m_table->rowCount();
    m_table->insertRow(row);
    m_table->setItem(row, 0, new QTableWidgetItem(call));
    m_table->setItem(row, 1, new QTableWidgetItem(path));
}

void PathTable::setPaths(const QMap<QString, QString> &paths)
{
    m_table->setRowCount(0);
    for (auto path = paths.cbegin(); path != paths.cend(); ++path)
        addRow(path.key(), path.value());
}

QString PathTable::cell(int row, int column) const
{
    return m_table->item(row, column)->text().trimmed();
}

QMap<QString, QString> PathTable::paths() const
{
    QMap<QString, QString> paths;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (!cell(row, 0).isEmpty())
            paths.insert(cell(row, 0), cell(row, 1));
    }
    return paths;
}

QString PathTable::problem() const
{
    QSet<QString> calls;
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const QString call = cell(row, 0);
        const QString path = cell(row, 1);
        if (call.isEmpty() && path.isEmpty())
            continue;
        if (call.isEmpty())
            return tr("Name the call that %1 is for").arg(path);
        if (!path.startsWith(QLatin1Char('/')))
            return tr("The path of %1 has to begin with a slash").arg(call);
        if (calls.contains(call))
            return tr("%1 is there twice").arg(call);
        calls.insert(call);
    }
    return {};
}

bool PathTable::check()
{
    const QString wrong = problem();
    m_message->setText(wrong);
    m_message->setVisible(!wrong.isEmpty());
    setTone(m_message, Tone::Bad);
    return wrong.isEmpty();
}

} // namespace keywright
