// The dialog that makes an account: what it refuses, what it sends, and what stays after a failure.

#include "tests/ui/accounts_fixture.h"
#include "ui/new_account/lifetime_field.h"
#include "ui/new_account/new_account_dialog.h"
#include "ui/theme/theme_controller.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/command_box.h"
#include "ui/widgets/form_field.h"

#include <QAbstractButton>
#include <QCheckBox>
#include <QComboBox>
#include <QLineEdit>
#include <QPushButton>
#include <QRadioButton>
#include <QSignalSpy>
#include <QTest>

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

/// A keychain that tells its state when it is let.
class SlowKeychain : public FaultyCredentialStore
{
public:
    using FaultyCredentialStore::FaultyCredentialStore;

    Async<KeychainState> probe() override
    {
        co_await qCoro(&gate, &Gate::opened);
        co_return Result<KeychainState>(state);
    }

    Gate gate;
};

} // namespace

class NewAccountTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase();
    void init();
    void cleanup();

    void namesAreFixed();
    void refusesBadInputBesideTheField_data();
    void refusesBadInputBesideTheField();
    void errorGoesWhenTheFieldIsEdited();
    void createsWhatWasTyped();
    void createsAnApiKeyAccount();
    void offersOnlyWhatTheProviderHas();
    void organizationRoleHasOnePlace();
    void refusesTheSameRoleTwice();
    void removesARole();
    void nameConflictStandsBesideName();
    void failureKeepsEverythingTyped();
    void stopsBeforeTheServerActed();
    void staysWhileTheServerWorks();
    void tellsWhyThereAreNoRoles();
    void warnsOfAKeychainThatIsMissing_data();
    void warnsOfAKeychainThatIsMissing();
    void keepsTheChoiceOfStoring_data();
    void keepsTheChoiceOfStoring();
    void commandFollowsTheForm();
    void choosesTheConnection();
    void offersLifetimesWithinTheLimits_data();
    void offersLifetimesWithinTheLimits();
    void sendsTheLifetime();
    void asksForARoleWhereOneIsNeeded();

private:
    void open();
    void press(const char *name);
    QLineEdit *field(const char *name) const;
    FormField *fieldOf(const QWidget *editor) const;

    std::unique_ptr<ThemeController> m_theme;
    std::unique_ptr<AccountsWorld> m_world;
    std::unique_ptr<QWidget> m_window;
    QPointer<NewAccountDialog> m_dialog;
};

void NewAccountTest::initTestCase()
{
    m_theme = std::make_unique<ThemeController>(*qApp, ThemeMode::Light);
}

void NewAccountTest::init()
{
    m_world = std::make_unique<AccountsWorld>();
    m_world->open();
    m_window = std::make_unique<QWidget>();
    m_window->resize(1000, 800);
    m_window->show();
}

void NewAccountTest::cleanup()
{
    m_window.reset();
    m_world.reset();
}

void NewAccountTest::open()
{
    m_dialog = new NewAccountDialog(
        m_world->inventory, m_world->roles, m_world->tasks, m_world->clock, {}, m_window.get());
    m_dialog->open();
}

void NewAccountTest::press(const char *name)
{
    auto *button = named<QAbstractButton>(m_dialog, QString::fromUtf8(name));
    QVERIFY2(button, name);
    button->click();
}

QLineEdit *NewAccountTest::field(const char *name) const
{
    return named<QLineEdit>(m_dialog, QString::fromUtf8(name));
}

FormField *NewAccountTest::fieldOf(const QWidget *editor) const
{
    return qobject_cast<FormField *>(editor->parentWidget());
}

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
    QVERIFY(m_world->credentials->stored(m_world->id).isEmpty());
}

void NewAccountTest::offersOnlyWhatTheProviderHas()
{
    m_world->provider->supported.accountTypes = {AccountType::ApiKey};
    open();
    QVERIFY(named<QRadioButton>(m_dialog, QStringLiteral("API key")));
    QVERIFY(!named<QRadioButton>(m_dialog, QStringLiteral("OAuth client credentials")));
}

void NewAccountTest::organizationRoleHasOnePlace()
{
    open();
    press("Add role");
    auto *scope = named<QComboBox>(m_dialog, QStringLiteral("Workspace"));
    QCOMPARE(scope->count(), 3); // two workspaces, and all of them
    named<QComboBox>(m_dialog, QStringLiteral("Role"))->setCurrentText(QStringLiteral("Admin"));
    QCOMPARE(scope->count(), 1);
    QCOMPARE(scope->currentText(), QStringLiteral("Organization"));
}

void NewAccountTest::refusesTheSameRoleTwice()
{
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    press("Add role");
    press("Add role");
    m_world->log->clear();
    press("Create");
    QVERIFY(m_world->log->isEmpty());
    QVERIFY(m_dialog->isOpen());
    named<QComboBox>(m_dialog, QStringLiteral("Workspace"))->setCurrentIndex(1);
    press("Create");
    QTRY_VERIFY(!m_dialog || !m_dialog->isOpen());
}

void NewAccountTest::removesARole()
{
    open();
    press("Add role");
    press("Remove role Consumer on workspace prod");
    QVERIFY(!named<QComboBox>(m_dialog, QStringLiteral("Role")));
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

void NewAccountTest::tellsWhyThereAreNoRoles()
{
    m_world->provider->catalogError =
        makeError(ErrorKind::Network, QStringLiteral("The roles could not be read."));
    open();
    QTRY_VERIFY(named<QPushButton>(m_dialog, QStringLiteral("Retry")));
    QVERIFY(!named<QPushButton>(m_dialog, QStringLiteral("Add role"))->isEnabled());
    m_world->provider->catalogError.reset();
    press("Retry");
    QTRY_VERIFY(named<QPushButton>(m_dialog, QStringLiteral("Add role"))->isEnabled());
}

void NewAccountTest::warnsOfAKeychainThatIsMissing_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("checked");
    QTest::newRow("unlocked") << int(KeychainState::Unlocked) << true;
    QTest::newRow("locked") << int(KeychainState::Locked) << true;
    QTest::newRow("missing") << int(KeychainState::Missing) << false;
    QTest::newRow("not answering") << int(KeychainState::NotAnswering) << false;
}

void NewAccountTest::warnsOfAKeychainThatIsMissing()
{
    QFETCH(int, state);
    QFETCH(bool, checked);
    m_world->credentials->state = KeychainState(state);
    open();
    auto *store = named<QCheckBox>(m_dialog, QStringLiteral("Store in keychain"));
    QTRY_COMPARE(store->isChecked(), checked);
    const bool warned = KeychainState(state) != KeychainState::Unlocked;
    QTRY_COMPARE(!store->accessibleDescription().isEmpty(), warned);
}

void NewAccountTest::keepsTheChoiceOfStoring_data()
{
    QTest::addColumn<int>("toggles");
    QTest::addColumn<KeychainState>("state");
    QTest::addColumn<bool>("checked");
    QTest::newRow("off, unlocked") << 1 << KeychainState::Unlocked << false;
    QTest::newRow("off, locked") << 1 << KeychainState::Locked << false;
    QTest::newRow("off, not answering") << 1 << KeychainState::NotAnswering << false;
    QTest::newRow("off, missing") << 1 << KeychainState::Missing << false;
    QTest::newRow("on, not answering") << 2 << KeychainState::NotAnswering << true;
    QTest::newRow("on, missing") << 2 << KeychainState::Missing << false;
}

void NewAccountTest::keepsTheChoiceOfStoring()
{
    QFETCH(int, toggles);
    QFETCH(KeychainState, state);
    QFETCH(bool, checked);
    const auto keychain = std::make_shared<SlowKeychain>(m_world->log);
    m_world->inventory.remove(m_world->id);
    m_world->session =
        std::make_shared<Session>(m_world->connection, m_world->provider, nullptr, keychain);
    m_world->open();
    open();
    auto *store = named<QCheckBox>(m_dialog, QStringLiteral("Store in keychain"));
    for (int i = 0; i < toggles; ++i)
        press("Store in keychain");
    keychain->state = state;
    // A note, or its absence, must be the answer's doing.
    store->setAccessibleDescription(QStringLiteral("not answered yet"));
    Q_EMIT keychain->gate.opened();
    QTRY_VERIFY(store->accessibleDescription() != QLatin1StringView("not answered yet"));
    QCOMPARE(store->isChecked(), checked);
    QCOMPARE(store->isEnabled(), state != KeychainState::Missing);
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

void NewAccountTest::offersLifetimesWithinTheLimits_data()
{
    QTest::addColumn<int>("least");
    QTest::addColumn<int>("most");
    QTest::addColumn<int>("usual");
    QTest::addColumn<QList<int>>("expected");
    QTest::newRow("none") << 0 << 0 << 0 << QList<int>();
    QTest::newRow("a year") << 8 << 8760 << 2160 << QList<int>{8, 24, 168, 720, 2160, 4320, 8760};
    QTest::newRow("capped") << 8 << 100 << 8 << QList<int>{8, 24, 100};
    QTest::newRow("own preset") << 24 << 720 << 48 << QList<int>{24, 48, 168, 720};
}

void NewAccountTest::offersLifetimesWithinTheLimits()
{
    QFETCH(int, least);
    QFETCH(int, most);
    QFETCH(int, usual);
    QFETCH(QList<int>, expected);
    QCOMPARE(LifetimeField::choices({least, most, usual}), expected);
}

void NewAccountTest::sendsTheLifetime()
{
    open();
    QVERIFY(!named<QComboBox>(m_dialog, QStringLiteral("Secret lifetime")));
    m_dialog->reject();
    m_world->provider->supported.secretExpiry = true;
    m_world->provider->supported.expiry = {8, 8760, 2160};
    open();
    auto *lifetime = named<QComboBox>(m_dialog, QStringLiteral("Secret lifetime"));
    QVERIFY(lifetime);
    QCOMPARE(lifetime->currentText(), QStringLiteral("90 days"));
    QVERIFY(lifetime->accessibleDescription().startsWith(QStringLiteral("Ends on 1 Apr 2030")));
    lifetime->setCurrentText(QStringLiteral("30 days"));
    field("Name")->setText(QStringLiteral("fraud"));
    press("Create");
    QTRY_COMPARE(m_world->provider->lifetimeAsked, 720);
}

void NewAccountTest::asksForARoleWhereOneIsNeeded()
{
    m_world->provider->supported.minRolesAtCreation = 1;
    open();
    field("Name")->setText(QStringLiteral("fraud"));
    m_world->log->clear();
    press("Create");
    QVERIFY(m_world->log->isEmpty());
    press("Add role");
    press("Create");
    QTRY_VERIFY(!m_dialog || !m_dialog->isOpen());
}

QTEST_MAIN(NewAccountTest)
#include "tst_new_account.moc"
