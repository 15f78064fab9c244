#pragma once

#include "core/inventory/inventory.h"
#include "ui/lookup/lookup_result_view.h"
#include "ui/lookup/lookup_runner.h"
#include "ui/shell/page.h"
#include "ui/shell/task_list.h"

class QPushButton;
class QStackedWidget;

namespace keywright {

class Banner;
class BatchView;
class HistoryView;
class LookupForm;
class LookupMemory;
class OpenPathChooser;
class SavedMenu;
class SavePathChooser;
struct LookupOutcome;
struct RememberedLookup;

/// Single lookups with any credential at hand, answered with features, timing and raw text, and
/// remembered.
class LookupPage : public Page
{
    Q_OBJECT
public:
    /// The references must outlive the page.
    LookupPage(
        Inventory &inventory, LookupMemory &memory, TaskList &tasks,
        std::shared_ptr<const Clock> clock, OpenPathChooser &openChooser,
        SavePathChooser &saveChooser, QWidget *parent = nullptr);

    /// Looks up on this connection; empty takes the first that can.
    void setConnection(const QString &connectionId);
    /// Prepares a lookup as this account. False when the keychain does not hold its secret.
    bool prepare(const QString &connectionId, const QString &accountId);

    QString title() const override;
    QList<QWidget *> headerActions() override;
    void focusSearch() override;
    QList<QWidget *> focusStops() override;
    void shown() override;

private:
    QWidget *buildAnswer();
    void wireRunner();
    void wireMemory();
    void wireBatch();
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
    void explainRefusal(const Error &error);
    void explainMissingPlace(const Error &error);
    void showResult(const LookupResult &result);

    Inventory &m_inventory;
    LookupMemory &m_memory;
    TaskList &m_tasks;
    std::shared_ptr<const Clock> m_clock;
    LookupRunner *m_runner;
    LookupForm *m_form;
    Banner *m_banner;
    QStackedWidget *m_answers;
    LookupResultView *m_result;
    BatchView *m_batch; ///< in place of the result
    HistoryView *m_history;
    SavedMenu *m_savedLookups;
    QPushButton *m_saved;
    TaskHandle m_task;
    QString m_connectionId;
    // Of the lookup under way:
    LookupRequest m_request;
    QString m_lookupConnectionId;
    QString m_lookupAccountId; ///< empty: the connection's own credential
    CancelSource m_cancelExplanation;
};

} // namespace keywright
