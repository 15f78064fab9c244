// The dialog that makes an account: what can be chosen in it, of roles, lifetimes and the keychain.

#include "tests/ui/new_account_fixture.h"
#include "ui/new_account/lifetime_field.h"

#include <QCheckBox>
#include <QComboBox>
#include <QPushButton>

using namespace keywright;
using namespace keywright::test;

namespace {

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

class NewAccountChoicesTest : public NewAccountFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }

    void organizationRoleHasOnePlace();
    void refusesTheSameRoleTwice();
    void anotherConnectionStartsWithoutRoles();
    void removesARole();
    void tellsWhyThereAreNoRoles();
    void warnsOfAKeychainThatIsMissing_data();
    void warnsOfAKeychainThatIsMissing();
    void keepsTheChoiceOfStoring_data();
    void keepsTheChoiceOfStoring();
    void offersLifetimesWithinTheLimits_data();
    void offersLifetimesWithinTheLimits();
    void sendsTheLifetime();
    void aLimitTellsWhatItDoesToAChoice();
    void asksForARoleWhereOneIsNeeded();
};

void NewAccountChoicesTest::organizationRoleHasOnePlace()
{
    open();
    press("Add role");
    auto *scope = named<QComboBox>(m_dialog, QStringLiteral("Workspace"));
    QCOMPARE(scope->count(), 3); // two workspaces, and all of them
    named<QComboBox>(m_dialog, QStringLiteral("Role"))->setCurrentText(QStringLiteral("Admin"));
    QCOMPARE(scope->count(), 1);
    QCOMPARE(scope->currentText(), QStringLiteral("Organization"));
}

void NewAccountChoicesTest::anotherConnectionStartsWithoutRoles()
{
    AccountsWorld other(QStringLiteral("c2"));
    for (AccountsWorld *world : {m_world.get(), &other}) {
        world->provider->supported.secretExpiry = true;
        world->provider->supported.expiry = {8, 8760, 2160};
    }
    m_world->inventory.add(other.session);
    open();
    press("Add role");
    QVERIFY(named<QComboBox>(m_dialog, QStringLiteral("Role")));
    named<QComboBox>(m_dialog, QStringLiteral("Secret lifetime"))
        ->setCurrentText(QStringLiteral("Custom hours"));
    field("Custom hours")->setText(QStringLiteral("36"));
    named<QComboBox>(m_dialog, QStringLiteral("Connection"))->setCurrentIndex(1);
    // Its roles are others, although they have the same names.
    QVERIFY(!named<QComboBox>(m_dialog, QStringLiteral("Role")));
    QVERIFY(field("Custom hours"));
    QCOMPARE(field("Custom hours")->text(), QStringLiteral("36"));
    delete m_dialog;
    m_world->inventory.remove(other.id);
}

void NewAccountChoicesTest::refusesTheSameRoleTwice()
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

void NewAccountChoicesTest::removesARole()
{
    open();
    press("Add role");
    press("Remove role Consumer on workspace prod");
    QVERIFY(!named<QComboBox>(m_dialog, QStringLiteral("Role")));
}

void NewAccountChoicesTest::tellsWhyThereAreNoRoles()
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

void NewAccountChoicesTest::warnsOfAKeychainThatIsMissing_data()
{
    QTest::addColumn<int>("state");
    QTest::addColumn<bool>("checked");
    QTest::newRow("unlocked") << int(KeychainState::Unlocked) << true;
    QTest::newRow("locked") << int(KeychainState::Locked) << true;
    QTest::newRow("missing") << int(KeychainState::Missing) << false;
    QTest::newRow("not answering") << int(KeychainState::NotAnswering) << false;
}

void NewAccountChoicesTest::warnsOfAKeychainThatIsMissing()
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

void NewAccountChoicesTest::keepsTheChoiceOfStoring_data()
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

void NewAccountChoicesTest::keepsTheChoiceOfStoring()
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

void NewAccountChoicesTest::offersLifetimesWithinTheLimits_data()
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

void NewAccountChoicesTest::offersLifetimesWithinTheLimits()
{
    QFETCH(int, least);
    QFETCH(int, most);
    QFETCH(int, usual);
    QFETCH(QList<int>, expected);
    QCOMPARE(LifetimeField::choices({least, most, usual}), expected);
}

void NewAccountChoicesTest::sendsTheLifetime()
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
    QVERIFY(lifetime->accessibleDescription().startsWith(QStringLiteral("Until 1 Apr 2030")));
    lifetime->setCurrentText(QStringLiteral("30 days"));
    field("Name")->setText(QStringLiteral("fraud"));
    press("Create");
    QTRY_COMPARE(m_world->provider->lifetimeAsked, 720);
}

void NewAccountChoicesTest::asksForARoleWhereOneIsNeeded()
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

void NewAccountChoicesTest::aLimitTellsWhatItDoesToAChoice()
{
    for (const bool isChosen : {false, true}) {
        LifetimeField field(std::make_shared<FakeClock>());
        field.setRules({8, 8760, 2160});
        auto *box = field.findChild<QComboBox *>();
        if (isChosen)
            box->setCurrentText(QStringLiteral("365 days"));
        field.limitTo(720);
        QCOMPARE(field.hours(), 720);
        const QString hint = box->accessibleDescription();
        QVERIFY(hint.contains(QStringLiteral("The organization allows 30 days at most.")));
        QCOMPARE(hint.contains(QStringLiteral("The choice was cut")), isChosen);
    }
}

QTEST_MAIN(NewAccountChoicesTest)
#include "tst_new_account_choices.moc"
