#pragma once

#include "core/inventory/inventory.h"
#include "ui/lookup/lookup_runner.h"
#include "ui/lookup/lookup_services.h"
#include "ui/lookup/refusal_notice.h"
#include "ui/shell/page.h"
#include "ui/shell/task_list.h"

class QPushButton;

namespace keywright {

class AnswerPanel;
class Banner;
class HistoryView;
class LookupForm;
class SavedMenu;
struct LookupOutcome;
struct RememberedLookup;

/// Lookups with any credential at hand: single and remembered, repeated, compared, in batches, and
/// as code for elsewhere.
class LookupPage : public Page
{
    Q_OBJECT
public:
    LookupPage(
        const LookupServices &services, std::shared_ptr<const Clock> clock,
        QWidget *parent = nullptr);

    /// Looks up on this connection; empty takes the first that can.
    void setConnection(const QString &connectionId);
    /// Prepares a lookup as this account. False when the keychain does not hold its secret.
    bool prepare(const QString &connectionId, const QString &accountId);

    QString title() const override;
    QList<QWidget *> headerActions() override;
    void focusSearch() override;
    QList<QWidget *> focusStops() override;
    void shown() override;

Q_SIGNALS:
    /// The person wants to see why this account may not do more.
    void rolesRequested(const QString &connectionId, const QString &accountId);

private:
    void wireRunner();
    void wireMemory();
    void chooseSession();
    void run();
    void start(const LookupRequest &request);
    void save();
    bool fillIn(const RememberedLookup &lookup);
    void tellWhatIsMissing(const RememberedLookup &lookup, bool credentialHeld);
    void runAgain(const RememberedLookup &lookup);
    void remember(const LookupOutcome &outcome);
    void tellOfDamage();
    void showPending(const PendingRefusal &refusal);
    void showRefusal(const Error &error);
    void showResult(const LookupResult &result);

    LookupServices m_services;
    std::shared_ptr<const Clock> m_clock;
    LookupRunner *m_runner;
    LookupForm *m_form;
    AnswerPanel *m_answer;
    Banner *m_banner;
    HistoryView *m_history;
    SavedMenu *m_savedLookups;
    QPushButton *m_saved;
    TaskHandle m_task;
    QString m_connectionId;
    SentLookup m_lookup; ///< the one under way
};

} // namespace keywright
