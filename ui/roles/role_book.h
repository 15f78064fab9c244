#pragma once

#include "core/base/cancel.h"
#include "core/identity/role.h"
#include "core/inventory/inventory.h"
#include "ui/roles/role_choices.h"

#include <QHash>
#include <QObject>

#include <optional>

namespace keywright {

/// The role catalogue and the scopes of each connection, asked for once and shared by the table,
/// the Roles tab and the dialogs.
class RoleBook : public QObject
{
    Q_OBJECT
public:
    explicit RoleBook(Inventory &inventory, QObject *parent = nullptr);
    ~RoleBook() override;

    /// Asks the server unless the answer is known or on its way; ends in changed(). After a failure
    /// the next call asks again.
    void load(const QString &connectionId);
    /// Asks the server again; what is known stays until it has answered.
    void reload(const QString &connectionId);

    bool isReady(const QString &connectionId) const;
    /// Why the last load() did not succeed.
    std::optional<Error> error(const QString &connectionId) const;
    QList<Role> roles(const QString &connectionId) const;
    QList<Scope> scopes(const QString &connectionId) const;
    /// By id; empty where there are no projects, or where their names could not be read.
    QHash<QString, QString> projectNames(const QString &connectionId) const;
    /// The roles that this connection can give, and where.
    RoleChoices choices(const QString &connectionId) const;
    /// The catalogue's entry; for an unknown id a role that is named after it.
    Role role(const QString &connectionId, const QString &roleId) const;

Q_SIGNALS:
    void changed(const QString &connectionId);

private:
    struct Entry
    {
        bool isLoading = false;
        bool isKnown = false; ///< roles and scopes are an answer of the server
        QList<Role> roles;
        QList<Scope> scopes;
        QHash<QString, QString> projectNames;
        std::optional<Error> error; ///< of the last try
        CancelSource cancel;
        int generation = 0; ///< tells an answer for a removed session from a current one
    };

    void forget(const QString &connectionId);
    void loadScopes(const QString &connectionId, int generation, const QList<Role> &roles);
    void loadProjectNames(const QString &connectionId, int generation);
    void finish(const QString &connectionId);
    void fail(const QString &connectionId, const Error &error);
    Entry *current(const QString &connectionId, int generation);

    Inventory &m_inventory;
    QHash<QString, Entry> m_entries;
    int m_lastGeneration = 0;
};

} // namespace keywright
