#include "tests/ui/lookup_page_fixture.h"
#include "ui/lookup/feature_tree.h"
#include "ui/widgets/banner.h"

#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QSignalSpy>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class tst_LookupPage : public LookupPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void runsWithTheKeyboardAlone();
    void refusesAWrongTypeBeforeItIsSent();
    void asksForEveryJoinKey();
    void sendsNullWhereItIsChosen();
    void leavesEmptyContextOut();
    void takesKeysByHandWhenTheyAreNotKnown();
    void readsTheKeysOnceAfterTyping();
    void keepsWhatWasTyped();
    void explainsARefusal();
    void leadsToTheRolesOfWhoWasRefused();
    void waitsForAFreshCredential();
    void stopsWaitingWhenAsked();
    void takesARefusalOfADeactivatedAccountAtItsWord();
    void blamesNoDeactivationForALostConnection();
    void cancelsALookup();
    void offersTheLastServiceAgain();
    void exportsFeatures();

private:
    void chooseService(const char *service = "fraud");
    void fillKeys();
    void run();
    void addFreshAccount(AccountStatus status);
};

namespace {

Error refused()
{
    Error error = makeError(
        ErrorKind::NotPermitted, QStringLiteral("The account lacks a role."),
        QStringLiteral("Assign Consumer on prod."));
    error.httpStatus = 403;
    return error;
}

} // namespace

void tst_LookupPage::init()
{
    makePage();
}

void tst_LookupPage::cleanup()
{
    dropPage();
}

void tst_LookupPage::chooseService(const char *service)
{
    QTRY_COMPARE(page().find<QComboBox>("Workspace")->currentText(), QStringLiteral("prod"));
    page().find<QComboBox>("Feature service")->setEditText(QString::fromLatin1(service));
}

void tst_LookupPage::fillKeys()
{
    QTRY_VERIFY(page().find<QLineEdit>("merchant"));
    page().find<QLineEdit>("user_id")->setText(QStringLiteral("user_1"));
    page().find<QLineEdit>("merchant")->setText(QStringLiteral("9007199254740993"));
    page().find<QLineEdit>("amt")->setText(QStringLiteral("101.5"));
}

void tst_LookupPage::run()
{
    QTest::mouseClick(page().find<QPushButton>("Run"), Qt::LeftButton);
}

void tst_LookupPage::addFreshAccount(AccountStatus status)
{
    ServiceAccount account;
    account.id = QStringLiteral("a1");
    account.name = QStringLiteral("fresh");
    account.status = status;
    account.createdAt = m_world->clock->now();
    m_world->inventory.put(QStringLiteral("c1"), account);
    StoredCredential stored;
    stored.key = {QStringLiteral("c1"), account.id, QStringLiteral("client-secret")};
    auto secret = std::make_shared<const Secret>(fakeSecret(account.id));
    m_world->credentials->write(stored, secret);
    QVERIFY(m_page->prepare(QStringLiteral("c1"), account.id));
    QCOMPARE(page().find<QComboBox>("Credential")->currentText(), account.name);
}

void tst_LookupPage::runsWithTheKeyboardAlone()
{
    chooseService();
    QTRY_VERIFY(page().find<QLineEdit>("user_id"));
    page().find<QComboBox>("Credential")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), page().find<QLineEdit>("user_id"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("user_1"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), page().find<QCheckBox>("user_id is null"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("42"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    QVERIFY(page().shows(QStringLiteral("38 ms")));
    QVERIFY(page().find<FeatureTree>("Features"));
    const LookupRequest sent = m_world->reader->requests.constFirst();
    QCOMPARE(sent.joinKeys.value(QStringLiteral("merchant")).toString(), QStringLiteral("42"));
}

void tst_LookupPage::refusesAWrongTypeBeforeItIsSent()
{
    chooseService();
    fillKeys();
    page().find<QLineEdit>("merchant")->setText(QStringLiteral("12a"));
    run();
    QVERIFY(page()
                .find<QLineEdit>("merchant")
                ->accessibleDescription()
                .contains(QStringLiteral("Not a whole number")));
    QVERIFY(page().find<QLineEdit>("merchant")->property("invalid").toBool());
    QCOMPARE(QApplication::focusWidget(), page().find<QLineEdit>("merchant"));
    QVERIFY(m_world->reader->requests.isEmpty());
    QCOMPARE(page().find<QLineEdit>("merchant")->text(), QStringLiteral("12a"));
}

void tst_LookupPage::asksForEveryJoinKey()
{
    chooseService();
    QTRY_VERIFY(page().find<QLineEdit>("user_id"));
    run();
    QVERIFY(page().find<QLineEdit>("user_id")->property("invalid").toBool());
    QVERIFY(page().find<QLineEdit>("merchant")->property("invalid").toBool());
    QVERIFY(!page().find<QLineEdit>("amt")->property("invalid").toBool());
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_LookupPage::sendsNullWhereItIsChosen()
{
    chooseService();
    fillKeys();
    page().find<QCheckBox>("merchant is null")->setChecked(true);
    QVERIFY(!page().find<QLineEdit>("merchant")->isEnabled());
    run();
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    const QJsonObject keys = m_world->reader->requests.constFirst().joinKeys;
    QVERIFY(keys.value(QStringLiteral("merchant")).isNull());
    QVERIFY(keys.contains(QStringLiteral("merchant")));
}

void tst_LookupPage::leavesEmptyContextOut()
{
    chooseService();
    fillKeys();
    page().find<QLineEdit>("amt")->clear();
    run();
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    QVERIFY(m_world->reader->requests.constFirst().requestContext.isEmpty());
}

void tst_LookupPage::takesKeysByHandWhenTheyAreNotKnown()
{
    m_world->reader->schemaError =
        makeError(ErrorKind::NotFound, QStringLiteral("There is no such service."));
    chooseService();
    QTRY_VERIFY(page().find<QLineEdit>("Join key 1 name"));
    QVERIFY(
        page().shows(QStringLiteral("There is no such service. You can name the keys by hand.")));
    page().find<QLineEdit>("Join key 1 name")->setText(QStringLiteral("n"));
    page().find<QComboBox>("Join key 1 type")->setCurrentIndex(1);
    page().find<QLineEdit>("Join key 1 value")->setText(QStringLiteral("x"));
    run();
    QVERIFY(page().find<QLineEdit>("Join key 1 value")->property("invalid").toBool());
    QVERIFY(m_world->reader->requests.isEmpty());
    page().find<QLineEdit>("Join key 1 value")->setText(QStringLiteral("7"));
    run();
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    QCOMPARE(
        m_world->reader->requests.constFirst().joinKeys,
        (QJsonObject{{QStringLiteral("n"), QStringLiteral("7")}}));
}

void tst_LookupPage::readsTheKeysOnceAfterTyping()
{
    QTRY_COMPARE(page().find<QComboBox>("Workspace")->currentText(), QStringLiteral("prod"));
    page().find<QComboBox>("Feature service")->setFocus();
    QTest::keyClicks(
        page().find<QComboBox>("Feature service")->lineEdit(), QStringLiteral("fraud"));
    QTRY_VERIFY(page().find<QLineEdit>("user_id"));
    QCOMPARE(m_world->reader->schemasAsked, QStringList{QStringLiteral("fraud")});
}

void tst_LookupPage::keepsWhatWasTyped()
{
    chooseService();
    fillKeys();
    m_world->reader->keys.requestContext.clear();
    chooseService("other");
    QTRY_VERIFY(!page().find<QLineEdit>("amt"));
    QCOMPARE(page().find<QLineEdit>("user_id")->text(), QStringLiteral("user_1"));
}

void tst_LookupPage::explainsARefusal()
{
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("The account lacks a role.")));
    QVERIFY(page().shows(QStringLiteral("Assign Consumer on prod.")));
    QVERIFY(page().shows(QStringLiteral("Refused (403)")));
    QVERIFY(!page().find<FeatureTree>("Features"));
    QCOMPARE(page().find<QLineEdit>("user_id")->text(), QStringLiteral("user_1"));
    QVERIFY(page().find<QPushButton>("Run")->isEnabled());
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_LookupPage::leadsToTheRolesOfWhoWasRefused()
{
    addFreshAccount(AccountStatus::Active);
    ServiceAccount account = *m_world->inventory.find(QStringLiteral("c1"), QStringLiteral("a1"));
    account.createdAt = account.createdAt.addDays(-1);
    m_world->inventory.put(QStringLiteral("c1"), account);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    const QSignalSpy asked(m_page.get(), &LookupPage::rolesRequested);
    run();
    QTRY_VERIFY(page().find<QPushButton>("Show roles"));
    QTest::mouseClick(page().find<QPushButton>("Show roles"), Qt::LeftButton);
    QCOMPARE(asked.count(), 1);
    QCOMPARE(asked.at(0).at(0).toString(), QStringLiteral("c1"));
    QCOMPARE(asked.at(0).at(1).toString(), QStringLiteral("a1"));
}

void tst_LookupPage::waitsForAFreshCredential()
{
    addFreshAccount(AccountStatus::Active);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("Pending: new credentials can take up to a minute.")));
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    QCOMPARE(m_world->reader->requests.size(), 2);
    // It worked once, so a refusal now means what it says.
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("Refused (403)")));
    QCOMPARE(m_world->reader->requests.size(), 3);
}

void tst_LookupPage::stopsWaitingWhenAsked()
{
    addFreshAccount(AccountStatus::Active);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused(), refused(), refused(), refused()};
    run();
    QTRY_VERIFY(page().find<QPushButton>("Stop waiting"));
    QTest::mouseClick(page().find<QPushButton>("Stop waiting"), Qt::LeftButton);
    QTRY_VERIFY(page().shows(QStringLiteral("Nothing was read.")));
    QVERIFY(page().find<QPushButton>("Run")->isEnabled());
}

void tst_LookupPage::takesARefusalOfADeactivatedAccountAtItsWord()
{
    addFreshAccount(AccountStatus::Deactivated);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("Refused (403)")));
    QCOMPARE(m_world->reader->requests.size(), 1);
    const auto *banner = m_page->findChild<Banner *>();
    QCOMPARE(banner->text(), QStringLiteral("fresh is deactivated. The account lacks a role."));
    QCOMPARE(
        banner->hint(), QStringLiteral("Reactivate it under Accounts, then run the lookup again."));
}

void tst_LookupPage::blamesNoDeactivationForALostConnection()
{
    addFreshAccount(AccountStatus::Deactivated);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {
        makeError(ErrorKind::Network, QStringLiteral("The server cannot be reached."))};
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("No answer")));
    QCOMPARE(
        m_page->findChild<Banner *>()->text(), QStringLiteral("The server cannot be reached."));
}

void tst_LookupPage::cancelsALookup()
{
    chooseService();
    fillKeys();
    m_world->reader->held = true;
    run();
    QTRY_COMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    QVERIFY(!page().find<QPushButton>("Run")->isEnabled());
    QTest::mouseClick(page().find<QPushButton>("Cancel lookup"), Qt::LeftButton);
    QTRY_VERIFY(page().shows(QStringLiteral("Nothing was read.")));
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_LookupPage::offersTheLastServiceAgain()
{
    chooseService();
    fillKeys();
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    m_page = m_world->makePage();
    m_page->show();
    QCOMPARE(page().find<QComboBox>("Feature service")->currentText(), QStringLiteral("fraud"));
}

void tst_LookupPage::exportsFeatures()
{
    chooseService();
    fillKeys();
    run();
    QTRY_VERIFY(page().shows(QStringLiteral("1 feature")));
    m_world->files.path = m_world->directory.filePath(QStringLiteral("out.csv"));
    for (QAction *action : m_page->findChildren<QAction *>()) {
        if (action->text() == QLatin1StringView("Features as CSV"))
            action->trigger();
    }
    QFile file(m_world->files.path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(
        file.readAll(),
        QByteArray("feature,type,value,status,effective_time\r\ncount,int64,12,present,\r\n"));
    QVERIFY(page().shows(QStringLiteral("Exported to")));
}

QTEST_MAIN(tst_LookupPage)
#include "tst_lookup_page.moc"
