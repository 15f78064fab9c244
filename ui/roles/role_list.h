#pragma once

#include "core/base/error.h"
#include "ui/roles/role_choices.h"

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
    void setChoices(const RoleChoices &choices);
    /// Forgets the choices and the rows, which belong to what was chosen from before.
    void clear();
    void setLoading();
    /// Says why no role can be chosen, with a button that asks for another try.
    void setError(const Error &error);

    QList<RoleGrant> grants() const;
    /// What is wrong with the choice when at least `least` roles are needed, in a sentence; empty:
    /// nothing.
    QString problem(int least) const;
    /// Puts the focus where something is wrong.
    void focusProblem();

Q_SIGNALS:
    void changed();
    void retryRequested();

private:
    void addRow();
    void removeRow(RoleRow *row);
    RoleRow *incompleteRow() const;
    /// The role that is chosen twice, if any.
    std::optional<RoleGrant> duplicate() const;

    RoleChoices m_choices;
    QList<RoleRow *> m_rows;
    QVBoxLayout *m_column;
    QLabel *m_state;
    QPushButton *m_add;
    QPushButton *m_retry;
};

} // namespace keywright
