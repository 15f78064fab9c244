#pragma once

#include "core/identity/role.h"

#include <QWidget>

class QComboBox;
class QLabel;
class QToolButton;

namespace keywright {

/// One role at one scope, to be chosen: combo boxes "Role" and "Workspace", what the role allows,
/// and a button that removes the row.
class RoleRow : public QWidget
{
    Q_OBJECT
public:
    RoleRow(const QList<Role> &roles, const QList<Scope> &scopes, QWidget *parent = nullptr);

    RoleGrant grant() const;
    bool isComplete() const; ///< a role and a place for it are chosen
    QComboBox *roleBox() const { return m_role; }
    void setRemovable(bool removable);

    /// The scopes at which `role` can be granted, the narrowest first.
    static QList<Scope> scopesFor(const Role &role, const QList<Scope> &scopes);

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void offerScopes();
    void describe();
    const Role *role() const;

    QList<Role> m_roles;
    QList<Scope> m_scopes;
    QList<Scope> m_offered; ///< the entries of the scope box
    QComboBox *m_role;
    QComboBox *m_scope;
    QLabel *m_note;
    QToolButton *m_remove;
};

} // namespace keywright
