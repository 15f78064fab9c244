#pragma once

#include "core/base/error.h"
#include "core/identity/role.h"

#include <QFrame>

#include <optional>

class QLabel;
class QPushButton;
class QVBoxLayout;

namespace keywright {

class RoleRow;

/// The roles of an account that is being made: rows, and a button "Add role".
class RoleList : public QFrame
{
    Q_OBJECT
public:
    explicit RoleList(QWidget *parent = nullptr);

    /// What can be chosen. Rows that are there already stay when the choice is the same.
    void setCatalog(const QList<Role> &roles, const QList<Scope> &scopes);
    void setLoading();
    /// Says why no role can be chosen, with a button that asks for another try.
    void setError(const Error &error);

    QList<RoleGrant> grants() const;
    /// The role that is chosen twice, if any.
    std::optional<RoleGrant> duplicate() const;

Q_SIGNALS:
    void changed();
    void retryRequested();

private:
    void addRow();
    void removeRow(RoleRow *row);

    QList<Role> m_roles;
    QList<Scope> m_scopes;
    QList<RoleRow *> m_rows;
    QVBoxLayout *m_column;
    QLabel *m_state;
    QPushButton *m_add;
    QPushButton *m_retry;
};

} // namespace keywright
