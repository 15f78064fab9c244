// The accounts page as a whole: its states, its list, and what leaves it.

#include "tests/ui/accounts_page_fixture.h"
#include "ui/accounts/account_index.h"
#include "ui/widgets/chip.h"

#include <QAction>
#include <QFile>
#include <QHeaderView>
#include <QLineEdit>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTemporaryDir>

using namespace keywright;
using namespace keywright::test;

class AccountsPageTest : public AccountsPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }

    void saysThatThereIsNoConnection();
    void saysThatThereAreNoAccounts();
    void firstFailureTakesThePage();
    void laterFailureKeepsTheList();
    void filtersAndOffersTheWayBack();
    void chipsAppearOnlyWhereTheyFind();
    void filtersStandBesideEachOther();
    void keepsTheChosenAccountWhileFiltering();
    void countsRolesThroughGroups_data();
    void countsRolesThroughGroups();
    void loadsDetailsOfWhatIsSeen();
    void refreshIsATaskThatCanBeCancelled();
    void remembersColumns();
    void lastUsedIsShownWhereThereIsRoom();
    void columnsOfAnotherVersionAreForgotten();
    void exportsWithoutSecrets_data();
    void exportsWithoutSecrets();
    void choosesARowByItself();
    void showsTheRowThatAScreenReaderSelects();
    void detailBecomesAPageWhenNarrow();
    void copiesIdAndCommand();
    void newAccountEndsInItsSecret();
};

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

/// Also where there are all chips that there can be, in the narrowest window.
void AccountsPageTest::filtersStandBesideEachOther()
{
    addFraud();
    m_world->addAccount("gone").status = AccountStatus::Deactivated;
    m_world->provider->supported.systemManagedAccounts = true;
    open();
    const auto chips = [this] {
        QList<Chip *> shown = m_page->findChildren<Chip *>();
        shown.removeIf([](const Chip *chip) { return !chip->isVisible(); });
        return shown;
    };
    QTRY_VERIFY(chips().size() >= 5);
    m_page->resize(752, 560);
    const QWidget *field = named<QLineEdit>(m_page, QStringLiteral("Filter"));
    const auto overlaps = [&] {
        QList<QRect> places{field->geometry()};
        for (const Chip *chip : chips())
            places.append(chip->geometry());
        for (qsizetype i = 0; i < places.size(); ++i) {
            if (!field->parentWidget()->rect().contains(places.at(i)))
                return true;
            for (qsizetype j = i + 1; j < places.size(); ++j) {
                if (places.at(i).intersects(places.at(j)))
                    return true;
            }
        }
        return false;
    };
    QTRY_VERIFY(!overlaps());
    m_page->resize(1072, 560);
    QTRY_VERIFY(!overlaps());
    const QWidget *bar = field->parentWidget();
    QTRY_COMPARE(bar->height(), field->height() + 2 * field->y());
    const auto *count = bar->findChild<QLabel *>();
    QVERIFY(count && count->isVisible());
    QTRY_COMPARE(count->geometry().right() + 1, bar->width() - field->x());
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

void AccountsPageTest::countsRolesThroughGroups_data()
{
    QTest::addColumn<QList<RoleGrant>>("grants");
    QTest::addColumn<QString>("text");
    const RoleGrant direct = makeGrant("consumer", "prod");
    const RoleGrant viewer = makeGrant("viewer", "prod", "ML");
    const RoleGrant consumer = makeGrant("consumer", "staging", "Ops");
    RoleGrant admin = makeGrant("admin", "", "Ops");
    admin.scope.kind = ScopeKind::Organization;
    const auto row = [](const char *name, const QList<RoleGrant> &grants, const char *text) {
        QTest::newRow(name) << grants << QString::fromUtf8(text);
    };
    row("direct", {direct}, "Consumer · prod");
    row("one beside", {direct, viewer}, "Consumer · prod; +1 via group");
    row("two beside", {viewer, direct, consumer}, "Consumer · prod; +2 via groups");
    row("privileged", {direct, admin, viewer}, "Consumer · prod; Admin; +1 via group");
    row("only through groups", {viewer, consumer}, "Viewer · prod; Consumer · staging");
}

void AccountsPageTest::countsRolesThroughGroups()
{
    QFETCH(QList<RoleGrant>, grants);
    QFETCH(QString, text);
    addFraud();
    m_world->provider->roles[QStringLiteral("id-fraud")] = grants;
    open();
    const auto *model = m_page->findChild<AccountTable *>()->model();
    QTRY_COMPARE(model->index(1, int(AccountColumn::Roles)).data().toString(), text);
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
    QVERIFY(table->isColumnHidden(int(AccountColumn::Connection))); // one connection only
}

void AccountsPageTest::lastUsedIsShownWhereThereIsRoom()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    const int lastUsed = int(AccountColumn::LastUsed);
    QTRY_VERIFY(table->isColumnHidden(lastUsed));
    m_page->resize(1500, 700);
    QTRY_VERIFY(!table->isColumnHidden(lastUsed));
    m_page->resize(1100, 700);
    QTRY_VERIFY(table->isColumnHidden(lastUsed));
    QVERIFY(m_columns.state.isEmpty()); // nobody chose anything
    table->setColumnHidden(lastUsed, false);
    table->sortByColumn(lastUsed, Qt::DescendingOrder);
    QVERIFY(!m_columns.state.isEmpty());
    m_window.reset();
    showPage();
    table = m_page->findChild<AccountTable *>();
    QVERIFY(!table->isColumnHidden(lastUsed));
    m_page->resize(1000, 700);
    QVERIFY(!table->isColumnHidden(lastUsed));
}

void AccountsPageTest::columnsOfAnotherVersionAreForgotten()
{
    m_columns.state = QByteArrayLiteral("state of another version");
    addFraud();
    open();
    QVERIFY(!m_page->findChild<AccountTable *>()->isColumnHidden(1));
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

void AccountsPageTest::showsTheRowThatAScreenReaderSelects()
{
    addFraud();
    open();
    auto *table = m_page->findChild<AccountTable *>();
    // What QAccessibleTableCell does for its action: the current row stays.
    table->selectionModel()->select(
        table->model()->index(1, 0),
        QItemSelectionModel::ClearAndSelect | QItemSelectionModel::Rows);
    QCOMPARE(table->chosen(), m_world->key("fraud"));
    QCOMPARE(m_page->findChild<AccountDetail *>()->account(), m_world->key("fraud"));
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
