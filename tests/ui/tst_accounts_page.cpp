// The accounts page as a whole: its states, its detail, and what can be done to an account.

#include "tests/support/awaited.h"
#include "tests/ui/accounts_fixture.h"
#include "ui/accounts/account_detail.h"
#include "ui/accounts/account_table.h"
#include "ui/accounts/column_state_store.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/chip.h"
#include "ui/widgets/modal_overlay.h"

#include <QAbstractButton>
#include <QAction>
#include <QComboBox>
#include <QFile>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTabWidget>
#include <QTemporaryDir>
#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

namespace {

template <class T> T *named(const QWidget *in, const QString &name)
{
    for (auto *candidate : in->findChildren<T *>()) {
        if (candidate->accessibleName() == name && candidate->isVisible())
            return candidate;
    }
    return nullptr;
}

bool shows(const QWidget *in, const QString &text)
{
    const auto labels = in->findChildren<QLabel *>();
    return std::any_of(labels.cbegin(), labels.cend(), [&text](const QLabel *label) {
        return label->isVisible() && label->text().contains(text);
    });
}

class MemoryColumns : public ColumnStateStore
{
public:
    QByteArray columns() const override { return state; }
    void setColumns(const QByteArray &columns) override { state = columns; }

    QByteArray state;
};

} // namespace

class AccountsPageTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void saysThatThereIsNoConnection();
    void saysThatThereAreNoAccounts();
    void firstFailureTakesThePage();
    void laterFailureKeepsTheList();
    void filtersAndOffersTheWayBack();
    void chipsAppearOnlyWhereTheyFind();
    void keepsTheChosenAccountWhileFiltering();
    void loadsDetailsOfWhatIsSeen();
    void refreshIsATaskThatCanBeCancelled();
    void remembersColumns();
    void exportsWithoutSecrets_data();
    void exportsWithoutSecrets();

    void detailTellsAboutTheAccount();
    void secretsTabExplainsRefusals();
    void apiKeyAccountHasNoSecrets();
    void detailsThatFailCanBeRetried();
    void choosesARowByItself();
    void detailBecomesAPageWhenNarrow();

    void renames();
    void renameConflictStandsBesideTheField();
    void deactivatesAndReactivates();
    void noDeactivationWhereTheProviderHasNone();
    void deletesOnlyWhenTheNameIsTyped();
    void failedDeletionIsTold();
    void asksTwiceForTheOwnAccount();
    void createsASecondSecret();
    void deactivatesAndDeletesASecret();
    void assignsAndRemovesARole();
    void inheritedRoleCannotBeRemoved();
    void testsTheAccount();
    void testWithoutStoredSecretSaysSo();
    void copiesIdAndCommand();
    void newAccountEndsInItsSecret();

private:
    void addFraud();
    void open();
    void showPage();
    void press(const char *name);
    void openTab(int index);
    QWidget *dialog() const { return ModalOverlay::topmost(m_window.get()); }
    void pressInDialog(const char *name);
    void choose(const char *name) { m_page->choose(m_world->key(name)); }

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    AccountsPage *m_page = nullptr;
    MemoryColumns m_columns;
};

void AccountsPageTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void AccountsPageTest::init()
{
    m_columns.state.clear();
    m_world = std::make_unique<AccountsWorld>();
}

void AccountsPageTest::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void AccountsPageTest::addFraud()
{
    m_world->addAccount("fraud");
    m_world->addAccount("batch", AccountType::ApiKey);
    m_world->addSecret(QStringLiteral("id-fraud"), "secret-a");
    m_world->provider->roles[QStringLiteral("id-fraud")] = {makeGrant("consumer", "prod")};
}

void AccountsPageTest::showPage()
{
    m_window = std::make_unique<QWidget>();
    m_window->resize(1100, 700);
    AccountsServices services = m_world->services();
    services.columns = &m_columns;
    m_page = new AccountsPage(services, m_world->clock, m_window.get());
    m_page->setGeometry(m_window->rect());
    for (QWidget *action : m_page->headerActions())
        action->setParent(m_page);
    m_window->show();
    m_page->shown();
}

void AccountsPageTest::open()
{
    m_world->open();
    showPage();
}

void AccountsPageTest::press(const char *name)
{
    auto *button = named<QAbstractButton>(m_page, QString::fromUtf8(name));
    QVERIFY2(button, name);
    QVERIFY2(button->isEnabled(), name);
    button->click();
}

void AccountsPageTest::pressInDialog(const char *name)
{
    QVERIFY(dialog());
    auto *button = named<QAbstractButton>(dialog(), QString::fromUtf8(name));
    QVERIFY2(button, name);
    QVERIFY2(button->isEnabled(), name);
    button->click();
}

void AccountsPageTest::openTab(int index)
{
    m_page->findChild<QTabWidget *>()->setCurrentIndex(index);
}

void AccountsPageTest::saysThatThereIsNoConnection()
{
    showPage();
    QVERIFY(shows(m_page, QStringLiteral("No connection yet")));
    QSignalSpy wanted(m_page, &AccountsPage::connectRequested);
    press("Add connection");
    QCOMPARE(wanted.size(), 1);
    QVERIFY(!m_page->headerActions().last()->isEnabled());
}

void AccountsPageTest::saysThatThereAreNoAccounts()
{
    open();
    QTRY_VERIFY(shows(m_page, QStringLiteral("No service accounts")));
    press("Create an account");
    QVERIFY(dialog());
}

void AccountsPageTest::firstFailureTakesThePage()
{
    m_world->provider->failNext(
        QStringLiteral("listAccounts"),
        makeError(
            ErrorKind::Network, QStringLiteral("It cannot be reached."),
            QStringLiteral("Check the network.")));
    m_world->addAccount("fraud");
    open();
    QTRY_VERIFY(shows(m_page, QStringLiteral("Check the network.")));
    press("Retry");
    QTRY_VERIFY(m_page->findChild<AccountTable *>()->isVisible());
}

void AccountsPageTest::laterFailureKeepsTheList()
{
    addFraud();
    open();
    m_world->provider->failNext(
        QStringLiteral("listAccounts"),
        makeError(ErrorKind::Network, QStringLiteral("It cannot be reached.")));
    press("Refresh");
    QTRY_VERIFY(shows(m_page, QStringLiteral("It cannot be reached.")));
    QVERIFY(m_page->findChild<AccountTable *>()->isVisible());
    press("Retry");
    QTRY_VERIFY(!shows(m_page, QStringLiteral("It cannot be reached.")));
}

void AccountsPageTest::filtersAndOffersTheWayBack()
{
    addFraud();
    open();
    m_page->focusSearch();
    auto *filter = named<QLineEdit>(m_page, QStringLiteral("Filter"));
    QVERIFY(filter);
    QTest::keyClicks(filter, QStringLiteral("fra"));
    QVERIFY(shows(m_page, QStringLiteral("1 of 2 accounts")));
    filter->setText(QStringLiteral("zulu"));
    QVERIFY(shows(m_page, QStringLiteral("No account matches")));
    press("Clear filter");
    QVERIFY(filter->text().isEmpty());
    QVERIFY(shows(m_page, QStringLiteral("2 of 2 accounts")));
}

void AccountsPageTest::chipsAppearOnlyWhereTheyFind()
{
    addFraud();
    open();
    QVERIFY(named<Chip>(m_page, QStringLiteral("Active")));
    QVERIFY(!named<Chip>(m_page, QStringLiteral("Deactivated")));
    auto *keys = named<Chip>(m_page, QStringLiteral("API key"));
    QVERIFY(keys);
    keys->click();
    QCOMPARE(m_page->findChild<AccountTable *>()->model()->rowCount(), 1);
    QVERIFY(keys->isVisible());
}

void AccountsPageTest::keepsTheChosenAccountWhileFiltering()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    choose("fraud");
    QCOMPARE(table->currentIndex().row(), 1);
    auto *filter = named<QLineEdit>(m_page, QStringLiteral("Filter"));
    filter->setText(QStringLiteral("batch"));
    QCOMPARE(table->chosen(), m_world->key("fraud"));
    QCOMPARE(m_page->findChild<AccountDetail *>()->account(), m_world->key("fraud"));
    filter->setText(QStringLiteral("fraud"));
    QCOMPARE(table->currentIndex().row(), 0);
    filter->clear();
    QCOMPARE(table->currentIndex().row(), 1);
    table->sortByColumn(0, Qt::DescendingOrder);
    QCOMPARE(table->currentIndex().row(), 0);
}

void AccountsPageTest::loadsDetailsOfWhatIsSeen()
{
    addFraud();
    for (int i = 0; i < 300; ++i)
        m_world->addAccount(qPrintable(QStringLiteral("z-%1").arg(i, 3, 10, QLatin1Char('0'))));
    open();
    QTRY_VERIFY(m_world->log->contains(QStringLiteral("rolesOf id-fraud")));
    QTRY_VERIFY(m_world->log->contains(QStringLiteral("rolesOf id-z-005")));
    QVERIFY(!m_world->log->contains(QStringLiteral("rolesOf id-z-250")));
    m_page->findChild<AccountTable *>()->scrollToBottom();
    QTRY_VERIFY(m_world->log->contains(QStringLiteral("rolesOf id-z-299")));
    QVERIFY(!m_world->log->contains(QStringLiteral("rolesOf id-z-150")));
}

void AccountsPageTest::refreshIsATaskThatCanBeCancelled()
{
    addFraud();
    open();
    m_world->provider->hold(QStringLiteral("listAccounts"));
    press("Refresh");
    const auto tasks = m_world->tasks.tasks();
    QCOMPARE(tasks.size(), std::size_t(1));
    QVERIFY(tasks.front().cancellable);
    m_world->tasks.cancel(tasks.front().id);
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QVERIFY(m_page->findChild<AccountTable *>()->isVisible());
}

void AccountsPageTest::remembersColumns()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    table->setColumnHidden(1, true);
    table->sortByColumn(2, Qt::DescendingOrder);
    QVERIFY(!m_columns.state.isEmpty());
    m_window.reset();
    showPage();
    table = m_page->findChild<AccountTable *>();
    QVERIFY(table->isColumnHidden(1));
    QCOMPARE(table->horizontalHeader()->sortIndicatorSection(), 2);
    QVERIFY(table->isColumnHidden(6)); // one connection only
}

void AccountsPageTest::exportsWithoutSecrets_data()
{
    QTest::addColumn<int>("entry");
    QTest::addColumn<QString>("suggested");
    QTest::newRow("csv") << 0 << QStringLiteral("accounts.csv");
    QTest::newRow("json") << 1 << QStringLiteral("accounts.json");
}

void AccountsPageTest::exportsWithoutSecrets()
{
    QFETCH(int, entry);
    QFETCH(QString, suggested);
    addFraud();
    open();
    const QTemporaryDir folder;
    m_world->files.path = folder.filePath(QStringLiteral("list"));
    named<QPushButton>(m_page, QStringLiteral("Export"))->menu()->actions().at(entry)->trigger();
    QCOMPARE(m_world->files.asked.suggestedName, suggested);
    QFile file(m_world->files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    const QByteArray content = file.readAll();
    QVERIFY(content.contains("fraud") && content.contains("batch"));
    QVERIFY(!content.contains("not-a-real-secret"));
    // A second export asks before it replaces the file.
    named<QPushButton>(m_page, QStringLiteral("Export"))->menu()->actions().at(entry)->trigger();
    QVERIFY(dialog());
    pressInDialog("Replace");
    QVERIFY(!dialog());
}

void AccountsPageTest::detailTellsAboutTheAccount()
{
    addFraud();
    open();
    choose("fraud");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    QVERIFY(shows(m_page, QStringLiteral("id-fraud · Tecton prod")));
    QVERIFY(shows(m_page, QStringLiteral("What fraud does")));
    QVERIFY(shows(m_page, QStringLiteral("by dana@acme.test")));
    QVERIFY(shows(m_page, QStringLiteral("1 active")));
    QVERIFY(shows(m_page, QStringLiteral("Nothing stored")));
}

void AccountsPageTest::secretsTabExplainsRefusals()
{
    addFraud();
    open();
    choose("fraud");
    openTab(1);
    auto *deactivate = named<QPushButton>(m_page, QStringLiteral("Deactivate"));
    QTRY_VERIFY((deactivate = named<QPushButton>(m_page, QStringLiteral("Deactivate"))));
    QTRY_VERIFY(!deactivate->accessibleDescription().isEmpty());
    QVERIFY(!deactivate->isEnabled()); // the last active one
    auto *remove = named<QPushButton>(m_page, QStringLiteral("Delete secret"));
    QVERIFY(!remove->isEnabled()); // an active one
    QVERIFY(shows(m_page, remove->accessibleDescription()));
    QVERIFY(named<QPushButton>(m_page, QStringLiteral("Create secret"))->isEnabled());
}

void AccountsPageTest::apiKeyAccountHasNoSecrets()
{
    addFraud();
    open();
    choose("batch");
    openTab(1);
    QVERIFY(shows(m_page, QStringLiteral("one API key")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Create secret")));
}

void AccountsPageTest::detailsThatFailCanBeRetried()
{
    m_world->addAccount("fraud");
    m_world->provider->roles[QStringLiteral("id-fraud")] = {makeGrant("consumer", "prod")};
    m_world->provider->failNext(
        QStringLiteral("rolesOf"),
        makeError(ErrorKind::Provider, QStringLiteral("No roles today.")));
    open();
    QTRY_VERIFY(shows(m_page, QStringLiteral("No roles today.")));
    press("Retry");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    QVERIFY(!shows(m_page, QStringLiteral("No roles today.")));
}

void AccountsPageTest::choosesARowByItself()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    QCOMPARE(table->chosen(), m_world->key("batch"));
    choose("fraud");
    m_world->inventory.take(m_world->id, QStringLiteral("id-fraud"));
    QCOMPARE(table->chosen(), m_world->key("batch"));
    QTRY_VERIFY(shows(m_page, QStringLiteral("What batch does")));
}

void AccountsPageTest::detailBecomesAPageWhenNarrow()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    auto *detail = m_page->findChild<AccountDetail *>();
    m_page->resize(816, 640);
    QVERIFY(!detail->isVisible());
    choose("fraud");
    QTest::keyClick(table, Qt::Key_Return);
    QVERIFY(detail->isVisible());
    QVERIFY(!table->isVisible());
    press("Back");
    QVERIFY(table->isVisible());
    QVERIFY(!detail->isVisible());
    m_page->resize(1100, 640);
    QVERIFY(table->isVisible() && detail->isVisible());
}

void AccountsPageTest::renames()
{
    addFraud();
    open();
    choose("fraud");
    QTest::keyClick(m_page->findChild<AccountTable *>(), Qt::Key_F2);
    if (!dialog()) // shortcuts need an active window, which not every platform gives
        press("Rename");
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fraud-2"));
    pressInDialog("Save");
    QTRY_VERIFY(!dialog());
    QCOMPARE(
        m_world->inventory.find(m_world->id, QStringLiteral("id-fraud"))->name,
        QStringLiteral("fraud-2"));
    QVERIFY(shows(m_page, QStringLiteral("fraud-2")));
}

void AccountsPageTest::renameConflictStandsBesideTheField()
{
    addFraud();
    open();
    choose("fraud");
    press("Rename");
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->clear();
    pressInDialog("Save");
    QVERIFY(dialog());
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("batch"));
    m_world->provider->failNext(
        QStringLiteral("updateAccount"),
        makeError(ErrorKind::Conflict, QStringLiteral("That name is taken.")));
    pressInDialog("Save");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("That name is taken.")));
    QCOMPARE(named<QLineEdit>(dialog(), QStringLiteral("Name"))->text(), QStringLiteral("batch"));
}

void AccountsPageTest::deactivatesAndReactivates()
{
    addFraud();
    open();
    choose("fraud");
    const auto status = [this] {
        return m_world->inventory.find(m_world->id, QStringLiteral("id-fraud"))->status;
    };
    press("Deactivate");
    QCOMPARE(status(), AccountStatus::Active);
    pressInDialog("Deactivate");
    QTRY_COMPARE(status(), AccountStatus::Deactivated);
    press("Reactivate");
    QTRY_COMPARE(status(), AccountStatus::Active);
    QVERIFY(shows(m_page, QStringLiteral("fraud is active again.")));
}

void AccountsPageTest::noDeactivationWhereTheProviderHasNone()
{
    m_world->provider->supported.deactivateAccounts = false;
    addFraud();
    open();
    choose("fraud");
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Deactivate")));
    for (const QAction *action : m_page->commands())
        QVERIFY(!action->isVisible() || action->text() != QStringLiteral("Deactivate"));
}

void AccountsPageTest::deletesOnlyWhenTheNameIsTyped()
{
    addFraud();
    open();
    choose("fraud");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    press("Delete");
    QVERIFY(shows(dialog(), QStringLiteral("Consumer · prod")));
    QVERIFY(shows(dialog(), QStringLiteral("1 active")));
    auto *remove = named<QPushButton>(dialog(), QStringLiteral("Delete"));
    QVERIFY(!remove->isEnabled());
    auto *typed = dialog()->findChild<QLineEdit *>();
    typed->setText(QStringLiteral("frau"));
    QVERIFY(!remove->isEnabled());
    typed->setText(QStringLiteral("fraud"));
    pressInDialog("Delete");
    QTRY_VERIFY(!m_world->inventory.find(m_world->id, QStringLiteral("id-fraud")));
    QVERIFY(shows(m_page, QStringLiteral("fraud has been deleted.")));
    QCOMPARE(m_page->findChild<AccountTable *>()->model()->rowCount(), 1);
}

void AccountsPageTest::failedDeletionIsTold()
{
    addFraud();
    open();
    choose("fraud");
    m_world->provider->failNext(
        QStringLiteral("deleteAccount"),
        makeError(
            ErrorKind::NotPermitted, QStringLiteral("Your role does not allow it."),
            QStringLiteral("Ask an admin.")));
    press("Delete");
    dialog()->findChild<QLineEdit *>()->setText(QStringLiteral("fraud"));
    pressInDialog("Delete");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Your role does not allow it.")));
    QVERIFY(shows(m_page, QStringLiteral("Ask an admin.")));
    QVERIFY(m_world->inventory.find(m_world->id, QStringLiteral("id-fraud")));
    QVERIFY(m_world->tasks.tasks().empty());
}

void AccountsPageTest::asksTwiceForTheOwnAccount()
{
    addFraud();
    m_world->provider->identity.id = QStringLiteral("id-fraud");
    open();
    QVERIFY(await(m_world->session->identify(CancelToken())).has_value());
    choose("fraud");
    press("Deactivate");
    pressInDialog("Deactivate");
    QVERIFY(dialog());
    QCOMPARE(m_world->provider->accounts.first().status, AccountStatus::Active);
    pressInDialog("Deactivate all the same");
    QTRY_COMPARE(m_world->provider->accounts.first().status, AccountStatus::Deactivated);
}

void AccountsPageTest::createsASecondSecret()
{
    addFraud();
    open();
    choose("fraud");
    openTab(1);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Create secret"))->isEnabled());
    press("Create secret");
    pressInDialog("Create secret");
    QTRY_VERIFY(dialog() && named<QPushButton>(dialog(), QStringLiteral("Reveal")));
    pressInDialog("Close"); // the keychain holds it
    QTRY_COMPARE(
        m_world->inventory.find(m_world->id, QStringLiteral("id-fraud"))
            ->secrets.value_or(QList<ClientSecret>())
            .size(),
        2);
    QTRY_VERIFY(!named<QPushButton>(m_page, QStringLiteral("Create secret"))->isEnabled());
}

void AccountsPageTest::deactivatesAndDeletesASecret()
{
    addFraud();
    m_world->addSecret(QStringLiteral("id-fraud"), "secret-b");
    open();
    choose("fraud");
    openTab(1);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Deactivate")));
    press("Deactivate");
    pressInDialog("Deactivate");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Activate")));
    press("Delete secret");
    pressInDialog("Delete secret");
    QTRY_COMPARE(m_world->provider->secrets.value(QStringLiteral("id-fraud")).size(), 1);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Create secret"))->isEnabled());
}

void AccountsPageTest::assignsAndRemovesARole()
{
    addFraud();
    open();
    choose("fraud");
    openTab(2);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Assign role"))->isEnabled());
    press("Assign role");
    pressInDialog("Assign");
    QVERIFY(shows(dialog(), QStringLiteral("holds this role there already")));
    named<QComboBox>(dialog(), QStringLiteral("Workspace"))->setCurrentIndex(1);
    pressInDialog("Assign");
    QTRY_COMPARE(m_world->provider->roles.value(QStringLiteral("id-fraud")).size(), 2);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Remove role")));
    press("Remove role");
    pressInDialog("Remove role");
    QTRY_COMPARE(m_world->provider->roles.value(QStringLiteral("id-fraud")).size(), 1);
}

void AccountsPageTest::inheritedRoleCannotBeRemoved()
{
    addFraud();
    m_world->provider->roles[QStringLiteral("id-fraud")] = {makeGrant("viewer", "prod", "ML")};
    open();
    choose("fraud");
    openTab(2);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Remove role")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Remove role"))->isEnabled());
    QVERIFY(shows(m_page, QStringLiteral("comes from the group ML")));
}

void AccountsPageTest::testsTheAccount()
{
    open();
    m_page->newAccount();
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fresh"));
    pressInDialog("Create");
    QTRY_VERIFY(dialog() && named<QPushButton>(dialog(), QStringLiteral("Reveal")));
    pressInDialog("Close");
    openTab(3);
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("exchanged for an access token")));
    QVERIFY(shows(m_page, QStringLiteral("Client secret from the keychain")));
}

void AccountsPageTest::testWithoutStoredSecretSaysSo()
{
    addFraud();
    open();
    for (const char *name : {"fraud", "batch"}) {
        choose(name);
        openTab(3);
        press("Test");
        QTRY_VERIFY(shows(m_page, QStringLiteral("the keychain holds no")));
    }
}

void AccountsPageTest::copiesIdAndCommand()
{
    addFraud();
    open();
    choose("fraud");
    const QList<QAction *> actions = m_page->commands();
    const auto copy = std::find_if(actions.cbegin(), actions.cend(), [](const QAction *action) {
        return action->text() == QStringLiteral("Copy ID");
    });
    QVERIFY(copy != actions.cend());
    (*copy)->trigger();
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("id-fraud"));

    const auto menus = m_page->findChildren<QMenu *>();
    const auto commands = std::find_if(menus.cbegin(), menus.cend(), [](const QMenu *menu) {
        return menu->title() == QStringLiteral("Copy as command");
    });
    QVERIFY(commands != menus.cend());
    Q_EMIT(*commands)->aboutToShow();
    (*commands)->actions().first()->trigger();
    QCOMPARE(
        QGuiApplication::clipboard()->text(),
        QStringLiteral("keywright-cli --connection 'Tecton prod' accounts show id-fraud"));
}

void AccountsPageTest::newAccountEndsInItsSecret()
{
    addFraud();
    open();
    press("New account");
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fresh"));
    pressInDialog("Add role");
    m_world->provider->failNext(
        QStringLiteral("assignRole"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("Not yours to give.")));
    m_world->credentials->refuseWrites = true;
    pressInDialog("Create");
    QTRY_VERIFY(dialog() && named<QPushButton>(dialog(), QStringLiteral("Reveal")));
    QVERIFY(named<QPushButton>(dialog(), QStringLiteral("Retry"))); // of the keychain
    m_world->credentials->refuseWrites = false;
    pressInDialog("Retry");
    QTRY_VERIFY(named<QPushButton>(dialog(), QStringLiteral("Close"))->isEnabled());
    pressInDialog("Close");
    QCOMPARE(m_page->findChild<AccountTable *>()->chosen(), m_world->key("fresh"));
    QVERIFY(shows(m_page, QStringLiteral("Not yours to give.")));
    QTRY_VERIFY(shows(m_page, QStringLiteral("One secret stored")));
}

QTEST_MAIN(AccountsPageTest)
#include "tst_accounts_page.moc"
