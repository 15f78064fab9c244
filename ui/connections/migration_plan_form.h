#pragma once

#include "core/accounts/key_migration.h"

#include <QHash>
#include <QWidget>

class QComboBox;
class QLabel;
class QLineEdit;

namespace keywright {

class FormField;
class LifetimeField;
class RoleList;

/// The first step of a migration: which key, and what the account is to be like that takes its
/// place. What the person has entered stays when another key is chosen.
class MigrationPlanForm : public QWidget
{
    Q_OBJECT
public:
    MigrationPlanForm(
        std::shared_ptr<KeyMigration> migration, std::shared_ptr<const Clock> clock,
        const QStringList &takenNames, QWidget *parent = nullptr);

    void setStart(const MigrationStart &start);
    bool hasKeys() const;
    ApiKeyInfo key() const;
    /// The account as entered.
    NewAccount account() const;
    /// Names beside its field what is wrong; false when something is.
    bool check();
    /// Shows an error that belongs to one of these fields; false when it belongs elsewhere.
    bool showError(const Error &error);
    QWidget *firstField() const;
    /// A role and its place, by their names where they are known.
    QString roleWords(const RoleGrant &grant) const;

private:
    void offerRoles();
    void offerLifetimes();
    void showPlan();
    void showRoles();
    bool areRolesRight();
    QString freeName(const QString &wanted) const;
    QHash<QString, QString> projectNames() const;

    std::shared_ptr<KeyMigration> m_migration;
    QStringList m_takenNames;
    MigrationStart m_start;
    MigrationPlan m_plan;
    QComboBox *m_key;
    QLineEdit *m_name;
    FormField *m_nameField;
    QLineEdit *m_description;
    FormField *m_descriptionField;
    LifetimeField *m_lifetime;
    QWidget *m_keyRoles;
    QLabel *m_roles;
    RoleList *m_ownRoles;
    FormField *m_ownRolesField; ///< shown for a key that has not got what an account needs
    QLabel *m_notices;
};

} // namespace keywright
