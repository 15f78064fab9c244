#pragma once

#include "core/accounts/account_sight.h"
#include "core/base/clock.h"
#include "core/identity/role.h"
#include "ui/accounts/account_key.h"

#include <QWidget>

#include <memory>

class QLabel;
class QPushButton;
class QStackedWidget;
class QVBoxLayout;

namespace keywright {

class AccessListLoader;
class AccessListOperations;
class AccessListTab;
class AccountMenu;
class AccountOperations;
class Banner;
class Inventory;
class RoleBook;
class RolesTab;
class RotationLine;
class SecretsTab;
class SummaryTab;
class TabPages;
class TaskList;
class TestTab;
struct Error;
struct RotationServices;

/// Everything about one account: summary, secrets, roles, access list and a test, with what can be
/// done to it.
class AccountDetail : public QWidget
{
    Q_OBJECT
public:
    AccountDetail(
        Inventory &inventory, RoleBook &roles, TaskList &tasks, AccountOperations &operations,
        AccountMenu &menu, std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setAccount(const AccountKey &key);
    const AccountKey &account() const { return m_key; }
    /// As a page of its own it offers the way back.
    void setAlone(bool alone);
    /// Offers rotations; without it they are not.
    void setRotations(const RotationServices &services);
    void rotate(const AccountKey &key);
    void showPart(AccountPart part);
    void showError(const Error &error);
    void showSuccess(const QString &sentence);

Q_SIGNALS:
    void backRequested();
    void lookupRequested(const keywright::AccountKey &key);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QWidget *buildHeader();
    QWidget *buildKeyNote();
    void buildTabs(TaskList &tasks, std::shared_ptr<const Clock> clock);
    void connectTabs();
    void connectAccessList();
    /// Of a tab's page among the tabs.
    int indexOf(const QWidget *tab) const;
    QWidget *scrolled(QWidget *tab);
    void refresh();

    Inventory &m_inventory;
    RoleBook &m_roleBook;
    AccountOperations &m_operations;
    AccountMenu &m_menu;
    AccountKey m_key;
    QStackedWidget *m_stack;
    QPushButton *m_back = nullptr;
    QLabel *m_name = nullptr;
    QLabel *m_id = nullptr;
    Banner *m_banner = nullptr;
    TabPages *m_tabs = nullptr;
    SummaryTab *m_summary = nullptr;
    SecretsTab *m_secrets = nullptr;
    RolesTab *m_roles = nullptr;
    AccessListLoader *m_accessLoader;
    AccessListOperations *m_accessOperations;
    AccessListTab *m_access = nullptr;
    QWidget *m_accessPage = nullptr; ///< its tab's, where there are such lists
    TestTab *m_test = nullptr;
    RotationLine *m_rotation = nullptr;
    QVBoxLayout *m_column = nullptr;
    QStackedWidget *m_secretsStack = nullptr;
    bool m_bannerIsForDetails = false; ///< it offers to load the details again
};

} // namespace keywright
