#include "ui/new_account/account_texts.h"

#include "ui/dialogs/error_text.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QLineEdit>

namespace keywright {
namespace {

constexpr int RowSpace = 14;

/// "Up to 64 characters: letters, digits, …"; nothing where any text will do.
QString ruleInWords(int maxLength, const TextRules &rules)
{
    if (rules.patternInWords.isEmpty())
        return {};
    return AccountTexts::tr("Up to %1 characters: %2").arg(maxLength).arg(rules.patternInWords);
}

} // namespace

AccountTexts::AccountTexts(QWidget *parent)
    : QWidget(parent)
    , m_name(new QLineEdit)
    , m_description(new QLineEdit)
    , m_nameField(new FormField(tr("Name"), m_name, this))
    , m_descriptionField(new FormField(tr("Description"), m_description, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(RowSpace);
    for (FormField *field : {m_nameField, m_descriptionField}) {
        column->addWidget(field);
        connect(
            static_cast<QLineEdit *>(field->editor()), &QLineEdit::textChanged, this, [=, this] {
                field->clearError();
                Q_EMIT changed();
            });
    }
    setFocusProxy(m_name);
}

void AccountTexts::setRules(const TextRules &rules)
{
    m_rules = rules;
    m_nameRule = ruleInWords(rules.nameMaxLength, rules);
    m_nameField->setHint(m_nameRule);
    m_descriptionField->setTypeText(rules.descriptionRequired ? tr("required") : QString());
    m_descriptionField->setHint(ruleInWords(rules.descriptionMaxLength, rules));
    for (FormField *field : {m_nameField, m_descriptionField})
        field->clearError();
}

void AccountTexts::setNameWarning(const QString &sentence)
{
    if (sentence.isEmpty())
        m_nameField->setHint(m_nameRule);
    else
        m_nameField->setHint(sentence, Tone::Warn);
}

QString AccountTexts::name() const
{
    return m_name->text().trimmed();
}

QString AccountTexts::description() const
{
    return m_description->text().trimmed();
}

bool AccountTexts::validate()
{
    const auto nameWrong = nameProblem(name(), m_rules);
    const auto descriptionWrong = descriptionProblem(description(), m_rules);
    m_nameField->setError(nameWrong ? errorSentence(*nameWrong) : QString());
    m_descriptionField->setError(descriptionWrong ? errorSentence(*descriptionWrong) : QString());
    if (nameWrong)
        m_name->setFocus(Qt::OtherFocusReason);
    else if (descriptionWrong)
        m_description->setFocus(Qt::OtherFocusReason);
    return !nameWrong && !descriptionWrong;
}

bool AccountTexts::showError(const QString &field, const QString &sentence)
{
    FormField *wrong = field == QLatin1StringView("name")          ? m_nameField
                       : field == QLatin1StringView("description") ? m_descriptionField
                                                                   : nullptr;
    if (!wrong)
        return false;
    wrong->setError(sentence);
    wrong->editor()->setFocus(Qt::OtherFocusReason);
    return true;
}

} // namespace keywright
