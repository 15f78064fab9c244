#pragma once

#include "ui/lookup/batch_runner.h"
#include "ui/shell/task_list.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QStackedWidget;

namespace keywright {

class BatchInputCard;
class BatchOutputCard;
class BatchProgressView;
class LookupForm;
class OpenPathChooser;
class SavePathChooser;

/// Looks up every row of a CSV file with the service, options and credential of the form. A batch
/// goes on while something else is shown.
class BatchView : public QWidget
{
    Q_OBJECT
public:
    /// The references must outlive the view.
    BatchView(
        const LookupForm &form, TaskList &tasks, std::shared_ptr<const Clock> clock,
        OpenPathChooser &openChooser, SavePathChooser &saveChooser, QWidget *parent = nullptr);

    /// Puts the focus where the next thing is to be done.
    void focusFirst();

Q_SIGNALS:
    void closeRequested();
    void folderRequested(const QString &path);

protected:
    void dragEnterEvent(QDragEnterEvent *event) override;
    void dragLeaveEvent(QDragLeaveEvent *event) override;
    void dropEvent(QDropEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildSetup();
    void wireSetup();
    void wireRunner();
    void showTarget();
    void showPlace();
    void refresh();
    void run();
    void askAboutBegun();
    void askAboutForeign();
    void start(ExistingOutput existing);
    void startPlan();
    void goOn();
    void showState(const BatchState &state);
    void markDrop(bool dropping);
    OutputPlace place() const;

    const LookupForm &m_form;
    TaskList &m_tasks;
    BatchRunner *m_runner;
    BatchInputCard *m_input;
    BatchOutputCard *m_output;
    QLabel *m_target;
    QPushButton *m_run;
    QWidget *m_setup = nullptr;
    BatchProgressView *m_progress;
    QStackedWidget *m_stack;
    BatchPlan m_plan; ///< of the batch that runs or ran last
    TaskHandle m_task;
    bool m_dropping = false;
};

} // namespace keywright
