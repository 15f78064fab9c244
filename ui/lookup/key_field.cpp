#include "ui/lookup/key_field.h"

#include "ui/theme/fonts.h"
#include "ui/widgets/form_field.h"

#include <QCheckBox>
#include <QLineEdit>
#include <QVBoxLayout>

namespace keywright {

namespace {

QString example(DataKind kind)
{
    switch (kind) {
    case DataKind::Boolean:
        return KeyField::tr("true or false");
    case DataKind::Timestamp:
        return QStringLiteral("2026-01-31T12:00:00Z");
    case DataKind::Array:
    case DataKind::Map:
    case DataKind::Struct:
        return KeyField::tr("JSON");
    default:
        return {};
    }
}

} // namespace

KeyField::KeyField(const SchemaField &key, KeyRule rule, QWidget *parent)
    : QWidget(parent)
    , m_key(key)
    , m_rule(rule)
    , m_edit(new QLineEdit)
    , m_field(new FormField(key.name, m_edit))
{
    const QString type = dataTypeText(key.type);
    m_field->setTypeText(rule == KeyRule::Required ? tr("%1, required").arg(type) : type);
    m_edit->setPlaceholderText(example(key.type.kind));
    // What leads on to the editor would do so from its old place in the tab order as well, when the
    // form puts the editor into another one.
    m_field->setFocusProxy(nullptr);

    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->addWidget(m_field);
    if (rule == KeyRule::Required) {
        m_null = new QCheckBox(tr("null"));
        m_null->setFont(fonts::secondary());
        m_null->setAccessibleName(tr("%1 is null").arg(key.name));
        m_null->setToolTip(tr("Send null instead of a value"));
        m_field->setCornerWidget(m_null);
        connect(m_null, &QCheckBox::toggled, this, &KeyField::showNull);
        connect(m_null, &QCheckBox::toggled, this, &KeyField::edited);
    }
    connect(m_edit, &QLineEdit::textEdited, m_field, &FormField::clearError);
    connect(m_edit, &QLineEdit::textChanged, this, &KeyField::edited);
    connect(m_edit, &QLineEdit::editingFinished, this, [this] {
        if (!m_edit->text().isEmpty())
            check();
    });
}

QString KeyField::text() const
{
    return m_edit->text();
}

bool KeyField::isNull() const
{
    return m_null && m_null->isChecked();
}

void KeyField::setInput(const QString &text, bool null)
{
    m_edit->setText(text);
    if (m_null)
        m_null->setChecked(null);
}

void KeyField::showNull(bool null)
{
    m_edit->setEnabled(!null);
    m_edit->setPlaceholderText(null ? QStringLiteral("null") : example(m_key.type.kind));
    m_field->clearError();
}

std::optional<QString> KeyField::problem() const
{
    if (isNull())
        return std::nullopt;
    if (m_edit->text().isEmpty())
        return m_rule == KeyRule::Required ? std::optional(tr("Enter a value or choose null"))
                                           : std::nullopt;
    const Result<QJsonValue> json = jsonFromText(m_edit->text(), m_key.type, m_key.name);
    return json ? std::nullopt : std::optional(json.error().message);
}

bool KeyField::check()
{
    const std::optional<QString> wrong = problem();
    if (wrong)
        m_field->setError(*wrong);
    else
        m_field->clearError();
    return !wrong;
}

std::optional<QJsonValue> KeyField::value() const
{
    if (isNull())
        return QJsonValue(QJsonValue::Null);
    if (m_edit->text().isEmpty())
        return std::nullopt;
    const Result<QJsonValue> json = jsonFromText(m_edit->text(), m_key.type, m_key.name);
    return json ? std::optional(*json) : std::nullopt;
}

void KeyField::focusInput()
{
    m_edit->setFocus();
    m_edit->selectAll();
}

} // namespace keywright
