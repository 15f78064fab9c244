// Access lists: reading pasted addresses, what a change means for the console itself, and removing
// several entries.

#include "core/accounts/access_actions.h"
#include "core/identity/access_addresses.h"
#include "core/keychain/memory_credential_store.h"
#include "tests/core/atlas_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QStringList words(const QString &text)
{
    return text.split(u' ', Qt::SkipEmptyParts);
}

QList<AccessEntry> entriesOf(const QString &text)
{
    QList<AccessEntry> entries;
    for (const QString &address : words(text)) {
        AccessEntry entry;
        entry.address = address;
        entries.append(entry);
    }
    return entries;
}

} // namespace

class AccessActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void readsAPastedList_data();
    void readsAPastedList();
    void admits_data();
    void admits();
    void warnsOfLockout_data();
    void warnsOfLockout();
    void removesSeveralAtTheServer();
    void lostAnswersAreLookedUp_data();
    void lostAnswersAreLookedUp();
};

void AccessActionsTest::readsAPastedList_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<QStringList>("addresses");
    QTest::addColumn<QStringList>("wrong");
    const auto row = [](const char *name, const char *text, const char *good, const char *wrong) {
        QTest::newRow(name) << QString::fromLatin1(text) << words(QString::fromLatin1(good))
                            << words(QString::fromLatin1(wrong));
    };
    row("nothing", " \n,; ", "", "");
    row("one", "10.0.0.1", "10.0.0.1", "");
    row("separators", "10.0.0.1,10.0.0.2;10.0.0.3\r\n10.0.0.4\t10.0.0.5",
        "10.0.0.1 10.0.0.2 10.0.0.3 10.0.0.4 10.0.0.5", "");
    row("spelling", "10.0.0.9/24 2001:DB8:0::1", "10.0.0.0/24 2001:db8::1", "");
    row("repeated", "10.0.0.1 10.0.0.1 x x", "10.0.0.1", "x");
    row("wrong", "10.0.0.1 host 10.0.0.256 1.2.3.4/33", "10.0.0.1", "host 10.0.0.256 1.2.3.4/33");
}

void AccessActionsTest::readsAPastedList()
{
    QFETCH(QString, text);
    QFETCH(QStringList, addresses);
    QFETCH(QStringList, wrong);
    const AccessAddresses read = readAccessAddresses(text);
    QCOMPARE(read.addresses, addresses);
    QCOMPARE(read.wrong, wrong);
}

void AccessActionsTest::admits_data()
{
    QTest::addColumn<QString>("entries");
    QTest::addColumn<bool>("required");
    QTest::addColumn<bool>("admitted");
    QTest::newRow("empty") << QString() << false << true;
    QTest::newRow("empty, but required") << QString() << true << false;
    QTest::newRow("listed") << QStringLiteral("10.0.0.1 203.0.113.7") << false << true;
    QTest::newRow("covered") << QStringLiteral("203.0.113.0/24") << true << true;
    QTest::newRow("elsewhere") << QStringLiteral("10.0.0.0/8 2001:db8::/32") << false << false;
}

void AccessActionsTest::admits()
{
    QFETCH(QString, entries);
    QFETCH(bool, required);
    QFETCH(bool, admitted);
    const QList<AccessEntry> list = entriesOf(entries);
    QCOMPARE(admitsAddress(list, QStringLiteral("203.0.113.7"), required), admitted);
}

void AccessActionsTest::warnsOfLockout_data()
{
    QTest::addColumn<QString>("before");
    QTest::addColumn<QString>("after");
    QTest::addColumn<bool>("required");
    QTest::addColumn<QString>("mine");
    QTest::addColumn<QString>("warning");
    const auto row = [](const char *name, const char *before, const char *after, bool required,
                        const char *mine, const char *warning) {
        QTest::newRow(name) << QString::fromLatin1(before) << QString::fromLatin1(after) << required
                            << QString::fromLatin1(mine) << QString::fromLatin1(warning);
    };
    const char *mine = "203.0.113.7";
    const char *left = "which the list would leave out";
    row("another entry", "203.0.113.7 10.0.0.1", "203.0.113.7", false, mine, "");
    row("mine goes", "203.0.113.7 10.0.0.1", "10.0.0.1", false, mine, left);
    row("covered still", "203.0.113.7 203.0.113.0/24", "203.0.113.0/24", false, mine, "");
    row("last one, list required", "203.0.113.7", "", true, mine, left);
    row("last one", "203.0.113.7", "", false, mine, "work from every address");
    row("last one, not mine", "10.0.0.1", "", false, mine, "");
    row("first one, not mine", "", "10.0.0.1", false, mine, left);
    row("first one, mine", "", "203.0.113.7", false, mine, "");
    row("not known", "10.0.0.1 10.0.0.2", "10.0.0.1", false, "", "does not tell which address");
    row("not known, and open", "10.0.0.1", "", false, "", "");
}

void AccessActionsTest::warnsOfLockout()
{
    QFETCH(QString, before);
    QFETCH(QString, after);
    QFETCH(bool, required);
    QFETCH(QString, mine);
    QFETCH(QString, warning);
    Connection connection;
    connection.name = QStringLiteral("Acme");
    connection.signIn = SignIn::ClientCredentials;
    connection.clientId = QStringLiteral("own");
    const Session session(connection, nullptr, nullptr, nullptr);
    AccessChange change;
    change.accountId = QStringLiteral("own");
    change.before = entriesOf(before);
    change.after = entriesOf(after);
    change.listRequired = required;
    change.myAddress = mine;
    const QString told = accessLockoutWarning(session, change);
    QCOMPARE(told.isEmpty(), warning.isEmpty());
    QVERIFY2(told.contains(warning), qPrintable(told));
    // Nobody knows whether an empty list is refused.
    change.isRequirementKnown = false;
    if (change.after.isEmpty())
        QVERIFY(accessLockoutWarning(session, change).contains(QStringLiteral("is not known")));
    change.accountId = QStringLiteral("another");
    QVERIFY(accessLockoutWarning(session, change).isEmpty());
}

void AccessActionsTest::removesSeveralAtTheServer()
{
    AtlasFixture atlas;
    Connection connection;
    connection.id = QStringLiteral("c1");
    const auto session = std::make_shared<Session>(
        connection, atlas.admin(), nullptr, std::make_shared<MemoryCredentialStore>());
    const auto created = await(session->provider()->createAccount(
        newAtlasAccount(QStringLiteral("listed"), {organizationRole("ORG_MEMBER")}),
        CancelToken()));
    QVERIFY(created);
    const QString id = created->account.id;
    const QStringList wanted = words(QStringLiteral("10.0.0.1 10.0.0.0/8 2001:db8::/32"));
    QVERIFY(await(session->provider()->accessLists()->add(id, wanted, CancelToken())));
    // One that is gone already is what was wanted.
    const QStringList gone = words(QStringLiteral("10.0.0.0/8 192.0.2.1 2001:db8::/32"));
    QVERIFY(await(removeAccessEntries(session, id, gone, CancelToken())));
    const auto left = await(session->provider()->accessLists()->list(id, CancelToken()));
    QVERIFY(left);
    QCOMPARE(left->size(), 1);
    CancelSource cancel;
    cancel.cancel();
    const auto stopped =
        await(removeAccessEntries(session, id, words(QStringLiteral("10.0.0.1")), cancel.token()));
    QCOMPARE(errorOf(stopped).kind, ErrorKind::Cancelled);
}

void AccessActionsTest::lostAnswersAreLookedUp_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<bool>("arrived");
    QTest::newRow("the answer") << QStringLiteral("drop-after") << true;
    QTest::newRow("the request") << QStringLiteral("drop-before") << false;
}

void AccessActionsTest::lostAnswersAreLookedUp()
{
    QFETCH(const QString, fault);
    QFETCH(const bool, arrived);
    AtlasFixture atlas;
    const auto session = std::make_shared<Session>(
        Connection(), atlas.admin(), nullptr, std::make_shared<MemoryCredentialStore>());
    const auto created = await(session->provider()->createAccount(
        newAtlasAccount(QStringLiteral("listed"), {organizationRole("ORG_MEMBER")}),
        CancelToken()));
    QVERIFY(created);
    const QString id = created->account.id;
    const QStringList wanted = words(QStringLiteral("10.1.2.3/16 2001:db8:0::1"));
    // The list is looked at first.
    QVERIFY(atlas.server().setFaults({QStringLiteral("accessList=%1@2").arg(fault)}));
    const auto added = await(addAccessEntries(session, id, wanted, CancelToken()));
    QCOMPARE(added.has_value(), arrived);
    if (arrived)
        QCOMPARE(added->size(), 2);
    else
        QVERIFY(errorOf(added).outcomeUnknown);

    QVERIFY(atlas.server().setFaults({}));
    QVERIFY(await(addAccessEntries(session, id, wanted, CancelToken())));
    QVERIFY(atlas.server().setFaults({QStringLiteral("accessList/=%1@1").arg(fault)}));
    const auto removed = await(removeAccessEntries(session, id, wanted.first(1), CancelToken()));
    QCOMPARE(removed.has_value(), arrived);
    const auto left = await(session->provider()->accessLists()->list(id, CancelToken()));
    QVERIFY(left);
    QCOMPARE(left->size(), arrived ? 1 : 2);
    const auto unknown =
        await(removeAccessEntry(session, id, QStringLiteral("192.0.2.1"), CancelToken()));
    QCOMPARE(errorOf(unknown).kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(AccessActionsTest)
#include "tst_access_actions.moc"
