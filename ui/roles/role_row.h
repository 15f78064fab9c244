#pragma once

#include "ui/roles/role_choices.h"

#include <QWidget>

#include <optional>

class QBoxLayout;
class QComboBox;
class QLabel;
class QLineEdit;
class QToolButton;

namespace keywright {

/// One role at one place, to be chosen: combo boxes "Role" and, named after what can be chosen,
/// "Workspace", "Project" or "Organization"; what the role allows, and a button that removes the
/// row. Where the provider takes roles that its catalogue does not have, "Other role" lets one be
/// typed.
class RoleRow : public QWidget
{
    Q_OBJECT
public:
    explicit RoleRow(const RoleChoices &choices, QWidget *parent = nullptr);

    RoleGrant grant() const;
    bool isComplete() const { return problem().isEmpty(); }
    /// What is missing, in a sentence; empty when a role and a place for it are chosen.
    QString problem() const;
    /// Puts the focus where something is missing.
    void focusProblem();
    QComboBox *roleBox() const { return m_role; }
    void setRemovable(bool removable);

    /// The scopes at which `role` can be granted, the narrowest first.
    static QList<Scope> scopesFor(const Role &role, const QList<Scope> &scopes);

Q_SIGNALS:
    void changed();
    void removeRequested();

private:
    void buildLayout();
    void fillRoles();
    void offerScopes();
    void describe();
    bool isTyped() const;
    std::optional<Role> role() const;
    QString placeWords(const Scope &scope) const;

    RoleChoices m_choices;
    QList<Scope> m_offered; ///< the entries of the scope box
    QComboBox *m_role;
    QLineEdit *m_typed;
    QComboBox *m_scope;
    QLabel *m_scopeName; ///< tells assistive technology the name of the scope box
    QLabel *m_note;
    QToolButton *m_remove;
};

} // namespace keywright
