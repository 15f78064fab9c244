#pragma once

#include "core/inventory/inventory.h"
#include "core/lookup/lookup_request.h"
#include "ui/lookup/lookup_runner.h"
#include "ui/lookup/service_history.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QPushButton;

namespace keywright {

class FormField;
class KeyForm;
class OptionsSection;
class SchemaLoader;

/// What is looked up, where, and as whom. It fills itself from the session it is given.
class LookupForm : public QWidget
{
    Q_OBJECT
public:
    /// `inventory`, `settings` and `runner` must outlive the form.
    LookupForm(
        Inventory &inventory, QSettings &settings, const LookupRunner &runner,
        std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// Null: there is no connection to look up on.
    void setSession(std::shared_ptr<Session> session);
    const std::shared_ptr<Session> &session() const { return m_session; }
    /// Chooses the account's secret, if the keychain holds it.
    bool chooseCredential(const QString &accountId);
    /// Reads which secrets the keychain holds and how long their tokens last.
    void refreshCredentials();

    LookupCredential credential() const;
    /// The checked request, or nothing after wrong input was refused beside its field.
    std::optional<LookupRequest> request();
    /// The service was looked up: it is offered from now on.
    void rememberService();
    void setRunning(bool running);
    QList<QWidget *> focusStops() const;

Q_SIGNALS:
    void runRequested();
    void cancelRequested();

private:
    QWidget *buildFields();
    QWidget *buildButtons();
    void wireFields();
    void wireLoader();
    void orderTabs();
    void loadWorkspaces();
    void offerWorkspaces(const QStringList &names);
    void offerServices();
    void wantSchema();
    QString workspace() const;
    QString service() const;

    Inventory &m_inventory;
    ServiceHistory m_history;
    const LookupRunner &m_runner;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<Session> m_session;
    SchemaLoader *m_loader;
    QComboBox *m_workspace;
    QComboBox *m_service;
    QComboBox *m_credential;
    FormField *m_workspaceField;
    FormField *m_serviceField;
    FormField *m_credentialField;
    QLabel *m_note;
    KeyForm *m_keys;
    OptionsSection *m_options;
    QPushButton *m_run;
    QPushButton *m_cancel;
    CancelSource m_cancelScopes;
};

} // namespace keywright
