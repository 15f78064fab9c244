#pragma once

#include "core/accounts/account_actions.h"
#include "core/base/clock.h"
#include "ui/accounts/account_key.h"
#include "ui/accounts/account_states.h"
#include "ui/shell/page.h"

#include <memory>

class QPushButton;

namespace keywright {

class AccountDetail;
class AccountExporter;
class AccountMenu;
class AccountOperations;
class AccountTable;
class AccountTableModel;
class Banner;
class ClipboardGuard;
class ColumnStateStore;
class FilterBar;
class Inventory;
class RoleBook;
class RotationDesk;
class SavePathChooser;
class SecretHandOver;
class TaskList;
class UnfinishedSecrets;
struct RotationServices;

/// What the accounts page works with. All must outlive the page.
struct AccountsServices
{
    Inventory &inventory;
    RoleBook &roles;
    TaskList &tasks;
    ClipboardGuard &clipboard;
    SavePathChooser &files;
    ColumnStateStore *columns = nullptr;     ///< null forgets columns at the end
    UnfinishedSecrets *unfinished = nullptr; ///< null tells nothing of them
    RotationDesk *rotations = nullptr;       ///< null offers none
};

/// All service accounts in one list, and beside it everything about the chosen one.
class AccountsPage : public Page
{
    Q_OBJECT
public:
    AccountsPage(
        const AccountsServices &services, std::shared_ptr<const Clock> clock,
        QWidget *parent = nullptr);
    ~AccountsPage() override;

    QString title() const override { return tr("Accounts"); }
    QList<QWidget *> headerActions() override;
    void focusSearch() override;
    QList<QWidget *> focusStops() override;
    void shown() override;

    /// Lists the accounts of one connection; empty lists all.
    void setConnection(const QString &connectionId);
    void choose(const AccountKey &key);
    void showRoles(const AccountKey &key);
    /// The actions on the chosen account, for the command palette.
    QList<QAction *> commands() const;

    void newAccount();
    /// Reads the lists again.
    void refresh();

Q_SIGNALS:
    /// The person wants to look something up as this account.
    void lookupRequested(const QString &connectionId, const QString &accountId);
    /// There is no connection yet, and the person wants one.
    void connectRequested();

protected:
    bool eventFilter(QObject *watched, QEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    void buildHeader();
    void buildContent();
    void connectInventory();
    void connectParts();
    void addSecretCare();
    void addRotations(const RotationServices &services);
    void readWhatIsMissing();
    void exportAs(int format);
    void updateState();
    AccountStates::State state() const;
    void showFailures();
    void openDetail(bool open);
    void arrange();
    void accountCreated(const QString &connectionId, const AccountCreation &creation);

    AccountsServices m_services;
    std::shared_ptr<const Clock> m_clock;
    AccountTableModel *m_model;
    AccountOperations *m_operations;
    AccountMenu *m_menu;
    SecretHandOver *m_handOver;
    AccountExporter *m_exporter = nullptr;
    FilterBar *m_filter = nullptr;
    Banner *m_banner = nullptr;
    QWidget *m_bannerRow = nullptr;
    AccountStates *m_states = nullptr;
    AccountTable *m_table = nullptr;
    AccountDetail *m_detail = nullptr;
    QWidget *m_list = nullptr; ///< everything but the detail
    QPushButton *m_refresh = nullptr;
    QPushButton *m_export = nullptr;
    QPushButton *m_new = nullptr;
    QString m_connectionId;
    bool m_bannerIsFailure = false;
    bool m_detailOpen = false; ///< as a page of its own, when there is no room beside the list
};

} // namespace keywright
