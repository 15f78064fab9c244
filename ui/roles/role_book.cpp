#include "ui/roles/role_book.h"

#include "core/base/deliver.h"
#include "core/provider/projects.h"

#include <algorithm>

namespace keywright {

RoleBook::RoleBook(Inventory &inventory, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
{
    connect(&inventory, &Inventory::sessionRemoved, this, &RoleBook::forget);
}

RoleBook::~RoleBook()
{
    for (Entry &entry : m_entries)
        entry.cancel.cancel();
}

void RoleBook::load(const QString &connectionId)
{
    if (!isReady(connectionId))
        reload(connectionId);
}

void RoleBook::reload(const QString &connectionId)
{
    const auto session = m_inventory.session(connectionId);
    Entry &entry = m_entries[connectionId];
    if (!session || entry.isLoading)
        return;
    entry.isLoading = true;
    entry.error.reset();
    entry.cancel = CancelSource();
    const int generation = entry.generation = ++m_lastGeneration;
    deliver(
        session->provider()->roleCatalog(entry.cancel.token()), this,
        [this, connectionId, generation](const Result<QList<Role>> &result) {
            if (!current(connectionId, generation))
                return;
            if (!result)
                return fail(connectionId, result.error());
            loadScopes(connectionId, generation, *result);
        });
}

void RoleBook::loadScopes(const QString &connectionId, int generation, const QList<Role> &roles)
{
    const auto session = m_inventory.session(connectionId);
    Entry *entry = current(connectionId, generation);
    if (!session || !entry)
        return;
    deliver(
        session->provider()->scopes(entry->cancel.token()), this,
        [this, connectionId, generation, roles](const Result<QList<Scope>> &result) {
            Entry *known = current(connectionId, generation);
            if (!known)
                return;
            if (!result)
                return fail(connectionId, result.error());
            known->roles = roles;
            known->scopes = *result;
            loadProjectNames(connectionId, generation);
        });
}

void RoleBook::loadProjectNames(const QString &connectionId, int generation)
{
    const auto session = m_inventory.session(connectionId);
    Entry *entry = current(connectionId, generation);
    if (!session || !entry)
        return;
    Projects *projects = session->provider()->projects();
    if (!projects)
        return finish(connectionId);
    deliver(
        projects->list(entry->cancel.token()), this,
        [this, connectionId, generation](const Result<QList<Project>> &result) {
            Entry *known = current(connectionId, generation);
            if (!known)
                return;
            // Without their names, projects are told by their ids.
            for (const Project &project : result.value_or(QList<Project>()))
                known->projectNames.insert(project.id, project.name);
            finish(connectionId);
        });
}

void RoleBook::finish(const QString &connectionId)
{
    Entry &entry = m_entries[connectionId];
    entry.isLoading = false;
    entry.isKnown = true;
    Q_EMIT changed(connectionId);
}

void RoleBook::fail(const QString &connectionId, const Error &error)
{
    Entry &entry = m_entries[connectionId];
    entry.isLoading = false;
    entry.error = error;
    Q_EMIT changed(connectionId);
}

void RoleBook::forget(const QString &connectionId)
{
    const auto found = m_entries.find(connectionId);
    if (found == m_entries.end())
        return;
    found->cancel.cancel();
    m_entries.erase(found);
}

RoleBook::Entry *RoleBook::current(const QString &connectionId, int generation)
{
    const auto found = m_entries.find(connectionId);
    return found != m_entries.end() && found->generation == generation ? &*found : nullptr;
}

bool RoleBook::isReady(const QString &connectionId) const
{
    const auto found = m_entries.constFind(connectionId);
    return found != m_entries.constEnd() && found->isKnown;
}

std::optional<Error> RoleBook::error(const QString &connectionId) const
{
    const auto found = m_entries.constFind(connectionId);
    return found == m_entries.constEnd() ? std::nullopt : found->error;
}

QList<Role> RoleBook::roles(const QString &connectionId) const
{
    const auto found = m_entries.constFind(connectionId);
    return found == m_entries.constEnd() ? QList<Role>() : found->roles;
}

QList<Scope> RoleBook::scopes(const QString &connectionId) const
{
    const auto found = m_entries.constFind(connectionId);
    return found == m_entries.constEnd() ? QList<Scope>() : found->scopes;
}

QHash<QString, QString> RoleBook::projectNames(const QString &connectionId) const
{
    const auto found = m_entries.constFind(connectionId);
    return found == m_entries.constEnd() ? QHash<QString, QString>() : found->projectNames;
}

RoleChoices RoleBook::choices(const QString &connectionId) const
{
    const auto session = m_inventory.session(connectionId);
    if (!session)
        return {};
    return roleChoices(
        session->provider()->capabilities(), roles(connectionId), scopes(connectionId),
        projectNames(connectionId));
}

Role RoleBook::role(const QString &connectionId, const QString &roleId) const
{
    const auto found = m_entries.constFind(connectionId);
    if (found != m_entries.constEnd()) {
        const auto role = std::find_if(
            found->roles.cbegin(), found->roles.cend(),
            [&roleId](const Role &candidate) { return candidate.id == roleId; });
        if (role != found->roles.cend())
            return *role;
    }
    Role unknown;
    unknown.id = roleId;
    unknown.name = roleId;
    return unknown;
}

} // namespace keywright
