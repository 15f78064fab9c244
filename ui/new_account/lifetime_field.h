#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "core/provider/provider.h"

#include <QWidget>

#include <memory>

class QComboBox;
class QLineEdit;

namespace keywright {

class FormField;
struct OrganizationRules;

/// How long a new client secret is to live: presets within the limits, or any number of hours, and
/// the moment it will end.
class LifetimeField : public QWidget
{
    Q_OBJECT
public:
    explicit LifetimeField(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);
    ~LifetimeField() override;

    /// Shows the provider's limits at once, and narrows them when the organisation has told its
    /// own. Hidden where secrets do not end.
    void setProvider(std::shared_ptr<Provider> provider);
    void setRules(const ExpiryRules &rules);
    /// The organisation allows `hours` at most; a longer choice is cut. Where it was a person's,
    /// the field says so.
    void limitTo(int hours);

    /// 0 when there is nothing to choose, or when what was typed is not within the limits.
    int hours() const;
    bool isValid() const;
    /// Says beside the field what is wrong with it; whether nothing is.
    bool validate();
    /// What the server found wrong.
    void setError(const QString &sentence);

    /// The lifetimes to offer, in hours, ascending.
    static QList<int> choices(const ExpiryRules &rules);

Q_SIGNALS:
    void changed();

private:
    void takeOver(const Provider *of, const Result<OrganizationRules> &rules);
    void fill(int wanted);
    void showChoice();
    void showEnd();
    bool isCustom() const;
    int typedHours() const;
    QString typedProblem() const;

    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Provider> m_provider;
    CancelSource m_cancel; ///< of the question to the organisation
    ExpiryRules m_rules;
    QString m_note;          ///< what the organisation does to the choice
    bool m_isChosen = false; ///< by a person
    bool m_wasCut = false;   ///< what a person chose
    /// Custom hours are chosen, or were where lifetimes could be chosen last.
    bool m_isTyped = false;
    QComboBox *m_box;
    QLineEdit *m_typed;
    FormField *m_choice;
    FormField *m_custom;
};

} // namespace keywright
