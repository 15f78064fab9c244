// The detail of an account, and what can be done to it.

#include "tests/support/awaited.h"
#include "tests/ui/accounts_page_fixture.h"

#include <QAction>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>

using namespace keywright;
using namespace keywright::test;

class AccountDetailTest : public AccountsPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }

    void detailTellsAboutTheAccount();
    void secretsTabExplainsRefusals();
    void apiKeyAccountHasNoSecrets();
    void detailsThatFailCanBeRetried();
    void renames();
    void renameConflictStandsBesideTheField();
    void deactivatesAndReactivates();
    void noDeactivationWhereTheProviderHasNone();
    void deletesOnlyWhenTheNameIsTyped();
    void whatIsDeletedInPartIsGoneFromTheList();
    void deletionTellsDirectAndInheritedRolesApart();
    void failedDeletionIsTold();
    void asksTwiceForTheOwnAccount();
    void createsASecondSecret();
    void deactivatesAndDeletesASecret();
    void saysThatTheOnlySecretGoes();
    void assignsAndRemovesARole();
    void assignsWhatThereIsNow();
    void inheritedRoleCannotBeRemoved();
    void testsTheAccount();
    void testWithoutStoredSecretSaysSo();
};

void AccountDetailTest::detailTellsAboutTheAccount()
{
    addFraud();
    open();
    choose("fraud");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    QVERIFY(shows(m_page, QStringLiteral("id-fraud ·\u00a0Tecton\u00a0prod")));
    QVERIFY(shows(m_page, QStringLiteral("What fraud does")));
    QVERIFY(shows(m_page, QStringLiteral("by dana@acme.test")));
    QVERIFY(shows(m_page, QStringLiteral("1 active")));
    QVERIFY(shows(m_page, QStringLiteral("Nothing stored")));
}

void AccountDetailTest::secretsTabExplainsRefusals()
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

void AccountDetailTest::apiKeyAccountHasNoSecrets()
{
    addFraud();
    open();
    choose("batch");
    openTab(1);
    QVERIFY(shows(m_page, QStringLiteral("one API key")));
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Create secret")));
}

void AccountDetailTest::detailsThatFailCanBeRetried()
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

void AccountDetailTest::renames()
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

void AccountDetailTest::renameConflictStandsBesideTheField()
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

void AccountDetailTest::deactivatesAndReactivates()
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

void AccountDetailTest::noDeactivationWhereTheProviderHasNone()
{
    m_world->provider->supported.deactivateAccounts = false;
    addFraud();
    open();
    choose("fraud");
    QVERIFY(!named<QPushButton>(m_page, QStringLiteral("Deactivate")));
    for (const QAction *action : m_page->commands())
        QVERIFY(!action->isVisible() || action->text() != QStringLiteral("Deactivate"));
}

void AccountDetailTest::deletesOnlyWhenTheNameIsTyped()
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

void AccountDetailTest::whatIsDeletedInPartIsGoneFromTheList()
{
    addFraud();
    open();
    choose("fraud");
    m_world->credentials->unreadableIndex = true;
    press("Delete");
    dialog()->findChild<QLineEdit *>()->setText(QStringLiteral("fraud"));
    pressInDialog("Delete");
    QTRY_VERIFY(shows(m_page, QStringLiteral("the keychain may hold secrets of it still")));
    QVERIFY(!m_world->inventory.find(m_world->id, QStringLiteral("id-fraud")));
    QCOMPARE(m_page->findChild<AccountTable *>()->model()->rowCount(), 1);
}

void AccountDetailTest::deletionTellsDirectAndInheritedRolesApart()
{
    addFraud();
    m_world->provider->roles[QStringLiteral("id-batch")] = {makeGrant("viewer", "prod", "ML")};
    m_world->provider->roles[QStringLiteral("id-fraud")] = {
        makeGrant("consumer", "prod"), makeGrant("viewer", "prod", "ML"),
        makeGrant("consumer", "staging", "Ops")};
    open();
    choose("fraud");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Consumer on prod")));
    press("Delete");
    QVERIFY(shows(dialog(), QStringLiteral("Its roles go: Consumer · prod")));
    QVERIFY(!shows(dialog(), QStringLiteral("Consumer · prod, staging")));
    QVERIFY(shows(
        dialog(), QStringLiteral("Roles through groups go with the membership: "
                                 "Viewer · prod; Consumer · staging")));
    pressInDialog("Cancel");
    choose("batch");
    QTRY_VERIFY(shows(m_page, QStringLiteral("Viewer on prod, through group ML")));
    press("Delete");
    QVERIFY(shows(dialog(), QStringLiteral("go with the membership: Viewer · prod")));
    QVERIFY(!shows(dialog(), QStringLiteral("Its roles go")));
}

void AccountDetailTest::failedDeletionIsTold()
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

void AccountDetailTest::asksTwiceForTheOwnAccount()
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

void AccountDetailTest::createsASecondSecret()
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

void AccountDetailTest::deactivatesAndDeletesASecret()
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

void AccountDetailTest::saysThatTheOnlySecretGoes()
{
    addFraud();
    m_world->provider->supported.secrets.minActive = 0;
    m_world->provider->supported.secrets.deleteOnlyDeactivated = false;
    open();
    choose("fraud");
    openTab(1);
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Delete secret")));
    press("Delete secret");
    QVERIFY(shows(dialog(), QStringLiteral("It is the only secret of fraud that works")));
    QVERIFY(!shows(dialog(), QStringLiteral("keychain")));
    pressInDialog("Cancel");
    m_world->addSecret(QStringLiteral("id-fraud"), "secret-b");
    m_world->inventory.reloadDetails(m_world->id, QStringLiteral("id-fraud"));
    QTRY_COMPARE(
        m_world->inventory.find(m_world->id, QStringLiteral("id-fraud"))
            ->secrets.value_or(QList<ClientSecret>())
            .size(),
        2);
    press("Delete secret");
    QVERIFY(!shows(dialog(), QStringLiteral("the only secret")));
}

void AccountDetailTest::assignsAndRemovesARole()
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

void AccountDetailTest::assignsWhatThereIsNow()
{
    addFraud();
    open();
    choose("fraud");
    openTab("Roles");
    QTRY_VERIFY(named<QPushButton>(m_page, QStringLiteral("Assign role"))->isEnabled());
    press("Assign role");
    const auto roleBox = [this] {
        return named<QComboBox>(dialog(), QStringLiteral("Role"));
    };
    roleBox()->setCurrentText(QStringLiteral("Admin"));
    // Read again and the same: the choice stays.
    const QComboBox *before = roleBox();
    m_world->roles.reload(m_world->id);
    QTRY_VERIFY(m_world->roles.isReady(m_world->id));
    QCOMPARE(roleBox(), before);
    QCOMPARE(before->currentText(), QStringLiteral("Admin"));
    m_world->provider->catalog.removeLast();
    m_world->roles.reload(m_world->id);
    QTRY_VERIFY(shows(dialog(), QStringLiteral("What can be chosen has changed")));
    QTRY_VERIFY(roleBox());
    QCOMPARE(roleBox()->findText(QStringLiteral("Admin")), -1);
}

void AccountDetailTest::inheritedRoleCannotBeRemoved()
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

void AccountDetailTest::testsTheAccount()
{
    open();
    m_page->newAccount();
    named<QLineEdit>(dialog(), QStringLiteral("Name"))->setText(QStringLiteral("fresh"));
    pressInDialog("Create");
    QTRY_VERIFY(dialog() && named<QPushButton>(dialog(), QStringLiteral("Reveal")));
    pressInDialog("Close");
    openTab("Test");
    press("Test");
    QTRY_VERIFY(shows(m_page, QStringLiteral("exchanged for an access token")));
    QVERIFY(shows(m_page, QStringLiteral("Client secret from the keychain")));
}

void AccountDetailTest::testWithoutStoredSecretSaysSo()
{
    addFraud();
    open();
    for (const char *name : {"fraud", "batch"}) {
        choose(name);
        openTab("Test");
        press("Test");
        QTRY_VERIFY(shows(m_page, QStringLiteral("the keychain holds no")));
    }
}

QTEST_MAIN(AccountDetailTest)
#include "tst_account_detail.moc"
