#pragma once

#include "core/provider/feature_reader.h"
#include "core/workbench/repeated_lookup.h"
#include "ui/lookup/refusal_notice.h"
#include "ui/shell/task_list.h"

#include <QTimer>

class QSettings;

namespace keywright {

class LookupForm;
class RepeatCard;

/// Repeats what the form holds and shows in a card what came of it.
class RepeatController : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive the controller.
    RepeatController(
        LookupForm &form, QSettings &settings, TaskList &tasks, std::shared_ptr<const Clock> clock,
        QObject *parent);
    ~RepeatController() override;

    /// The card, which whoever lays out the page takes.
    RepeatCard *card() const { return m_card; }
    /// Asks how often; while it runs, shows how far it is.
    void ask();

Q_SIGNALS:
    /// Nothing could be measured, or not to the end.
    void refused(const keywright::Error &error, const keywright::SentLookup &lookup);

private:
    void start();
    void measure(std::shared_ptr<FeatureReader> reader);
    void cancel();
    void showProgress();
    void finish(const RepeatReport &report);
    void stop();

    LookupForm &m_form;
    TaskList &m_tasks;
    std::shared_ptr<const Clock> m_clock;
    RepeatCard *m_card;
    TaskHandle m_task;
    QTimer m_refresh;
    RepeatPlan m_plan;
    RepeatProgress m_progress;
    SentLookup m_lookup;                       ///< what is repeated, for telling of a refusal
    std::unique_ptr<RepeatedLookup> m_lookups; ///< null until there is a reader
    int m_start = 0;                           ///< readers of an earlier start come too late
    bool m_running = false;
};

} // namespace keywright
