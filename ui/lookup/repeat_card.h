#pragma once

#include "core/workbench/repeated_lookup.h"
#include "ui/widgets/card.h"

class QLabel;
class QProgressBar;
class QPushButton;
class QSettings;
class QToolButton;

namespace keywright {

class RepeatForm;
class RepeatReportView;

/// A repetition from the question how often, over its progress, to what it measured. Hidden until
/// it is asked for.
class RepeatCard : public Card
{
    Q_OBJECT
public:
    /// `settings` must outlive the card.
    explicit RepeatCard(QSettings &settings, QWidget *parent = nullptr);

    RepeatForm *form() const { return m_form; }
    void showForm();
    void showRunning(const RepeatPlan &plan);
    void showProgress(const RepeatPlan &plan, const RepeatProgress &progress);
    void showReport(const RepeatPlan &plan, const RepeatReport &report);

Q_SIGNALS:
    void startRequested();
    void cancelRequested();
    void closed();

private:
    void close();
    void showPart(QWidget *part);

    RepeatForm *m_form;
    QWidget *m_running;
    QProgressBar *m_progress;
    QLabel *m_progressText;
    RepeatReportView *m_report;
    QPushButton *m_cancel;
    QToolButton *m_close;
};

} // namespace keywright
