#pragma once

#include "core/provider/capabilities.h"

#include <QWidget>

#include <optional>

class QPushButton;

namespace keywright {

class KeyValueList;
class RoleBook;

/// What an account is, and the actions on it as a whole.
class SummaryTab : public QWidget
{
    Q_OBJECT
public:
    explicit SummaryTab(RoleBook &roles, QWidget *parent = nullptr);

    /// `keychainEntries` is how many secrets of the account the keychain holds, if that is known.
    void setAccount(
        const QString &connectionId, const ServiceAccount &account,
        const Capabilities &capabilities, std::optional<qsizetype> keychainEntries);

Q_SIGNALS:
    void renameRequested();
    void activeRequested(bool active);
    void deleteRequested();

private:
    void addStatus(const ServiceAccount &account);
    void addRoles(const QString &connectionId, const ServiceAccount &account);

    RoleBook &m_roles;
    KeyValueList *m_facts;
    QPushButton *m_rename;
    QPushButton *m_active;
    QPushButton *m_delete;
    bool m_isActive = true;
};

} // namespace keywright
