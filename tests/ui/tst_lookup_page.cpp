#include "tests/ui/lookup_fixture.h"
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

class tst_LookupPage : public QObject
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
    template <class T> T *named(const char *name) const
    {
        for (T *widget : m_page->findChildren<T *>()) {
            if (widget->accessibleName() == QLatin1StringView(name))
                return widget;
        }
        return nullptr;
    }
    bool sees(const QString &text) const
    {
        for (const QLabel *label : m_page->findChildren<QLabel *>()) {
            if (label->isVisible() && label->text().contains(text))
                return true;
        }
        return false;
    }
    void chooseService(const char *service = "fraud");
    void fillKeys();
    void run();
    void addFreshAccount(AccountStatus status);

    std::unique_ptr<LookupWorld> m_world;
    std::unique_ptr<LookupPage> m_page;
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
    m_world = std::make_unique<LookupWorld>();
    m_page = m_world->makePage();
    m_page->resize(1072, 724);
    m_page->show();
    QVERIFY(QTest::qWaitForWindowActive(m_page.get()));
    m_world->inventory.add(m_world->session);
}

void tst_LookupPage::cleanup()
{
    m_page.reset();
    m_world.reset();
}

void tst_LookupPage::chooseService(const char *service)
{
    QTRY_COMPARE(named<QComboBox>("Workspace")->currentText(), QStringLiteral("prod"));
    named<QComboBox>("Feature service")->setEditText(QString::fromLatin1(service));
}

void tst_LookupPage::fillKeys()
{
    QTRY_VERIFY(named<QLineEdit>("merchant"));
    named<QLineEdit>("user_id")->setText(QStringLiteral("user_1"));
    named<QLineEdit>("merchant")->setText(QStringLiteral("9007199254740993"));
    named<QLineEdit>("amt")->setText(QStringLiteral("101.5"));
}

void tst_LookupPage::run()
{
    QTest::mouseClick(named<QPushButton>("Run"), Qt::LeftButton);
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
    QCOMPARE(named<QComboBox>("Credential")->currentText(), account.name);
}

void tst_LookupPage::runsWithTheKeyboardAlone()
{
    chooseService();
    QTRY_VERIFY(named<QLineEdit>("user_id"));
    named<QComboBox>("Credential")->setFocus();
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>("user_id"));
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("user_1"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QCOMPARE(QApplication::focusWidget(), named<QCheckBox>("user_id is null"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
    QTest::keyClicks(QApplication::focusWidget(), QStringLiteral("42"));
    QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
    QTRY_VERIFY(sees(QStringLiteral("1 feature")));
    QVERIFY(sees(QStringLiteral("38 ms")));
    QVERIFY(named<FeatureTree>("Features")->isVisible());
    const LookupRequest sent = m_world->reader->requests.constFirst();
    QCOMPARE(sent.joinKeys.value(QStringLiteral("merchant")).toString(), QStringLiteral("42"));
}

void tst_LookupPage::refusesAWrongTypeBeforeItIsSent()
{
    chooseService();
    fillKeys();
    named<QLineEdit>("merchant")->setText(QStringLiteral("12a"));
    run();
    QVERIFY(named<QLineEdit>("merchant")
                ->accessibleDescription()
                .contains(QStringLiteral("Not a whole number")));
    QVERIFY(named<QLineEdit>("merchant")->property("invalid").toBool());
    QCOMPARE(QApplication::focusWidget(), named<QLineEdit>("merchant"));
    QVERIFY(m_world->reader->requests.isEmpty());
    QCOMPARE(named<QLineEdit>("merchant")->text(), QStringLiteral("12a"));
}

void tst_LookupPage::asksForEveryJoinKey()
{
    chooseService();
    QTRY_VERIFY(named<QLineEdit>("user_id"));
    run();
    QVERIFY(named<QLineEdit>("user_id")->property("invalid").toBool());
    QVERIFY(named<QLineEdit>("merchant")->property("invalid").toBool());
    QVERIFY(!named<QLineEdit>("amt")->property("invalid").toBool());
    QVERIFY(m_world->reader->requests.isEmpty());
}

void tst_LookupPage::sendsNullWhereItIsChosen()
{
    chooseService();
    fillKeys();
    named<QCheckBox>("merchant is null")->setChecked(true);
    QVERIFY(!named<QLineEdit>("merchant")->isEnabled());
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
    named<QLineEdit>("amt")->clear();
    run();
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    QVERIFY(m_world->reader->requests.constFirst().requestContext.isEmpty());
}

void tst_LookupPage::takesKeysByHandWhenTheyAreNotKnown()
{
    m_world->reader->schemaError =
        makeError(ErrorKind::NotFound, QStringLiteral("There is no such service."));
    chooseService();
    QTRY_VERIFY(named<QLineEdit>("Join key 1 name"));
    QVERIFY(sees(QStringLiteral("There is no such service. You can name the keys by hand.")));
    named<QLineEdit>("Join key 1 name")->setText(QStringLiteral("n"));
    named<QComboBox>("Join key 1 type")->setCurrentIndex(1);
    named<QLineEdit>("Join key 1 value")->setText(QStringLiteral("x"));
    run();
    QVERIFY(named<QLineEdit>("Join key 1 value")->property("invalid").toBool());
    QVERIFY(m_world->reader->requests.isEmpty());
    named<QLineEdit>("Join key 1 value")->setText(QStringLiteral("7"));
    run();
    QTRY_COMPARE(m_world->reader->requests.size(), 1);
    QCOMPARE(
        m_world->reader->requests.constFirst().joinKeys,
        (QJsonObject{{QStringLiteral("n"), QStringLiteral("7")}}));
}

void tst_LookupPage::readsTheKeysOnceAfterTyping()
{
    QTRY_COMPARE(named<QComboBox>("Workspace")->currentText(), QStringLiteral("prod"));
    named<QComboBox>("Feature service")->setFocus();
    QTest::keyClicks(named<QComboBox>("Feature service")->lineEdit(), QStringLiteral("fraud"));
    QTRY_VERIFY(named<QLineEdit>("user_id"));
    QCOMPARE(m_world->reader->schemasAsked, QStringList{QStringLiteral("fraud")});
}

void tst_LookupPage::keepsWhatWasTyped()
{
    chooseService();
    fillKeys();
    m_world->reader->keys.requestContext.clear();
    chooseService("other");
    QTRY_VERIFY(!named<QLineEdit>("amt"));
    QCOMPARE(named<QLineEdit>("user_id")->text(), QStringLiteral("user_1"));
}

void tst_LookupPage::explainsARefusal()
{
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(sees(QStringLiteral("The account lacks a role.")));
    QVERIFY(sees(QStringLiteral("Assign Consumer on prod.")));
    QVERIFY(sees(QStringLiteral("Refused (403)")));
    QVERIFY(!named<FeatureTree>("Features")->isVisible());
    QCOMPARE(named<QLineEdit>("user_id")->text(), QStringLiteral("user_1"));
    QVERIFY(named<QPushButton>("Run")->isEnabled());
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
    QTRY_VERIFY(named<QPushButton>("Show roles"));
    QTest::mouseClick(named<QPushButton>("Show roles"), Qt::LeftButton);
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
    QTRY_VERIFY(sees(QStringLiteral("Pending: new credentials can take up to a minute.")));
    QTRY_VERIFY(sees(QStringLiteral("1 feature")));
    QCOMPARE(m_world->reader->requests.size(), 2);
    // It worked once, so a refusal now means what it says.
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(sees(QStringLiteral("Refused (403)")));
    QCOMPARE(m_world->reader->requests.size(), 3);
}

void tst_LookupPage::stopsWaitingWhenAsked()
{
    addFreshAccount(AccountStatus::Active);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused(), refused(), refused(), refused()};
    run();
    QTRY_VERIFY(named<QPushButton>("Stop waiting"));
    QTest::mouseClick(named<QPushButton>("Stop waiting"), Qt::LeftButton);
    QTRY_VERIFY(sees(QStringLiteral("Nothing was read.")));
    QVERIFY(named<QPushButton>("Run")->isEnabled());
}

void tst_LookupPage::takesARefusalOfADeactivatedAccountAtItsWord()
{
    addFreshAccount(AccountStatus::Deactivated);
    chooseService();
    fillKeys();
    m_world->reader->refusals = {refused()};
    run();
    QTRY_VERIFY(sees(QStringLiteral("Refused (403)")));
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
    QTRY_VERIFY(sees(QStringLiteral("No answer")));
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
    QVERIFY(!named<QPushButton>("Run")->isEnabled());
    QTest::mouseClick(named<QPushButton>("Cancel lookup"), Qt::LeftButton);
    QTRY_VERIFY(sees(QStringLiteral("Nothing was read.")));
    QVERIFY(m_world->tasks.tasks().empty());
}

void tst_LookupPage::offersTheLastServiceAgain()
{
    chooseService();
    fillKeys();
    run();
    QTRY_VERIFY(sees(QStringLiteral("1 feature")));
    m_page = m_world->makePage();
    m_page->show();
    QCOMPARE(named<QComboBox>("Feature service")->currentText(), QStringLiteral("fraud"));
}

void tst_LookupPage::exportsFeatures()
{
    chooseService();
    fillKeys();
    run();
    QTRY_VERIFY(sees(QStringLiteral("1 feature")));
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
    QVERIFY(sees(QStringLiteral("Exported to")));
}

QTEST_MAIN(tst_LookupPage)
#include "tst_lookup_page.moc"
