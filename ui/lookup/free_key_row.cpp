#include "ui/lookup/free_key_row.h"

#include "core/workbench/history_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLabel>
#include <QLineEdit>
#include <QToolButton>

namespace keywright {

namespace {

constexpr int nullChoice = -1;

DataType scalar(DataKind kind)
{
    DataType type;
    type.kind = kind;
    return type;
}

int typeChoiceFor(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Null:
        return nullChoice;
    case QJsonValue::Bool:
        return int(DataKind::Boolean);
    case QJsonValue::Double:
        return int(DataKind::Float64);
    default:
        return int(DataKind::String);
    }
}

} // namespace

FreeKeyRow::FreeKeyRow(const QString &what, QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_type(new QComboBox)
    , m_value(new QLineEdit)
    , m_message(makeLabel({}, TextStyle::Note))
{
    m_name->setAccessibleName(tr("%1 name").arg(what));
    m_name->setPlaceholderText(tr("name"));
    m_value->setAccessibleName(tr("%1 value").arg(what));
    m_value->setPlaceholderText(tr("value"));
    m_message->setWordWrap(true);
    m_message->hide();
    m_type->setAccessibleName(tr("%1 type").arg(what));
    for (DataKind kind : {DataKind::String, DataKind::Int64, DataKind::Float64, DataKind::Boolean})
        m_type->addItem(dataTypeText(scalar(kind)), int(kind));
    m_type->addItem(QStringLiteral("null"), nullChoice);

    auto *removeButton = makeIconButton(QStringLiteral("close"), tr("Remove %1").arg(what));
    auto *layout = new QGridLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceXs);
    layout->addWidget(m_name, 0, 0);
    layout->addWidget(m_type, 0, 1);
    layout->addWidget(removeButton, 0, 2);
    layout->addWidget(m_value, 1, 0, 1, 3);
    layout->addWidget(m_message, 2, 0, 1, 3);
    layout->setColumnStretch(0, 1);

    connect(removeButton, &QToolButton::clicked, this, &FreeKeyRow::removeRequested);
    connect(m_value, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    connect(m_type, &QComboBox::currentIndexChanged, this, [this] {
        m_value->setEnabled(m_type->currentData().toInt() != nullChoice);
        showProblem({});
    });
    connect(m_type, &QComboBox::currentIndexChanged, this, &FreeKeyRow::edited);
    for (const QLineEdit *edit : {m_name, m_value})
        connect(edit, &QLineEdit::textChanged, this, &FreeKeyRow::edited);
}

bool FreeKeyRow::isEmpty() const
{
    return name().isEmpty() && m_value->text().isEmpty();
}

QString FreeKeyRow::name() const
{
    return m_name->text().trimmed();
}

void FreeKeyRow::setInput(const QString &name, const QJsonValue &value)
{
    m_name->setText(name);
    m_type->setCurrentIndex(m_type->findData(typeChoiceFor(value)));
    m_value->setText(typedText(value));
}

void FreeKeyRow::showProblem(const QString &text)
{
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    setTone(m_message, Tone::Bad);
    m_value->setAccessibleDescription(text);
    m_value->setProperty("invalid", !text.isEmpty());
    repolish(m_value);
}

QString FreeKeyRow::problem() const
{
    if (isEmpty())
        return {};
    if (name().isEmpty())
        return tr("Enter the key's name");
    const int kind = m_type->currentData().toInt();
    if (kind == nullChoice)
        return {};
    const auto json = jsonFromText(m_value->text(), scalar(DataKind(kind)), name());
    return json ? QString() : json.error().message;
}

bool FreeKeyRow::check()
{
    const QString wrong = problem();
    showProblem(wrong);
    return wrong.isEmpty();
}

QJsonValue FreeKeyRow::value() const
{
    const int kind = m_type->currentData().toInt();
    if (kind == nullChoice)
        return QJsonValue::Null;
    return jsonFromText(m_value->text(), scalar(DataKind(kind)), name()).value_or(QJsonValue());
}

void FreeKeyRow::focusInput()
{
    (m_name->text().isEmpty() ? m_name : m_value)->setFocus();
}

} // namespace keywright
