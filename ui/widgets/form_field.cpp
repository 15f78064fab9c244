#include "ui/widgets/form_field.h"

#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>

namespace keywright {

FormField::FormField(const QString &label, QWidget *editor, QWidget *parent)
    : QWidget(parent)
    , m_names(new QHBoxLayout)
    , m_label(makeLabel(label, TextStyle::Label, this))
    , m_type(makeLabel({}, TextStyle::Note, this))
    , m_message(makeLabel({}, TextStyle::Note, this))
    , m_editor(editor)
{
    m_type->hide();
    m_message->hide();
    m_message->setWordWrap(true);
    m_editor->setParent(this);
    m_editor->setAccessibleName(label);
    m_label->setBuddy(
        m_editor); // On Linux, Qt tells the name of a combo box by this relation only.
    setFocusProxy(m_editor);

    m_names->setSpacing(metrics::SpaceXs);
    m_names->addWidget(m_label);
    m_names->addWidget(m_type);
    m_names->addStretch(1);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceXs);
    column->addLayout(m_names);
    column->addWidget(m_editor);
    column->addWidget(m_message);
}

void FormField::setTypeText(const QString &text)
{
    m_type->setText(text);
    m_type->setVisible(!text.isEmpty());
}

void FormField::setCornerWidget(QWidget *widget)
{
    m_names->addWidget(widget);
}

void FormField::setHint(const QString &text, Tone tone)
{
    if (text == m_hint && tone == m_hintTone)
        return;
    m_hint = text;
    m_hintTone = tone;
    showMessage();
    if (tone != Tone::Neutral && !hasError())
        accessibility::announce(m_message);
}

void FormField::setError(const QString &text)
{
    if (text == m_error)
        return;
    m_error = text;
    showMessage();
    if (!text.isEmpty())
        accessibility::announce(m_message);
}

void FormField::clearError()
{
    setError({});
}

bool FormField::hasError() const
{
    return !m_error.isEmpty();
}

QString FormField::error() const
{
    return m_error;
}

void FormField::showMessage()
{
    const QString text = hasError() ? m_error : m_hint;
    m_message->setText(text);
    m_message->setVisible(!text.isEmpty());
    if (hasError())
        setTone(m_message, Tone::Bad);
    else if (m_hintTone != Tone::Neutral)
        setTone(m_message, m_hintTone);
    else
        setTextStyle(m_message, TextStyle::Note);
    m_editor->setAccessibleDescription(text);
    m_editor->setProperty("invalid", hasError());
    repolish(m_editor);
}

} // namespace keywright
