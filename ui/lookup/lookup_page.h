#pragma once

#include "core/inventory/inventory.h"
#include "ui/lookup/lookup_result_view.h"
#include "ui/lookup/lookup_runner.h"
#include "ui/shell/page.h"
#include "ui/shell/task_list.h"

class QSettings;
class QStackedWidget;

namespace keywright {

class Banner;
class EmptyState;
class LookupForm;
class SavePathChooser;

/// Single lookups with any credential at hand, answered with features, timing and raw text.
class LookupPage : public Page
{
    Q_OBJECT
public:
    /// The references must outlive the page.
    LookupPage(
        Inventory &inventory, QSettings &settings, TaskList &tasks,
        std::shared_ptr<const Clock> clock, SavePathChooser &saveChooser,
        QWidget *parent = nullptr);

    /// Looks up on this connection; empty takes the first that can.
    void setConnection(const QString &connectionId);
    /// Prepares a lookup as this account. False when the keychain does not hold its secret.
    bool prepare(const QString &connectionId, const QString &accountId);

    QString title() const override;
    void focusSearch() override;
    QList<QWidget *> focusStops() override;
    void shown() override;

private:
    QWidget *buildAnswer(SavePathChooser &saveChooser);
    void wireRunner();
    void chooseSession();
    void run();
    void showPending(const PendingRefusal &refusal);
    void showRefusal(const Error &error);
    void explainRefusal(const Error &error);
    void showResult(const LookupResult &result);

    Inventory &m_inventory;
    TaskList &m_tasks;
    std::shared_ptr<const Clock> m_clock;
    LookupRunner *m_runner;
    LookupForm *m_form;
    Banner *m_banner;
    QStackedWidget *m_stack;
    EmptyState *m_empty;
    QWidget *m_loading;
    LookupResultView *m_result;
    TaskHandle m_task;
    QString m_connectionId;
    // Of the lookup under way:
    QString m_serviceName;
    QString m_lookupConnectionId;
    QString m_lookupAccountId; ///< empty: the connection's own credential
};

} // namespace keywright
