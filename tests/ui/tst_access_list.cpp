// The access list of an account: what it means, adding, removing, and not locking oneself out.

#include "tests/support/awaited.h"
#include "tests/ui/access_list_fixture.h"
#include "ui/accounts/access_list_model.h"
#include "ui/theme/fonts.h"

#include <QClipboard>
#include <QHeaderView>
#include <QPushButton>

using namespace keywright;
using namespace keywright::test;

class AccessListTest : public AccessListFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeListWorld(); }
    void cleanup() { dropWorld(); }

    void standsOnlyWhereThereAreLists();
    void isReadWhenItIsSeen();
    void showsTheUseInANarrowDetail();
    void emptyListSaysWhatItMeans_data();
    void emptyListSaysWhatItMeans();
    void failureCanBeRetried();
    void readingCanBeStopped();
    void answerForAnotherAccountIsDropped();
    void addsAPastedList();
    void wrongAddressesAreNamedBesideTheField_data();
    void wrongAddressesAreNamedBesideTheField();
    void refusedAddressStandsBesideTheField();
    void otherRefusalStaysInTheDialog();
    void addsMyAddress();
    void myAddressMayBeCovered();
    void myAddressIsForTheAccountThatWasAsked();
    void myAddressMayBeUnknown();
    void whatIsAroundTheListIsAskedAgain();
    void removesAfterAsking();
    void deleteKeyRemovesTheEntryAndNotTheAccount();
    void copiesWithTheKeyboard();
    void partlyFailedRemovalIsTold();
    void removingOwnEntryAsksTwice();
    void listThatLeavesThisMachineOutAsksTwice();
    void otherAccountsAreAskedOnce();

private:
    void becomeOwn();
    void chooseRows(const QList<int> &rows);
};

void AccessListTest::becomeOwn()
{
    m_world->provider->identity.id = m_fraud;
    QVERIFY(await(m_world->session->identify(CancelToken())).has_value());
}

void AccessListTest::chooseRows(const QList<int> &rows)
{
    table()->clearSelection();
    for (const int row : rows)
        table()->selectionModel()->select(
            table()->model()->index(row, 0),
            QItemSelectionModel::Select | QItemSelectionModel::Rows);
}

void AccessListTest::standsOnlyWhereThereAreLists()
{
    m_world->provider->supported.accessLists = false;
    open();
    choose("fraud");
    const auto *tabs = m_page->findChild<QTabWidget *>();
    const auto names = [tabs] {
        QStringList texts;
        for (int i = 0; i < tabs->count(); ++i)
            texts += tabs->tabText(i);
        return texts;
    };
    const QStringList without{
        QStringLiteral("Summary"), QStringLiteral("Secrets"), QStringLiteral("Roles"),
        QStringLiteral("Test")};
    QStringList all = without;
    all.insert(3, QStringLiteral("Access list"));
    // A tab that is only hidden could still be opened by assistive technology.
    QCOMPARE(names(), without);
    m_world->provider->supported.accessLists = true;
    choose("batch");
    QCOMPARE(names(), all);
    m_world->provider->supported.accessLists = false;
    choose("fraud");
    QCOMPARE(names(), without);
}

void AccessListTest::isReadWhenItIsSeen()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.0/8"));
    open();
    choose("fraud");
    QCoreApplication::processEvents();
    QCOMPARE(m_lists->reads, 0);
    openTab("Access list");
    QTRY_COMPARE(
        listed(), QStringList({QStringLiteral("10.0.0.0/8"), QStringLiteral("203.0.113.7")}));
    QVERIFY(shows(m_page, QStringLiteral("2 of 200 entries are used")));
    QVERIFY(shows(m_page, QStringLiteral("calls from 203.0.113.7, which is on the list")));
    choose("batch");
    QTRY_VERIFY(shows(m_page, QStringLiteral("The list is empty")));
    QCOMPARE(m_lists->reads, 2);
}

void AccessListTest::showsTheUseInANarrowDetail()
{
    AccessEntry &entry = m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    entry.requestCount = 15230;
    entry.lastUsedAt = QDateTime::currentDateTimeUtc().addDays(-1);
    entry.lastUsedAddress = entry.address;
    openList();
    const QHeaderView *header = table()->horizontalHeader();
    const int requests = AccessListModel::RequestsColumn;
    const int address = AccessListModel::AddressColumn;
    QTRY_VERIFY(header->sectionSize(requests) >= header->sectionSizeHint(requests));
    QTRY_VERIFY(
        header->sectionSize(address) >=
        QFontMetrics(fonts::strong()).horizontalAdvance(QStringLiteral("255.255.255.255/32")) + 20);
    QTRY_VERIFY(
        header->sectionViewportPosition(requests) + header->sectionSize(requests) <=
        table()->viewport()->width());
}

void AccessListTest::emptyListSaysWhatItMeans_data()
{
    QTest::addColumn<bool>("known");
    QTest::addColumn<bool>("required");
    QTest::addColumn<QString>("text");
    QTest::newRow("open") << true << false << QStringLiteral("work from every address.");
    QTest::newRow("required") << true << true << QStringLiteral("work from nowhere until");
    QTest::newRow("not known") << false << false
                               << QStringLiteral("unless the organization requires a list");
}

void AccessListTest::emptyListSaysWhatItMeans()
{
    QFETCH(bool, known);
    QFETCH(bool, required);
    QFETCH(QString, text);
    m_settings->demanded.accessListRequired = required;
    if (!known)
        m_settings->error = makeError(ErrorKind::NotPermitted, QStringLiteral("Not for you."));
    openList();
    QTRY_VERIFY(shows(m_page, text));
    QVERIFY(!table());
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Remove")));
}

void AccessListTest::failureCanBeRetried()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    m_lists->listError =
        makeError(ErrorKind::Provider, QStringLiteral("No."), QStringLiteral("Wait."));
    openList();
    QVERIFY(shows(m_page, QStringLiteral("No. Wait.")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Add addresses"))->isEnabled());
    press("Read again");
    QTRY_COMPARE(listed(), QStringList(QStringLiteral("203.0.113.7")));
    m_lists->listError = makeError(ErrorKind::Provider, QStringLiteral("No."));
    press("Read again");
    QTRY_VERIFY(shows(m_page, QStringLiteral("No.")));
    QCOMPARE(listed().size(), 1); // what was known stays
}

void AccessListTest::readingCanBeStopped()
{
    m_lists->gate = std::make_shared<Gate>();
    open();
    choose("fraud");
    openTab("Access list");
    QTRY_COMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    QVERIFY(shows(m_page, QStringLiteral("Loading the access list")));
    m_world->tasks.cancel(m_world->tasks.tasks().front().id);
    QTRY_VERIFY(shows(m_page, QStringLiteral("has not been read")));
    m_lists->gate.reset();
    press("Read again");
    QTRY_VERIFY(shows(m_page, QStringLiteral("The list is empty")));
}

void AccessListTest::answerForAnotherAccountIsDropped()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    const auto gate = std::make_shared<Gate>();
    m_lists->gate = gate;
    open();
    choose("fraud");
    openTab("Access list");
    m_lists->gate.reset();
    choose("batch");
    Q_EMIT gate->opened();
    QTRY_VERIFY(shows(m_page, QStringLiteral("The list is empty")));
    QVERIFY(!table());
    QVERIFY(m_world->tasks.tasks().empty());
}

void AccessListTest::addsAPastedList()
{
    m_lists->put(m_fraud, QStringLiteral("192.0.2.1"));
    openList();
    press("Add addresses");
    type(QStringLiteral("198.51.100.77/24, 2001:DB8::1;\n192.0.2.1  203.0.113.7"));
    QVERIFY(shows(dialog(), QStringLiteral("4 entries")));
    pressInDialog("Add");
    QTRY_VERIFY(!dialog());
    QCOMPARE(
        m_lists->sent.constFirst(),
        QStringList(
            {QStringLiteral("198.51.100.0/24"), QStringLiteral("2001:db8::1"),
             QStringLiteral("192.0.2.1"), QStringLiteral("203.0.113.7")}));
    QVERIFY(shows(m_page, QStringLiteral("addresses have been added")));
    QVERIFY(listed().contains(QStringLiteral("2001:db8::1")));
}

void AccessListTest::wrongAddressesAreNamedBesideTheField_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QString>("error");
    QTest::newRow("nothing") << QStringLiteral(" ,\n") << QStringLiteral("at least one");
    QTest::newRow("one wrong") << QStringLiteral("10.0.0.1 10.0.0.256")
                               << QStringLiteral("Not an address or a CIDR block: 10.0.0.256");
    QTest::newRow("several") << QStringLiteral("a b 10.0.0.1/33")
                             << QStringLiteral("3 of these are not addresses or CIDR blocks: a, b");
    QTest::newRow("there already")
        << QStringLiteral("192.0.2.1") << QStringLiteral("All of these are on the list already");
    QTest::newRow("too many") << QStringLiteral("10.0.0.1 10.0.0.2 10.0.0.3")
                              << QStringLiteral("would have 4 entries, and can have 3");
}

void AccessListTest::wrongAddressesAreNamedBesideTheField()
{
    QFETCH(QString, text);
    QFETCH(QString, error);
    m_lists->most = 3;
    m_lists->put(m_fraud, QStringLiteral("192.0.2.1"));
    openList();
    press("Add addresses");
    type(text);
    pressInDialog("Add");
    QVERIFY(shows(dialog(), error));
    QVERIFY(m_lists->sent.isEmpty());
    type(QStringLiteral("10.0.0.1"));
    QVERIFY(!shows(dialog(), error)); // typing clears it
    auto *field = named<QPlainTextEdit>(dialog(), QStringLiteral("Addresses"));
    QTest::keyClick(field, Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(!dialog());
    QCOMPARE(onServer().size(), 2);
}

void AccessListTest::refusedAddressStandsBesideTheField()
{
    m_lists->addError = fieldError(QStringLiteral("address"), QStringLiteral("Not that one."));
    openList();
    press("Add addresses");
    type(QStringLiteral("10.0.0.1"));
    pressInDialog("Add");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("Not that one.")));
    QCOMPARE(
        named<QPlainTextEdit>(dialog(), QStringLiteral("Addresses"))->accessibleDescription(),
        QStringLiteral("Not that one."));
}

void AccessListTest::otherRefusalStaysInTheDialog()
{
    m_lists->addError = makeError(ErrorKind::Network, QStringLiteral("The line is dead."));
    openList();
    press("Add addresses");
    type(QStringLiteral("10.0.0.1"));
    pressInDialog("Add");
    QTRY_VERIFY(shows(dialog(), QStringLiteral("The line is dead.")));
    const int before = m_lists->reads;
    pressInDialog("Cancel");
    QTRY_COMPARE(m_lists->reads, before + 1); // something may have been done
}

void AccessListTest::addsMyAddress()
{
    openList();
    press("Add my address");
    QVERIFY(shows(dialog(), QStringLiteral("Add 203.0.113.7?")));
    QVERIFY(shows(dialog(), QStringLiteral("this machine calls from 203.0.113.7")));
    QVERIFY(shows(dialog(), QStringLiteral("from this address only")));
    pressInDialog("Add");
    QTRY_COMPARE(listed(), QStringList(QStringLiteral("203.0.113.7")));
    QVERIFY(shows(m_page, QStringLiteral("203.0.113.7 has been added.")));
}

void AccessListTest::myAddressMayBeCovered()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.0/24"));
    openList();
    press("Add my address");
    QVERIFY(!dialog());
    QVERIFY(shows(m_page, QStringLiteral("which 203.0.113.0/24 covers already")));
}

void AccessListTest::myAddressIsForTheAccountThatWasAsked()
{
    openList();
    press("Add my address");
    QTRY_VERIFY(dialog());
    choose("batch");
    if (dialog())
        pressInDialog("Add");
    QVERIFY(m_lists->sent.isEmpty());
}

void AccessListTest::whatIsAroundTheListIsAskedAgain()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    m_lists->mine.clear();
    m_lists->listError = makeError(ErrorKind::Provider, QStringLiteral("No."));
    openList();
    m_lists->mine = QStringLiteral("203.0.113.7");
    press("Read again");
    QTRY_VERIFY(shows(m_page, QStringLiteral("calls from 203.0.113.7, which is on the list")));
}

void AccessListTest::myAddressMayBeUnknown()
{
    m_lists->mine.clear();
    openList();
    QVERIFY(!shows(m_page, QStringLiteral("This machine calls from")));
    press("Add my address");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Nobody knows.")));
    m_lists->mine = QStringLiteral("2001:db8::5");
    press("Add my address");
    QTRY_VERIFY(dialog());
    QVERIFY(shows(dialog(), QStringLiteral("Add 2001:db8::5?")));
    pressInDialog("Cancel");
    QVERIFY(onServer().isEmpty());
}

void AccessListTest::removesAfterAsking()
{
    m_lists->put(m_fraud, QStringLiteral("10.0.0.1"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.2"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.3"));
    openList();
    chooseRows({0, 2});
    press("Remove");
    QVERIFY(shows(dialog(), QStringLiteral("Remove 2 addresses?")));
    QVERIFY(shows(dialog(), QStringLiteral("10.0.0.3")));
    QCOMPARE(onServer().size(), 3);
    pressInDialog("Remove");
    QTRY_COMPARE(listed(), QStringList(QStringLiteral("10.0.0.2")));
    press("Remove");
    QVERIFY(shows(dialog(), QStringLiteral("work from every address.")));
    pressInDialog("Remove");
    QTRY_VERIFY(shows(m_page, QStringLiteral("The list is empty")));
    QVERIFY(shows(m_page, QStringLiteral("10.0.0.2 has been removed.")));
}

void AccessListTest::deleteKeyRemovesTheEntryAndNotTheAccount()
{
    m_lists->put(m_fraud, QStringLiteral("10.0.0.1"));
    openList();
    table()->setFocus();
    QTest::keyClick(table(), Qt::Key_Delete);
    QVERIFY(dialog());
    QVERIFY(shows(dialog(), QStringLiteral("Remove 10.0.0.1?")));
    pressInDialog("Remove");
    QTRY_VERIFY(onServer().isEmpty());
    QVERIFY(m_world->inventory.find(m_world->id, m_fraud));
}

void AccessListTest::copiesWithTheKeyboard()
{
    m_lists->put(m_fraud, QStringLiteral("10.0.0.1"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.2"));
    openList();
    table()->selectAll();
    QTest::keyClick(table(), Qt::Key_C, Qt::ControlModifier);
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.0.0.1\n10.0.0.2"));
    chooseRows({1});
    press("Copy");
    QCOMPARE(QGuiApplication::clipboard()->text(), QStringLiteral("10.0.0.2"));
}

void AccessListTest::partlyFailedRemovalIsTold()
{
    m_lists->put(m_fraud, QStringLiteral("10.0.0.1"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.2"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.3"));
    m_lists->removeErrors.insert(
        QStringLiteral("10.0.0.2"), makeError(ErrorKind::Conflict, QStringLiteral("Busy.")));
    openList();
    table()->selectAll();
    press("Remove");
    pressInDialog("Remove");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Busy. One entry was removed before that.")));
    QTRY_COMPARE(listed(), QStringList({QStringLiteral("10.0.0.2"), QStringLiteral("10.0.0.3")}));
}

void AccessListTest::removingOwnEntryAsksTwice()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.0/24"));
    m_lists->put(m_fraud, QStringLiteral("10.0.0.1"));
    becomeOwn();
    openList();
    chooseRows({1});
    press("Remove");
    pressInDialog("Remove");
    QVERIFY(dialog());
    QVERIFY(shows(dialog(), QStringLiteral("The console signs in with this account")));
    QVERIFY(
        shows(dialog(), QStringLiteral("calls from 203.0.113.7, which the list would leave out")));
    QCOMPARE(onServer().size(), 2);
    pressInDialog("Cancel");
    QCOMPARE(onServer().size(), 2);
    press("Remove");
    pressInDialog("Remove");
    pressInDialog("Remove all the same");
    QTRY_COMPARE(onServer(), QStringList(QStringLiteral("10.0.0.1")));
}

void AccessListTest::listThatLeavesThisMachineOutAsksTwice()
{
    becomeOwn();
    openList();
    press("Add addresses");
    type(QStringLiteral("10.0.0.0/8"));
    pressInDialog("Add");
    QVERIFY(m_lists->sent.isEmpty());
    QVERIFY(shows(dialog(), QStringLiteral("which the list would leave out")));
    pressInDialog("Cancel");
    type(QStringLiteral("10.0.0.0/8, 203.0.113.0/28"));
    pressInDialog("Add");
    QTRY_VERIFY(!dialog());
    QCOMPARE(onServer().size(), 2);
}

void AccessListTest::otherAccountsAreAskedOnce()
{
    m_lists->put(m_fraud, QStringLiteral("203.0.113.7"));
    openList();
    press("Remove");
    pressInDialog("Remove");
    QTRY_VERIFY(onServer().isEmpty());
}

QTEST_MAIN(AccessListTest)
#include "tst_access_list.moc"
