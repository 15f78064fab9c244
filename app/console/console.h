#pragma once

#include "app/console/console_options.h"
#include "app/console/console_status.h"
#include "app/console/data_home.h"
#include "app/console/sandbox_session.h"
#include "app/console/settings_column_state.h"
#include "app/console/settings_window_state.h"
#include "core/connection/connection_store.h"
#include "core/connection/session_factory.h"
#include "core/inventory/inventory.h"
#include "core/net/exchange_log.h"
#include "core/workbench/lookup_history.h"
#include "ui/connections/session_keeper.h"
#include "ui/dialogs/open_path_chooser.h"
#include "ui/dialogs/save_path_chooser.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/one_time_secret/clipboard_alarm.h"
#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/roles/role_book.h"
#include "ui/rotation/rotation_desk.h"
#include "ui/shell/main_window.h"
#include "ui/unfinished/unfinished_secrets.h"

#include <QSettings>

namespace keywright {

class AccountsPage;
class LookupPage;
class Page;

} // namespace keywright

namespace keywright::console {

/// Puts core, pages and window together. Nothing here decides anything but who knows whom.
class Console : public QObject
{
    Q_OBJECT
public:
    Console(QApplication &application, const ConsoleOptions &options);
    ~Console() override;

    static QStringList pageIds();
    void show();
    /// Gives tokens back to the servers, and takes secrets of a sandbox that is not kept out of the
    /// keychain again. Runs the event loop for as long as that takes, or until the application is
    /// told to exit.
    void cleanUp();

private:
    void addPages();
    Page *makeAccountsPage(QWidget *parent);
    Page *makeLookupPage(QWidget *parent);
    Page *makeConnectionsPage(QWidget *parent);
    AccountsPage *showAccounts();
    void lookUpAs(const QString &connectionId, const QString &accountId);
    void addCommands();
    void addCommand(const QString &text, std::function<void()> run);
    void begin();
    void chooseConnection(const QString &id);
    void chooseNamedConnection();
    void startSandbox();
    void suggestExampleServices();
    void showProblem(const Error &error);
    void toggleTheme();
    Async<void> forgetSandbox();

    ConsoleOptions m_options;
    DataHome m_home;
    QSettings m_settings;
    ThemeController m_theme;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ExchangeLog> m_log;
    std::shared_ptr<CredentialStore> m_credentials;
    std::shared_ptr<JournalDatabase> m_journal;
    std::shared_ptr<CreationJournal> m_creations;
    std::shared_ptr<SessionFactory> m_factory;
    ConnectionStore m_store;
    LookupHistory m_lookupHistory;
    LookupMemory m_lookups;
    Inventory m_inventory;
    UnfinishedSecrets m_unfinished;
    RotationDesk m_rotations;
    SessionKeeper m_keeper;
    SandboxSession m_sandbox;
    RoleBook m_roles;
    ClipboardGuard m_clipboard;
    FileDialogChooser m_files;
    FileDialogOpener m_openFiles;
    SettingsColumnState m_columns;
    SettingsWindowState m_windowState;
    MainWindow m_window;
    ClipboardAlarm m_clipboardAlarm;
    ConsoleStatus m_status;
    QString m_shownConnection; ///< empty: all
    Result<void> m_storeState;
};

} // namespace keywright::console
