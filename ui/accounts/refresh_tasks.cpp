#include "ui/accounts/refresh_tasks.h"

#include "core/inventory/inventory.h"

namespace keywright {

RefreshTasks::RefreshTasks(Inventory &inventory, TaskList &tasks, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_tasks(tasks)
{
    connect(&inventory, &Inventory::stateChanged, this, &RefreshTasks::follow);
    connect(&inventory, &Inventory::refreshed, this, &RefreshTasks::follow);
    connect(&inventory, &Inventory::sessionRemoved, this, [this](const QString &connectionId) {
        m_running.erase(connectionId);
    });
    const QStringList ids = inventory.connectionIds();
    for (const QString &id : ids)
        follow(id);
}

void RefreshTasks::follow(const QString &connectionId)
{
    const auto session = m_inventory.session(connectionId);
    const bool loading = m_inventory.snapshot(connectionId).state == SnapshotState::Loading;
    if (!session || !loading) {
        m_running.erase(connectionId);
        return;
    }
    if (m_running.contains(connectionId))
        return;
    m_running[connectionId] = m_tasks.begin(
        tr("Reading the accounts of %1").arg(session->connection().name),
        [this, connectionId] { m_inventory.cancelRefresh(connectionId); });
}

} // namespace keywright
