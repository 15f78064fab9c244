#include "app/console/console.h"

#include "core/keychain/system_credential_store.h"
#include "ui/connections/connection_tasks.h"
#include "ui/connections/connections_page.h"
#include "ui/lookup/lookup_page.h"

#include <QAction>
#include <QApplication>
#include <QCoro/QCoroTask>
#include <QDir>

namespace keywright::console {

namespace {

const QString lookupId = QStringLiteral("lookup");
const QString connectionsId = QStringLiteral("connections");
const QString themeKey = QStringLiteral("appearance/theme");

ThemeMode themeFor(const ConsoleOptions &options, const QSettings &settings)
{
    return options.theme.value_or(ThemeMode(settings.value(themeKey).toInt()));
}

} // namespace

Console::Console(QApplication &application, const ConsoleOptions &options)
    : m_options(options)
    , m_home(options)
    , m_settings(m_home.location().settingsFile(), QSettings::IniFormat)
    , m_theme(application, themeFor(options, m_settings))
    , m_clock(std::make_shared<SystemClock>())
    , m_log(std::make_shared<ExchangeLog>())
    , m_credentials(std::make_shared<SystemCredentialStore>(
          m_home.location().keychainService(), m_home.location().credentialIndexFile()))
    , m_factory(std::make_shared<SessionFactory>(m_credentials, m_clock, m_log))
    , m_store(m_home.location().connectionsFile())
    , m_inventory(m_clock)
    , m_keeper(m_store, m_inventory, m_factory)
    , m_sandbox(m_home.sandboxDirectory())
    , m_windowState(m_settings)
    , m_window(*m_clock, &m_windowState)
    , m_status(m_window, m_keeper, m_inventory, m_credentials, m_clock)
{
    m_storeState = m_store.load();
    addPages();
    addCommands();
    connect(&m_window, &MainWindow::firstShown, this, &Console::begin);
    connect(&m_window, &MainWindow::connectionChosen, this, &Console::chooseConnection);
}

Console::~Console() = default;

QStringList Console::pageIds()
{
    return {lookupId, connectionsId};
}

void Console::addPages()
{
    m_window.addPage({lookupId, tr("Lookup"), QStringLiteral("lookup"), [this](QWidget *parent) {
                          auto *page = new LookupPage(
                              m_inventory, m_settings, m_window.tasks(), m_clock, m_saveChooser,
                              parent);
                          page->setConnection(m_shownConnection);
                          return page;
                      }});
    m_window.addPage(
        {connectionsId, tr("Connections"), QStringLiteral("connections"), [this](QWidget *parent) {
             const ConnectionServices services{m_store,   m_keeper, m_credentials,
                                               m_factory, m_clock,  m_log};
             auto *page = new ConnectionsPage(services, parent);
             connect(page, &ConnectionsPage::sandboxRequested, this, &Console::startSandbox);
             return page;
         }});
}

void Console::addCommands()
{
    auto *theme = new QAction(tr("Toggle light and dark"), this);
    connect(theme, &QAction::triggered, this, &Console::toggleTheme);
    m_window.commands().add(theme);
}

void Console::show()
{
    const bool empty = m_store.connections().isEmpty() && !m_options.sandbox;
    const QString first = empty ? connectionsId : lookupId;
    m_window.showPage(m_options.page.isEmpty() ? first : m_options.page);
    m_window.show();
}

/// Everything that may wait for something: after the first window stands.
void Console::begin()
{
    m_status.probeKeychain();
    m_keeper.start();
    if (m_options.sandbox)
        startSandbox();
    chooseNamedConnection();
}

void Console::chooseNamedConnection()
{
    if (m_options.connection.isEmpty())
        return;
    for (const Connection &connection : m_keeper.connections()) {
        if (connection.name == m_options.connection) {
            m_window.setCurrentConnection(connection.id);
            chooseConnection(connection.id);
        }
    }
}

void Console::chooseConnection(const QString &id)
{
    m_shownConnection = id;
    if (auto *page = qobject_cast<LookupPage *>(m_window.page(lookupId)))
        page->setConnection(id);
}

void Console::startSandbox()
{
    Result<SandboxAccess> access = m_sandbox.start();
    if (access)
        m_keeper.openUntilQuit(access->connection, std::move(access->adminKey));
}

void Console::toggleTheme()
{
    m_theme.setMode(m_theme.theme().isDark ? ThemeMode::Light : ThemeMode::Dark);
    m_settings.setValue(themeKey, int(m_theme.mode()));
}

void Console::cleanUp()
{
    if (m_sandbox.isKept() || m_credentials->stored(SandboxSession::connectionId).isEmpty())
        return;
    // What cannot be removed now stays listed as a secret of a connection that is gone.
    const Result<void> forgotten =
        QCoro::waitFor(forgetCredentials(m_credentials, SandboxSession::connectionId));
    if (!forgotten)
        qWarning("%s", qUtf8Printable(forgotten.error().message));
}

} // namespace keywright::console
