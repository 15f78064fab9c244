#include "ui/widgets/key_value_list.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QGridLayout>
#include <QLabel>

namespace keywright {

namespace {

constexpr int KeyWidth = 96;

} // namespace

KeyValueList::KeyValueList(QWidget *parent)
    : QWidget(parent)
    , m_grid(new QGridLayout(this))
{
    m_grid->setContentsMargins(0, 0, 0, 0);
    m_grid->setHorizontalSpacing(metrics::SpaceSm);
    m_grid->setVerticalSpacing(metrics::SpaceSm);
    m_grid->setColumnMinimumWidth(0, KeyWidth);
    m_grid->setColumnStretch(1, 1);
}

void KeyValueList::addRow(const KeyValue &row)
{
    auto *cell = new QWidget;
    auto *lines = new QVBoxLayout(cell);
    lines->setContentsMargins(0, 0, 0, 0);
    lines->setSpacing(2);

    const QString shown = row.value.isEmpty() ? QStringLiteral("—") : row.value;
    QLabel *value = makeLabel(shown, row.mono ? TextStyle::Mono : TextStyle::Body, cell);
    value->setWordWrap(true);
    makeSelectable(value);
    value->setAccessibleDescription(row.key);
    lines->addWidget(value);
    if (!row.note.isEmpty()) {
        QLabel *note = makeLabel(row.note, TextStyle::Note, cell);
        note->setWordWrap(true);
        lines->addWidget(note);
    }
    addRow(row.key, cell);
}

void KeyValueList::addRow(const QString &key, QWidget *value)
{
    QLabel *name = makeLabel(key, TextStyle::Muted, this);
    m_grid->addWidget(name, m_rows, 0, Qt::AlignTop | Qt::AlignLeft);
    // A value of fixed width would hold the whole column at its width.
    const bool fixed = value->sizePolicy().horizontalPolicy() == QSizePolicy::Fixed;
    m_grid->addWidget(value, m_rows, 1, fixed ? Qt::AlignTop | Qt::AlignLeft : Qt::AlignTop);
    ++m_rows;
}

void KeyValueList::setRows(const QList<KeyValue> &rows)
{
    clear();
    for (const KeyValue &row : rows)
        addRow(row);
}

void KeyValueList::clear()
{
    while (QLayoutItem *item = m_grid->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    m_rows = 0;
}

} // namespace keywright
