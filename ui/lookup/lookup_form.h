#pragma once

#include "core/lookup/lookup_request.h"
#include "ui/lookup/credential_choice.h"

#include <QWidget>

class QLabel;
class QPushButton;

namespace keywright {

/// What the rows of a batch are looked up in, and as whom.
struct BatchTarget
{
    std::shared_ptr<Session> session;
    LookupCredential credential;
    std::optional<LookupSchema> schema; ///< unset: the keys of the service are not known
    LookupRequest fixed;                ///< the place, the options, and the values that are given
};

class KeyForm;
class LookupMemory;
class LookupPlace;
class OptionsSection;
class SchemaLoader;

/// What is looked up, where, and as whom. It fills itself from the session it is given.
class LookupForm : public QWidget
{
    Q_OBJECT
public:
    /// `inventory`, `memory` and `runner` must outlive the form.
    LookupForm(
        Inventory &inventory, LookupMemory &memory, const LookupRunner &runner,
        std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// Null: there is no connection to look up on.
    void setSession(std::shared_ptr<Session> session);
    const std::shared_ptr<Session> &session() const { return m_session; }
    /// Chooses the account's secret, if the keychain holds it.
    bool chooseCredential(const QString &accountId) { return m_credential->choose(accountId); }
    /// Reads which secrets the keychain holds and how long their tokens last.
    void refreshCredentials() { m_credential->refresh(); }

    LookupCredential credential() const { return m_credential->credential(); }
    /// The checked request, or nothing after wrong input was refused beside its field.
    std::optional<LookupRequest> request();
    /// What request() would give; says nothing.
    std::optional<LookupRequest> validRequest() const;
    QStringList workspaces() const;
    BatchTarget batchTarget() const;
    /// Shows this request. Values that are not known are to be typed.
    void setRequest(const LookupRequest &request, bool valuesKnown);
    void setRunning(bool running);
    QList<QWidget *> focusStops() const;

Q_SIGNALS:
    void runRequested();
    void cancelRequested();
    void repeatRequested();
    void batchRequested();
    /// batchTarget() or validRequest() may be another.
    void targetChanged();

private:
    QWidget *buildFields();
    QWidget *buildButtons();
    void wireLoader();
    void orderTabs();
    void wantSchema();
    LookupRequest placeAndOptions() const;

    std::shared_ptr<Session> m_session;
    SchemaLoader *m_loader;
    LookupPlace *m_place;
    CredentialChoice *m_credential;
    QLabel *m_note;
    KeyForm *m_keys;
    OptionsSection *m_options;
    QPushButton *m_run;
    QPushButton *m_repeat;
    QPushButton *m_cancel;
};

} // namespace keywright
