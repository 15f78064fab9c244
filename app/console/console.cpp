#include "app/console/console.h"

#include "core/base/deliver.h"
#include "core/journal/life_sign.h"
#include "core/keychain/system_credential_store.h"
#include "ui/accounts/accounts_page.h"
#include "ui/connections/connection_tasks.h"
#include "ui/connections/connections_page.h"
#include "ui/lookup/lookup_page.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QEventLoop>

namespace keywright::console {

namespace {

const QString accountsId = QStringLiteral("accounts");
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
    , m_journal(std::make_shared<JournalDatabase>(m_home.location().journalFile()))
    , m_creations(std::make_shared<CreationJournal>(
          m_journal, std::make_shared<LifeSign>(m_home.location().lockDirectory()), m_clock))
    , m_factory(std::make_shared<SessionFactory>(m_credentials, m_clock, m_log, m_creations))
    , m_store(m_home.location().connectionsFile())
    , m_lookupHistory(m_home.location().lookupsFile(), m_clock)
    , m_lookups(m_lookupHistory, m_settings)
    , m_inventory(m_clock)
    , m_unfinished(m_inventory, m_journal)
    , m_rotations(
          m_inventory,
          std::make_shared<const Rotations>(m_journal, m_home.location().lockDirectory(), m_clock),
          m_lookupHistory)
    , m_keeper(m_store, m_inventory, m_factory)
    , m_sandbox(m_home.sandboxDirectory())
    , m_roles(m_inventory)
    , m_clipboard(*QGuiApplication::clipboard(), m_clock)
    , m_columns(m_settings)
    , m_windowState(m_settings)
    , m_window(*m_clock, &m_windowState)
    , m_clipboardAlarm(m_clipboard, m_window)
    , m_status(m_window, m_keeper, m_inventory, *m_log, m_credentials, m_clock)
{
    m_storeState = m_store.load();
    // It waits to be continued, and knows what to do about its secret.
    m_unfinished.setElsewhere(
        [this](const CreationEntry &entry) { return m_rotations.looksAfter(entry); });
    // What a rotation left behind is looked after here from now on.
    connect(&m_rotations, &RotationDesk::changed, &m_unfinished, &UnfinishedSecrets::checkAll);
    addPages();
    addCommands();
    m_window.setLastQuestion([this] { return m_clipboardAlarm.mayClose(); });
    connect(&m_window, &MainWindow::firstShown, this, &Console::begin);
    connect(&m_window, &MainWindow::connectionChosen, this, &Console::chooseConnection);
}

Console::~Console() = default;

QStringList Console::pageIds()
{
    return {accountsId, lookupId, connectionsId};
}

void Console::addPages()
{
    m_window.addPage(
        {accountsId, tr("Accounts"), QStringLiteral("accounts"), [this](QWidget *parent) {
             return makeAccountsPage(parent);
         }});
    m_window.addPage({lookupId, tr("Lookup"), QStringLiteral("lookup"), [this](QWidget *parent) {
                          return makeLookupPage(parent);
                      }});
    m_window.addPage(
        {connectionsId, tr("Connections"), QStringLiteral("connections"), [this](QWidget *parent) {
             return makeConnectionsPage(parent);
         }});
}

Page *Console::makeAccountsPage(QWidget *parent)
{
    const AccountsServices services{m_inventory, m_roles,    m_window.tasks(), m_clipboard,
                                    m_files,     &m_columns, &m_unfinished,    &m_rotations};
    auto *page = new AccountsPage(services, m_clock, parent);
    page->setConnection(m_shownConnection);
    connect(page, &AccountsPage::lookupRequested, this, &Console::lookUpAs);
    connect(
        page, &AccountsPage::connectRequested, this, [this] { m_window.showPage(connectionsId); });
    for (QAction *action : page->commands())
        m_window.commands().add(action);
    return page;
}

Page *Console::makeLookupPage(QWidget *parent)
{
    const LookupServices services{m_inventory,      m_lookups,   m_settings,
                                  m_window.tasks(), m_openFiles, m_files};
    auto *page = new LookupPage(services, m_clock, parent);
    page->setConnection(m_shownConnection);
    connect(
        page, &LookupPage::rolesRequested, this,
        [this](const QString &connectionId, const QString &accountId) {
            showAccounts()->showRoles({connectionId, accountId});
        });
    return page;
}

Page *Console::makeConnectionsPage(QWidget *parent)
{
    const ConnectionServices services{
        m_store,
        m_keeper,
        m_credentials,
        m_factory,
        m_clock,
        m_log,
        ImportSources::ofSystem(m_openFiles),
        m_inventory,
        m_clipboard,
        m_files,
        *m_creations,
        m_rotations.rotations(),
        m_lookupHistory};
    auto *page = new ConnectionsPage(services, parent);
    connect(page, &ConnectionsPage::sandboxRequested, this, [this] {
        startSandbox();
        m_window.showPage(accountsId);
    });
    connect(page, &ConnectionsPage::finishingRequested, this, [this](const QString &id) {
        m_window.setCurrentConnection(id);
        chooseConnection(id);
        m_window.showPage(accountsId);
    });
    return page;
}

AccountsPage *Console::showAccounts()
{
    m_window.showPage(accountsId);
    return qobject_cast<AccountsPage *>(m_window.page(accountsId));
}

void Console::lookUpAs(const QString &connectionId, const QString &accountId)
{
    m_window.showPage(lookupId);
    if (auto *page = qobject_cast<LookupPage *>(m_window.page(lookupId)))
        page->prepare(connectionId, accountId);
}

void Console::addCommands()
{
    addCommand(tr("New account"), [this] { showAccounts()->newAccount(); });
    addCommand(tr("Refresh"), [this] { showAccounts()->refresh(); });
    addCommand(tr("Toggle light and dark"), [this] { toggleTheme(); });
}

void Console::addCommand(const QString &text, std::function<void()> run)
{
    auto *action = new QAction(text, this);
    connect(action, &QAction::triggered, this, std::move(run));
    m_window.commands().add(action);
}

void Console::show()
{
    const bool empty = m_store.connections().isEmpty() && !m_options.sandbox;
    const QString first = empty ? connectionsId : accountsId;
    m_window.showPage(m_options.page.isEmpty() ? first : m_options.page);
    m_window.show();
}

/// Everything that may wait for something: after the first window stands.
void Console::begin()
{
    m_status.probeKeychain();
    if (!m_storeState)
        showProblem(m_storeState.error());
    else if (const auto stored = m_credentials->stored({}); !stored)
        showProblem(stored.error());
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
    if (auto *page = qobject_cast<AccountsPage *>(m_window.page(accountsId)))
        page->setConnection(id);
    if (auto *page = qobject_cast<LookupPage *>(m_window.page(lookupId)))
        page->setConnection(id);
}

void Console::startSandbox()
{
    Result<std::vector<SandboxAccess>> sides = m_sandbox.start();
    if (!sides) {
        showProblem(sides.error());
        return;
    }
    suggestExampleServices();
    for (SandboxAccess &side : *sides)
        m_keeper.openUntilQuit(side.connection, std::move(side.secret));
}

void Console::showProblem(const Error &error)
{
    m_window.showPage(connectionsId);
    if (auto *page = qobject_cast<ConnectionsPage *>(m_window.page(connectionsId)))
        page->showProblem(error);
}

void Console::suggestExampleServices()
{
    for (const ExampleService &service : SandboxSession::exampleServices())
        m_lookups.suggest(SandboxSession::tectonId, service.workspace, service.name);
}

void Console::toggleTheme()
{
    m_theme.setMode(m_theme.theme().isDark ? ThemeMode::Light : ThemeMode::Dark);
    m_settings.setValue(themeKey, int(m_theme.mode()));
}

void Console::cleanUp()
{
    // At the same time, as each waits for others: servers, and the keychain.
    QEventLoop loop;
    CancelSource hurry;
    int left = 2;
    const auto done = [&loop, &left](const Result<void> &outcome) {
        if (!outcome)
            qWarning("%s", qUtf8Printable(outcome.error().message));
        if (--left == 0)
            loop.quit();
    };
    deliver(m_keeper.signOut(hurry.token()), &loop, done);
    deliver(forgetSandbox(), &loop, done);
    // A second signal ends the loop early.
    if (left > 0)
        loop.exec();
    hurry.cancel();
}

/// What cannot be removed now stays listed as a secret of a connection that is gone.
Async<void> Console::forgetSandbox()
{
    Result<void> outcome;
    if (m_sandbox.isKept())
        co_return outcome;
    const QStringList ids{SandboxSession::tectonId, SandboxSession::atlasId};
    for (const QString &id : ids) {
        const auto stored = m_credentials->stored(id);
        if (stored && stored->isEmpty())
            continue;
        auto forgotten = co_await forgetCredentials(m_credentials, id);
        if (outcome && !forgotten)
            outcome = std::move(forgotten);
    }
    co_return outcome;
}

} // namespace keywright::console
