// The access list of an account at the sandbox, which enforces it.

#include "tests/ui/atlas_page_fixture.h"

#include <QPlainTextEdit>
#include <QPushButton>
#include <QTableView>

using namespace keywright;
using namespace keywright::test;

class AccessListSandboxTest : public AtlasPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeAtlasWorld(); }
    void cleanup() { dropAtlasWorld(); }

    void addsUsesAndRemoves();
    void ownAccountIsGuarded();
    void projectConnection();

private:
    void openList(const AccountKey &key);
    void type(const QString &text);
    QTableView *table() const { return named<QTableView>(m_page, QStringLiteral("Access list")); }
};

void AccessListSandboxTest::openList(const AccountKey &key)
{
    openOn(key);
    openTab("Access list");
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QTRY_VERIFY(shows(m_page, QStringLiteral("This machine calls from 127.0.0.1")));
}

void AccessListSandboxTest::type(const QString &text)
{
    auto *field = named<QPlainTextEdit>(dialog(), QStringLiteral("Addresses"));
    QVERIFY(field);
    field->setPlainText(text);
}

void AccessListSandboxTest::addsUsesAndRemoves()
{
    makeAccount(QStringLiteral("fenced"), {organizationRole("ORG_MEMBER")});
    const QString id = m_account.accountId;
    openList(m_account);
    QVERIFY(shows(m_page, QStringLiteral("work from every address")));
    press("Add addresses");
    type(QStringLiteral("198.51.100.9/24, 2001:DB8::/32"));
    pressInDialog("Add");
    QTRY_VERIFY(!dialog());
    const QStringList two{QStringLiteral("198.51.100.0/24"), QStringLiteral("2001:db8::/32")};
    QCOMPARE(onServer(id), two);
    QVERIFY(shows(m_page, QStringLiteral("which is not on the list")));

    press("Add my address");
    pressInDialog("Add");
    QTRY_COMPARE(table()->model()->rowCount(), 3);
    openTab("Test");
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("The server shows it")));
    openTab("Access list");
    press("Read again");
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    // IPv4 by value first: the loopback address.
    QCOMPARE(table()->model()->index(0, 0).data().toString(), QStringLiteral("127.0.0.1"));

    table()->selectRow(1);
    press("Remove");
    pressInDialog("Remove");
    QTRY_COMPARE(table()->model()->rowCount(), 2);
    QVERIFY(!onServer(id).contains(QStringLiteral("198.51.100.0/24")));
}

void AccessListSandboxTest::ownAccountIsGuarded()
{
    const QStringList before = onServer(own().accountId);
    openList(own());
    if (before.isEmpty()) {
        press("Add my address");
        pressInDialog("Add");
        QTRY_VERIFY(table());
    }
    table()->selectAll();
    const QStringList listed = onServer(own().accountId);
    press("Remove");
    pressInDialog("Remove");
    QVERIFY(shows(dialog(), QStringLiteral("The console signs in with this account")));
    QCOMPARE(onServer(own().accountId), listed);
    pressInDialog("Remove all the same");
    // The server has a guard of its own, and its reason is told.
    QTRY_VERIFY(m_world->tasks.tasks().empty());
    QVERIFY(onServer(own().accountId).contains(QStringLiteral("127.0.0.1")));
    QVERIFY(!shows(m_page, QStringLiteral("has been removed")));
}

void AccessListSandboxTest::projectConnection()
{
    connectTo(m_atlas->connectAdmin(m_atlas->projectSettings(0)));
    makeAccount(
        QStringLiteral("of-a-project"), {projectRole("GROUP_READ_ONLY", m_atlas->project(0))});
    openList(m_account);
    press("Add addresses");
    type(QStringLiteral("10.0.0.0/8"));
    pressInDialog("Add");
    QTRY_VERIFY(!dialog());
    QCOMPARE(onServer(m_account.accountId), QStringList(QStringLiteral("10.0.0.0/8")));
}

QTEST_MAIN(AccessListSandboxTest)
#include "tst_access_list_sandbox.moc"
