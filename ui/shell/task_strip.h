#pragma once

#include <QWidget>

class QLabel;
class QProgressBar;
class QPushButton;
class QToolButton;

namespace keywright {

class TaskList;

/// The work under way, in one line: the oldest task with its progress and Cancel, the others in a
/// menu.
class TaskStrip : public QWidget
{
    Q_OBJECT
public:
    explicit TaskStrip(TaskList &tasks, QWidget *parent = nullptr);

private:
    void refresh();
    void openMenu();

    TaskList &m_tasks;
    QLabel *m_text;
    QProgressBar *m_progress;
    QPushButton *m_cancel;
    QPushButton *m_more;
    int m_shownId = 0;
};

} // namespace keywright
