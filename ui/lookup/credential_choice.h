#pragma once

#include "core/inventory/inventory.h"
#include "ui/lookup/lookup_runner.h"
#include "ui/widgets/form_field.h"

class QComboBox;

namespace keywright {

/// As whom is looked up: with the connection's own credential, or as an account whose secret the
/// keychain holds.
class CredentialChoice : public FormField
{
    Q_OBJECT
public:
    /// The references must outlive the widget.
    CredentialChoice(
        const QString &label, Inventory &inventory, const LookupRunner &runner,
        std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// Null: there is nobody to look up as.
    void setSession(std::shared_ptr<Session> session);
    /// Reads which secrets the keychain holds and how long their tokens last.
    void refresh();
    /// Chooses the account's secret, if the keychain holds it.
    bool choose(const QString &accountId);
    LookupCredential credential() const;
    QString chosenName() const;

Q_SIGNALS:
    void changed();

private:
    void add(const QString &accountId, const QString &name);
    void addStored();

    Inventory &m_inventory;
    const LookupRunner &m_runner;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Session> m_session;
    QComboBox *m_box;
};

} // namespace keywright
