#include "ui/lookup/key_form.h"

#include "core/workbench/history_text.h"
#include "ui/lookup/free_key_row.h"
#include "ui/lookup/key_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keywright {

namespace {

QJsonObject valuesOf(const QList<KeyField *> &fields, const QList<FreeKeyRow *> &rows)
{
    QJsonObject values;
    for (const KeyField *field : fields) {
        if (const std::optional<QJsonValue> value = field->value())
            values.insert(field->name(), *value);
    }
    for (const FreeKeyRow *row : rows) {
        if (!row->isEmpty())
            values.insert(row->name(), row->value());
    }
    return values;
}

} // namespace

KeyForm::KeyForm(QWidget *parent)
    : QWidget(parent)
    , m_layout(new QVBoxLayout(this))
{
    m_layout->setContentsMargins(0, 0, 0, 0);
    m_layout->setSpacing(metrics::SpaceMd);
}

void KeyForm::remember()
{
    for (const QList<KeyField *> &fields : {m_joinKeys, m_context}) {
        for (const KeyField *field : fields)
            m_typed.insert(field->name(), Input{field->text(), field->isNull()});
    }
}

void KeyForm::empty()
{
    remember();
    if (!m_joinKeyRows.isEmpty())
        m_given = {};
    m_joinKeys.clear();
    m_context.clear();
    m_joinKeyRows.clear();
    m_contextRows.clear();
    m_schema.reset();
    while (QLayoutItem *item = m_layout->takeAt(0)) {
        if (QWidget *section = item->widget()) {
            section->hide();
            section->deleteLater();
        }
        delete item;
    }
}

void KeyForm::clear()
{
    empty();
}

void KeyForm::setSchema(const LookupSchema &schema)
{
    m_given = {};
    if (m_schema == schema)
        return;
    empty();
    m_schema = schema;
    addFields(tr("Join keys"), schema.joinKeys, true);
    addFields(tr("Request context"), schema.requestContext, false);
    Q_EMIT inputsChanged();
}

void KeyForm::setFree()
{
    if (!m_joinKeyRows.isEmpty())
        return;
    empty();
    addRows(tr("Join keys"), tr("Join key"), m_given.joinKeys, m_joinKeyRows);
    addRows(tr("Request context"), tr("Context value"), m_given.context, m_contextRows);
    Q_EMIT inputsChanged();
}

void KeyForm::setValues(const LookupRequest &request, bool valuesKnown)
{
    m_typed.clear();
    for (const QJsonObject &values : {request.joinKeys, request.requestContext}) {
        for (auto it = values.begin(); it != values.end(); ++it)
            m_typed.insert(
                it.key(),
                valuesKnown ? Input{typedText(it.value()), it.value().isNull()} : Input());
    }
    for (const QList<KeyField *> &fields : {m_joinKeys, m_context}) {
        for (KeyField *field : fields) {
            const Input typed = m_typed.value(field->name());
            field->setInput(typed.text, typed.null);
        }
    }
    const bool showsRows = !m_joinKeyRows.isEmpty();
    if (showsRows)
        empty();
    m_given = {request.joinKeys, request.requestContext, valuesKnown};
    if (showsRows)
        setFree();
}

QVBoxLayout *KeyForm::addSection(const QString &title)
{
    auto *section = new QWidget;
    auto *layout = new QVBoxLayout(section);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(makeLabel(title, TextStyle::Section));
    m_layout->addWidget(section);
    return layout;
}

void KeyForm::addFields(const QString &title, const QList<SchemaField> &keys, bool joinKeys)
{
    if (keys.isEmpty())
        return;
    QVBoxLayout *section = addSection(title);
    for (const SchemaField &key : keys) {
        auto *field = new KeyField(key, joinKeys ? KeyRule::Required : KeyRule::Optional);
        const Input typed = m_typed.value(key.name);
        field->setInput(typed.text, typed.null);
        connect(field, &KeyField::edited, this, &KeyForm::edited);
        section->addWidget(field);
        (joinKeys ? m_joinKeys : m_context).append(field);
    }
}

void KeyForm::addRows(
    const QString &title, const QString &what, const QJsonObject &values, QList<FreeKeyRow *> &rows)
{
    QVBoxLayout *section = addSection(title);
    auto *more = makeButton(tr("Add %1").arg(what.toLower()));
    section->addWidget(more, 0, Qt::AlignLeft);
    for (auto it = values.begin(); it != values.end(); ++it)
        addRow(section, what, rows)
            ->setInput(it.key(), m_given.valuesKnown ? it.value() : QJsonValue(QString()));
    if (rows.isEmpty())
        addRow(section, what, rows);
    connect(more, &QPushButton::clicked, this, [this, section, what, &rows] {
        addRow(section, what, rows);
        Q_EMIT inputsChanged();
        rows.last()->focusInput();
    });
}

FreeKeyRow *KeyForm::addRow(QVBoxLayout *section, const QString &what, QList<FreeKeyRow *> &rows)
{
    auto *row = new FreeKeyRow(QStringLiteral("%1 %2").arg(what).arg(++m_rowNumber));
    section->insertWidget(section->count() - 1, row);
    rows.append(row);
    connect(row, &FreeKeyRow::edited, this, &KeyForm::edited);
    connect(row, &FreeKeyRow::removeRequested, this, [this, row, &rows] {
        rows.removeOne(row);
        row->hide();
        row->deleteLater();
        Q_EMIT edited();
    });
    return row;
}

QList<QWidget *> KeyForm::tabStops() const
{
    QList<QWidget *> stops;
    const auto add = [&stops](QWidget *widget) {
        if ((widget->focusPolicy() & Qt::TabFocus) == Qt::TabFocus && !widget->focusProxy())
            stops.append(widget);
    };
    for (int i = 0; i < m_layout->count(); ++i) {
        const QLayout *section = m_layout->itemAt(i)->widget()->layout();
        for (int j = 0; j < section->count(); ++j) {
            QWidget *row = section->itemAt(j)->widget();
            add(row);
            for (QWidget *child : row->findChildren<QWidget *>())
                add(child);
        }
    }
    return stops;
}

bool KeyForm::checkAll()
{
    bool fine = true;
    const auto check = [&fine](const auto &inputs) {
        for (auto *input : inputs) {
            if (input->check())
                continue;
            if (fine)
                input->focusInput();
            fine = false;
        }
    };
    check(m_joinKeys);
    check(m_context);
    check(m_joinKeyRows);
    check(m_contextRows);
    return fine;
}

bool KeyForm::isValid() const
{
    const auto valid = [](const auto &inputs) {
        return std::ranges::all_of(inputs, [](const auto *input) { return input->isValid(); });
    };
    return valid(m_joinKeys) && valid(m_context) && valid(m_joinKeyRows) && valid(m_contextRows);
}

bool KeyForm::fill(LookupRequest &request)
{
    if (!checkAll())
        return false;
    fillGiven(request);
    return true;
}

void KeyForm::fillGiven(LookupRequest &request) const
{
    request.joinKeys = valuesOf(m_joinKeys, m_joinKeyRows);
    request.requestContext = valuesOf(m_context, m_contextRows);
}

} // namespace keywright
