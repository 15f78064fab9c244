#pragma once

#include "ui/shell/task_list.h"

#include <QObject>

#include <map>

namespace keywright {

class Inventory;

/// Keeps a task with Cancel in the status bar for each list that is being read.
class RefreshTasks : public QObject
{
    Q_OBJECT
public:
    RefreshTasks(Inventory &inventory, TaskList &tasks, QObject *parent = nullptr);

private:
    void follow(const QString &connectionId);

    Inventory &m_inventory;
    TaskList &m_tasks;
    std::map<QString, TaskHandle> m_running;
};

} // namespace keywright
