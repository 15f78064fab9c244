#pragma once

#include "core/connection/session.h"
#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"
#include "ui/lookup/refusal_notice.h"
#include "ui/shell/task_list.h"

#include <QObject>

namespace keywright {

class CompareForm;
class CompareView;
class Inventory;
class LookupForm;
class LookupRunner;
class OpenPathChooser;

/// One of the lookups that are compared: to be made, or made before.
struct CompareSide
{
    CompareSide() {}

    QString title;
    QString accountId;
    LookupRequest request;
    std::optional<LookupResult> known;
};

/// Runs what the form holds beside another lookup, or beside a result from before, and shows how
/// they differ.
class CompareController : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive the controller.
    CompareController(
        LookupForm &form, Inventory &inventory, const LookupRunner &runner, TaskList &tasks,
        std::shared_ptr<const Clock> clock, OpenPathChooser &files, QObject *parent);
    ~CompareController() override;

    /// The view, which whoever lays out the page takes.
    CompareView *view() const { return m_view; }
    /// Puts the focus where it is chosen what to compare with.
    void ask();
    /// What is on the screen, to compare with.
    void setShown(const LookupResult &result);

Q_SIGNALS:
    /// No comparison came about.
    void refused(const keywright::Error &error, const keywright::SentLookup &lookup);

private:
    void start();
    bool choose(CompareSide &other);
    void readLeft(const CompareSide &left, const CompareSide &right);
    void readRight(const LookupResult &left, const CompareSide &right);
    void show(const LookupResult &left, const LookupResult &right);
    void fail(const Error &error, const CompareSide &side);
    void stop();

    LookupForm &m_form;
    TaskList &m_tasks;
    std::shared_ptr<const Clock> m_clock;
    CompareForm *m_choice;
    CompareView *m_view;
    std::shared_ptr<Session> m_session;
    CancelSource m_cancel;
    TaskHandle m_task;
    QString m_leftTitle;
    QString m_rightTitle;
    std::optional<LookupResult> m_shown;
    bool m_running = false;
};

} // namespace keywright
