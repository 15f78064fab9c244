#pragma once

#include "core/identity/account_rules.h"

#include <QWidget>

class QLineEdit;

namespace keywright {

class FormField;

/// Name and description of an account, with the provider's rules in words and what breaks them
/// beside the field.
class AccountTexts : public QWidget
{
    Q_OBJECT
public:
    explicit AccountTexts(QWidget *parent = nullptr);

    void setRules(const TextRules &rules);
    /// What is worth knowing of the name, though it may be used; empty: nothing.
    void setNameWarning(const QString &sentence);

    QString name() const;        ///< without spaces around it
    QString description() const; ///< likewise
    /// Says beside the fields what is wrong, and puts the focus there; whether nothing is.
    bool validate();
    /// Whether there is a field of this name to show the sentence beside.
    bool showError(const QString &field, const QString &sentence);

Q_SIGNALS:
    void changed();

private:
    TextRules m_rules;
    QString m_nameRule;
    QLineEdit *m_name;
    QLineEdit *m_description;
    FormField *m_nameField;
    FormField *m_descriptionField;
};

} // namespace keywright
