// The dialog that makes an account: what it refuses, what it sends, and what stays after a failure.

#include "tests/ui/new_account_fixture.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/command_box.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

class NewAccountTest : public NewAccountFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }

    void namesAreFixed();
    void refusesBadInputBesideTheField_data();
    void refusesBadInputBesideTheField();
    void errorGoesWhenTheFieldIsEdited();
    void createsWhatWasTyped();
    void createsAnApiKeyAccount();
    void offersOnlyWhatTheProviderHas();
    void nameConflictStandsBesideName();
    void failureKeepsEverythingTyped();
    void eachComplaintStandsBesideItsField();
    void stopsBeforeTheServerActed();
    void staysWhileTheServerWorks();
    void commandFollowsTheForm();
    void choosesTheConnection();
};

void NewAccountTest::namesAreFixed()
{
    open();
    press("Add role");
    QVERIFY(field("Name"));
    QVERIFY(field("Description"));
    QVERIFY(named<QRadioButton>(m_dialog, QStringLiteral("OAuth client credentials")));
    QVERIFY(named<QRadioButton>(m_dialog, QStringLiteral("API key")));
    QVERIFY(named<QComboBox>(m_dialog, QStringLiteral("Role")));
    QVERIFY(named<QComboBox>(m_dialog, QStringLiteral("Workspace")));
    QVERIFY(named<QCheckBox>(m_dialog, QStringLiteral("Store in keychain")));
    for (const char *button : {"Cancel", "Create", "Add role"})
        QVERIFY2(named<QPushButton>(m_dialog, QString::fromUtf8(button)), button);
    QVERIFY(
        named<QAbstractButton>(m_dialog, QStringLiteral("Remove role Consumer on workspace prod")));
}

void NewAccountTest::refusesBadInputBesideTheField_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("nameWrong");
    QTest::newRow("empty") << QString() << QString() << true;
    QTest::newRow("spaces") << QStringLiteral("   ") << QString() << true;
    QTest::newRow("too long") << QString(65, u'x') << QString() << true;
    QTest::newRow("tab") << QStringLiteral("a\tb") << QString() << true;
    QTest::newRow("escape") << QStringLiteral("a\u001bb") << QString() << true;
    QTest::newRow("invisible") << QStringLiteral("a\u200bb") << QString() << true;
    QTest::newRow("description") << QStringLiteral("ok") << QString(251, u'x') << false;
}

void NewAccountTest::refusesBadInputBesideTheField()
{
    QFETCH(QString, name);
    QFETCH(QString, description);
    QFETCH(bool, nameWrong);
    open();
    field("Name")->setText(name);
    field("Description")->setText(description);
    m_world->log->clear();
    press("Create");
    QCOMPARE(fieldOf(field("Name"))->hasError(), nameWrong);
    QCOMPARE(fieldOf(field("Description"))->hasError(), !nameWrong);
    QVERIFY(m_world->log->isEmpty());
    QVERIFY(m_dialog->isOpen());
}

void NewAccountTest::errorGoesWhenTheFieldIsEdited()
{
    open();
    press("Create");
    QVERIFY(fieldOf(field("Name"))->hasError());
    field("Name")->setText(QStringLiteral("x"));
    QVERIFY(!fieldOf(field("Name"))->hasError());
}

void NewAccountTest::createsWhatWasTyped()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    field("Name")->setText(QStringLiteral(" fraud-eu "));
    field("Description")->setText(QStringLiteral("EU region"));
    press("Add role");
    named<QComboBox>(m_dialog, QStringLiteral("Workspace"))
        ->setCurrentText(QStringLiteral("staging"));
    press("Create");
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    QCOMPARE(creation.account.name, QStringLiteral("fraud-eu"));
    QCOMPARE(creation.account.description, QStringLiteral("EU region"));
    QCOMPARE(creation.account.type, AccountType::OAuth);
    QVERIFY(creation.stored);
    QVERIFY(creation.failedRoles.isEmpty());
    const QList<RoleGrant> expected{makeGrant("consumer", "staging")};
    QCOMPARE(m_world->provider->roles.value(creation.account.id), expected);
    QVERIFY(!m_dialog || !m_dialog->isOpen());
    QVERIFY(m_world->tasks.tasks().empty());
}

void NewAccountTest::createsAnApiKeyAccount()
{
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    field("Name")->setText(QStringLiteral("batch"));
    press("API key");
    named<QCheckBox>(m_dialog, QStringLiteral("Store in keychain"))->setChecked(false);
    press("Create");
    QTRY_COMPARE(created.size(), 1);
    const auto creation = created.first().at(1).value<AccountCreation>();
    QCOMPARE(creation.account.type, AccountType::ApiKey);
    QVERIFY(!creation.stored);
    QVERIFY(m_world->credentials->stored(m_world->id)->isEmpty());
}

void NewAccountTest::offersOnlyWhatTheProviderHas()
{
    m_world->provider->supported.accountTypes = {AccountType::ApiKey};
    open();
    QVERIFY(named<QRadioButton>(m_dialog, QStringLiteral("API key")));
    QVERIFY(!named<QRadioButton>(m_dialog, QStringLiteral("OAuth client credentials")));
}

void NewAccountTest::nameConflictStandsBesideName()
{
    m_world->addAccount("taken");
    open();
    field("Name")->setText(QStringLiteral("taken"));
    field("Description")->setText(QStringLiteral("kept"));
    press("Create");
    QTRY_VERIFY(fieldOf(field("Name"))->hasError());
    QVERIFY(fieldOf(field("Name"))->error().contains(QStringLiteral("taken")));
    QCOMPARE(field("Description")->text(), QStringLiteral("kept"));
    QVERIFY(field("Name")->isEnabled());
}

void NewAccountTest::failureKeepsEverythingTyped()
{
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    press("Add role");
    m_world->provider->failNext(
        QStringLiteral("createAccount"),
        makeError(
            ErrorKind::NotPermitted, QStringLiteral("Your role does not allow it."),
            QStringLiteral("Ask an admin.")));
    press("Create");
    auto *banner = m_dialog->findChild<Banner *>();
    QTRY_VERIFY(!banner->isHidden());
    QCOMPARE(banner->text(), QStringLiteral("Your role does not allow it."));
    QCOMPARE(banner->hint(), QStringLiteral("Ask an admin."));
    QCOMPARE(field("Name")->text(), QStringLiteral("fraud"));
    QVERIFY(named<QComboBox>(m_dialog, QStringLiteral("Role")));
    press("Create");
    QTRY_VERIFY(!m_dialog || !m_dialog->isOpen());
}

void NewAccountTest::eachComplaintStandsBesideItsField()
{
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    Error refusal = fieldError(QStringLiteral("name"), QStringLiteral("Refused."));
    refusal.fieldProblems = {
        {QStringLiteral("name"), QStringLiteral("The name is bad.")},
        {QStringLiteral("description"), QStringLiteral("So is this.")},
        {QStringLiteral("role"), QStringLiteral("And the roles.")}};
    m_world->provider->failNext(QStringLiteral("createAccount"), refusal);
    press("Create");
    QTRY_COMPARE(fieldOf(field("Name"))->error(), QStringLiteral("The name is bad."));
    QCOMPARE(fieldOf(field("Description"))->error(), QStringLiteral("So is this."));
    auto *banner = m_dialog->findChild<Banner *>();
    QVERIFY(banner->isHidden());
    // What no field stands for is told above them.
    refusal.fieldProblems.insert(QStringLiteral("elsewhere"), QStringLiteral("And that."));
    m_world->provider->failNext(QStringLiteral("createAccount"), refusal);
    press("Create");
    QTRY_VERIFY(!banner->isHidden());
    QCOMPARE(banner->text(), QStringLiteral("Refused."));
}

void NewAccountTest::stopsBeforeTheServerActed()
{
    m_world->provider->hold(QStringLiteral("listAccounts"));
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    press("Create");
    QVERIFY(!field("Name") || !field("Name")->isEnabled());
    QCOMPARE(m_world->tasks.tasks().size(), std::size_t(1));
    press("Cancel");
    QTRY_VERIFY(field("Name")->isEnabled());
    QVERIFY(m_dialog->isOpen());
    QCOMPARE(field("Name")->text(), QStringLiteral("fraud"));
    QVERIFY(m_world->tasks.tasks().empty());
    QVERIFY(m_world->provider->accounts.isEmpty());
}

void NewAccountTest::staysWhileTheServerWorks()
{
    m_world->provider->hold(QStringLiteral("createAccount"));
    open();
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    field("Name")->setText(QStringLiteral("fraud"));
    press("Create");
    QTRY_VERIFY(m_world->log->contains(QStringLiteral("createAccount fraud")));
    QTest::keyClick(m_dialog, Qt::Key_Escape);
    QVERIFY(m_dialog->isOpen());
    QVERIFY(!m_dialog->mayClose());
    m_world->provider->release(QStringLiteral("createAccount"));
    QTRY_COMPARE(created.size(), 1);
    QVERIFY(!created.first().at(1).value<AccountCreation>().secret->isEmpty());
}

void NewAccountTest::commandFollowsTheForm()
{
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    QCOMPARE(
        m_dialog->findChild<CommandBox *>()->command(), QStringLiteral("vendor create \"fraud\""));
}

void NewAccountTest::choosesTheConnection()
{
    AccountsWorld other(QStringLiteral("c2"));
    other.provider->supported.accountTypes = {AccountType::ApiKey};
    m_world->inventory.add(other.session);
    open();
    auto *connection = named<QComboBox>(m_dialog, QStringLiteral("Connection"));
    QVERIFY(connection);
    connection->setCurrentIndex(1);
    QVERIFY(!named<QRadioButton>(m_dialog, QStringLiteral("OAuth client credentials")));
    QSignalSpy created(m_dialog.data(), &NewAccountDialog::created);
    field("Name")->setText(QStringLiteral("fraud"));
    press("Create");
    QTRY_COMPARE(created.size(), 1);
    QCOMPARE(created.first().first().toString(), other.id);
    m_world->inventory.remove(other.id);
}

QTEST_MAIN(NewAccountTest)
#include "tst_new_account.moc"
