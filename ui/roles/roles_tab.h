#pragma once

#include "core/identity/service_account.h"

#include <QWidget>

class QLabel;
class QPushButton;
class QTableView;

namespace keywright {

class RoleBook;
class RoleTableModel;

/// The roles of one account, with what the chosen role allows.
class RolesTab : public QWidget
{
    Q_OBJECT
public:
    explicit RolesTab(RoleBook &book, QWidget *parent = nullptr);

    void setAccount(const QString &connectionId, const ServiceAccount &account);

Q_SIGNALS:
    void assignRequested();
    void removeRequested(const keywright::RoleGrant &grant);

private:
    void describe();
    int currentRow() const;

    RoleBook &m_book;
    QString m_connectionId;
    RoleTableModel *m_model;
    QTableView *m_table;
    QLabel *m_empty;
    QLabel *m_description;
    QLabel *m_permissions;
    QPushButton *m_assign;
    QPushButton *m_remove;
};

} // namespace keywright
