#include "app/sandbox/sandbox.h"
#include "core/inventory/inventory.h"
#include "core/provider/access_lists.h"
#include "core/provider/api_keys.h"
#include "tests/support/awaited.h"
#include "tests/ui/connections_fixture.h"
#include "ui/widgets/dialog_frame.h"

#include <QCheckBox>

using namespace keywright;
using namespace keywright::test;

namespace {

constexpr int longWait = 20'000;

} // namespace

class tst_KeyMigration : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void cleanup();
    void isOfferedToKeyPairsOnly();
    void goesAllTheWay();
    void namesWrongInputBesideItsField();
    void migratesAnotherKey();
    void losesNothingWhenClosed();
    void neverAdvisesRemovalAfterARefusal();
    void addsTheAddress();
    void tellsWhyThePlanCannotBeMade();
    void handsOverWhatTheKeychainRefused();
    void waitsForTheAccountBeforeItCloses();
    void assignsTheMissingRoles();
    void saysWhatEndsWithTheProgram();
    void forgetsAKeyThatWasInMemory();
    void canBeCancelledWhileItReads();

private:
    Connection addConnection(const sandbox::AtlasEndpoint &atlas, SignIn signIn);
    void openDialog();
    void createAccount();
    void closeHandOver();
    QComboBox *key() const { return named<QComboBox>(QStringLiteral("API key")); }
    QLineEdit *accountName() const { return field("Name of the new account"); }
    QLabel *advice() const { return named<QLabel>(QStringLiteral("How to remove the old key")); }
    bool isDialogOpen() const { return DialogFrame::topmost(m_window.get()); }
    std::optional<ServiceAccount> account(const QString &name) const;
    std::shared_ptr<Provider> provider() const
    {
        return m_world->keeper.session(m_connection.id)->provider();
    }
    QByteArray held(const Connection &connection) const;

    std::unique_ptr<sandbox::Sandbox> m_server;
    Connection m_connection;
};

void tst_KeyMigration::init()
{
    makeWorld();
    m_server = std::make_unique<sandbox::Sandbox>(sandbox::SandboxOptions());
    QString reason;
    QVERIFY2(m_server->start(&reason), qPrintable(reason));
    m_connection = addConnection(m_server->info().atlas, SignIn::Digest);
}

void tst_KeyMigration::cleanup()
{
    dropWorld();
    m_server.reset();
}

/// A connection as a run before left it, with its secret in the keychain.
Connection tst_KeyMigration::addConnection(const sandbox::AtlasEndpoint &atlas, SignIn signIn)
{
    const bool isKey = signIn == SignIn::Digest;
    Connection stored;
    stored.id = ConnectionStore::newId();
    stored.name = isKey ? QStringLiteral("Acme") : QStringLiteral("Other");
    stored.provider = QStringLiteral("atlas");
    stored.baseUrl = QUrl(atlas.url);
    stored.signIn = signIn;
    stored.clientId = isKey ? atlas.publicKey : atlas.clientId;
    StoredCredential entry;
    entry.key = SessionFactory::credentialKey(stored);
    const QString value = isKey ? atlas.privateKey : atlas.clientSecret;
    await(m_world->credentials->write(entry, std::make_shared<const Secret>(value.toUtf8())));
    m_world->store.save(stored);
    return stored;
}

void tst_KeyMigration::openDialog()
{
    const QString button = QStringLiteral("Migrate from API key Acme");
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button)->isEnabled(), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), longWait);
    press(button);
    QTRY_VERIFY_WITH_TIMEOUT(key(), longWait);
}

void tst_KeyMigration::createAccount()
{
    press(QStringLiteral("Create account"));
    QTRY_VERIFY_WITH_TIMEOUT(
        named<QCheckBox>(QStringLiteral("I have stored this secret")), longWait);
}

void tst_KeyMigration::closeHandOver()
{
    QWidget *handOver = DialogFrame::topmost(m_window.get());
    for (auto *button : handOver->findChildren<QPushButton *>()) {
        if (button->accessibleName() == QLatin1StringView("Close"))
            button->click();
    }
    QTRY_VERIFY(!named<QCheckBox>(QStringLiteral("I have stored this secret")));
}

std::optional<ServiceAccount> tst_KeyMigration::account(const QString &name) const
{
    const auto all = await(provider()->listAccounts(name, {}));
    for (const ServiceAccount &one : all.value_or(QList<ServiceAccount>())) {
        if (one.name == name)
            return one;
    }
    return std::nullopt;
}

QByteArray tst_KeyMigration::held(const Connection &connection) const
{
    const auto secret =
        await(m_world->credentials->read(SessionFactory::credentialKey(connection)));
    return secret ? QByteArray::fromStdString(std::string(secret->expose())) : QByteArray();
}

void tst_KeyMigration::isOfferedToKeyPairsOnly()
{
    addConnection(m_server->info().atlas, SignIn::ClientCredentials);
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Migrate from API key Acme")));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Test Other")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Migrate from API key Other")));
}

void tst_KeyMigration::goesAllTheWay()
{
    openDialog();
    QVERIFY(key()->currentText().contains(m_connection.clientId));
    QVERIFY(key()->currentText().contains(QStringLiteral("this connection")));
    // The account of this name is there already.
    QCOMPARE(accountName()->text(), QStringLiteral("keywright-console 2"));
    QVERIFY(sees(QStringLiteral("Organization Owner on the organization")));
    QVERIFY(!advice());
    createAccount();
    QVERIFY(!advice());
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    QVERIFY(advice()->text().contains(m_connection.clientId));
    QVERIFY(sees(QStringLiteral("The new account works")));
    QTRY_VERIFY(sees(QStringLiteral("projects: 3")));
    QCOMPARE(m_world->store.byId(m_connection.id), std::optional(m_connection));

    press(QStringLiteral("Use it for this connection"));
    QTRY_VERIFY_WITH_TIMEOUT(
        sees(QStringLiteral("Acme signs in with the new account now")), longWait);
    const Connection moved = *m_world->store.byId(m_connection.id);
    QCOMPARE(moved.signIn, SignIn::ClientCredentials);
    QVERIFY(moved.clientId.startsWith(QStringLiteral("mdb_sa_id_")));
    QVERIFY(!held(moved).isEmpty());
    QCOMPARE(held(m_connection), m_server->info().atlas.privateKey.toUtf8());
    press(QStringLiteral("Remove the private key from the keychain"));
    QTRY_VERIFY(sees(QStringLiteral("no longer in the keychain")));
    QVERIFY(held(m_connection).isEmpty());
    press(QStringLiteral("Close"));
    QTRY_VERIFY(!isDialogOpen());
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("keywright-console 2")), longWait);
    QTRY_VERIFY(!named<QPushButton>(QStringLiteral("Migrate from API key Acme")));
}

void tst_KeyMigration::namesWrongInputBesideItsField()
{
    openDialog();
    accountName()->setText(QStringLiteral("  "));
    press(QStringLiteral("Create account"));
    QVERIFY(accountName()->property("invalid").toBool());
    accountName()->setText(QStringLiteral("a/b"));
    press(QStringLiteral("Create account"));
    QVERIFY(accountName()->property("invalid").toBool());
    QCOMPARE(accountName()->text(), QStringLiteral("a/b"));
    QVERIFY(named<QPushButton>(QStringLiteral("Create account"))->isEnabled());
    QVERIFY(!advice());
}

void tst_KeyMigration::migratesAnotherKey()
{
    openDialog();
    QCOMPARE(key()->count(), 3);
    for (int i = 0; i < key()->count(); ++i) {
        if (key()->itemText(i).contains(QStringLiteral("Grafana")))
            key()->setCurrentIndex(i);
    }
    QTRY_VERIFY(sees(QStringLiteral("on project prod")));
    QVERIFY(accountName()->text().contains(QStringLiteral("Grafana")));
    createAccount();
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    QVERIFY(!named<QPushButton>(QStringLiteral("Use it for this connection")));
    QVERIFY(sees(QStringLiteral("another key and stays as it is")));
}

void tst_KeyMigration::losesNothingWhenClosed()
{
    openDialog();
    const QString name = accountName()->text();
    createAccount();
    closeHandOver();
    press(QStringLiteral("Close"));
    QTRY_VERIFY(!isDialogOpen());
    const auto created = account(name);
    QVERIFY(created);
    QCOMPARE(m_world->store.byId(m_connection.id), std::optional(m_connection));
    const auto stored = m_world->credentials->stored(m_connection.id).value();
    QVERIFY(std::any_of(stored.cbegin(), stored.cend(), [&created](const StoredCredential &entry) {
        return entry.key.owner == created->id;
    }));
}

void tst_KeyMigration::neverAdvisesRemovalAfterARefusal()
{
    openDialog();
    createAccount();
    QVERIFY(m_server->setFaults({QStringLiteral("*oauth/token=status:500")}));
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("the API key is still in use")), 60'000);
    QVERIFY(!advice());
    QVERIFY(!named<QPushButton>(QStringLiteral("Use it for this connection")));
    QVERIFY(sees(QStringLiteral("The API key still works")));
    QVERIFY(m_server->setFaults({}));
    press(QStringLiteral("Try again"));
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
}

void tst_KeyMigration::addsTheAddress()
{
    openDialog();
    const QString name = accountName()->text();
    createAccount();
    const auto created = account(name);
    QVERIFY(created);
    QVERIFY(
        await(provider()->accessLists()->add(created->id, {QStringLiteral("198.51.100.7")}, {})));
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(
        sees(QStringLiteral("address 127.0.0.1 is not on its access list")), longWait);
    QVERIFY(!advice());
    press(QStringLiteral("Add this address"));
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
}

void tst_KeyMigration::tellsWhyThePlanCannotBeMade()
{
    const QString button = QStringLiteral("Migrate from API key Acme");
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button)->isEnabled(), longWait);
    QVERIFY(m_server->setFaults({QStringLiteral("*apiKeys*=status:403")}));
    press(button);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(QStringLiteral("Try again")), longWait);
    QVERIFY(!key());
    QVERIFY(m_server->setFaults({}));
    press(QStringLiteral("Try again"));
    QTRY_VERIFY_WITH_TIMEOUT(key(), longWait);
}

void tst_KeyMigration::handsOverWhatTheKeychainRefused()
{
    openDialog();
    m_world->credentials->refuseWrites = true;
    createAccount();
    auto *acknowledged = named<QCheckBox>(QStringLiteral("I have stored this secret"));
    acknowledged->setChecked(true);
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    QVERIFY(sees(QStringLiteral("Not in the keychain")));
    press(QStringLiteral("Use it for this connection"));
    QTRY_VERIFY(sees(QStringLiteral("it is locked")));
    QCOMPARE(m_world->store.byId(m_connection.id), std::optional(m_connection));
}

void tst_KeyMigration::waitsForTheAccountBeforeItCloses()
{
    openDialog();
    const QString name = accountName()->text();
    QVERIFY(m_server->setFaults({QStringLiteral("*serviceAccounts=delay:1")}));
    press(QStringLiteral("Create account"));
    auto *dialog = qobject_cast<DialogFrame *>(DialogFrame::topmost(m_window.get()));
    QVERIFY(!dialog->mayClose());
    QVERIFY(sees(QStringLiteral("its secret may arrive any moment")));
    QTRY_VERIFY_WITH_TIMEOUT(
        named<QCheckBox>(QStringLiteral("I have stored this secret")), longWait);
    QVERIFY(m_server->setFaults({}));
    QVERIFY(account(name));
}

void tst_KeyMigration::assignsTheMissingRoles()
{
    openDialog();
    for (int i = 0; i < key()->count(); ++i) {
        if (key()->itemText(i).contains(QStringLiteral("Grafana")))
            key()->setCurrentIndex(i);
    }
    const QString name = accountName()->text();
    // Becoming a member of the project fails, and so does looking at the account's roles later.
    QVERIFY(m_server->setFaults({QStringLiteral("*:invite=status:403")}));
    createAccount();
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("lacks roles of the key")), longWait);
    QVERIFY(!advice());
    QVERIFY(!named<QPushButton>(QStringLiteral("Use it for this connection")));

    press(QStringLiteral("Assign missing roles"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("lacks roles of the key")), longWait);
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Assign missing roles")));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Assign missing roles"))->isEnabled());
    QVERIFY(!advice());

    QVERIFY(m_server->setFaults({}));
    press(QStringLiteral("Assign missing roles"));
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    QVERIFY(!sees(QStringLiteral("lacks roles of the key")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Assign missing roles")));
    const auto created = account(name);
    QVERIFY(created);
    const auto held = await(provider()->rolesOf(created->id, {}));
    QVERIFY(held);
    QVERIFY(std::any_of(held->cbegin(), held->cend(), [](const RoleGrant &grant) {
        return grant.scope.kind == ScopeKind::Project;
    }));
}

void tst_KeyMigration::saysWhatEndsWithTheProgram()
{
    QVERIFY(m_world->store.remove(m_connection.id));
    m_world->keeper.openUntilQuit(m_connection, Secret(m_server->info().atlas.privateKey.toUtf8()));
    openDialog();
    createAccount();
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    QVERIFY(!sees(QStringLiteral("loses nothing")));
    QVERIFY(sees(QStringLiteral("this connection ends when you quit")));
    QVERIFY(sees(QStringLiteral("add one that uses the new account")));
    QVERIFY(!sees(QStringLiteral("another key")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Use it for this connection")));
}

void tst_KeyMigration::forgetsAKeyThatWasInMemory()
{
    await(m_world->credentials->remove(SessionFactory::credentialKey(m_connection)));
    m_world->keeper.openUntilQuit(m_connection, Secret(m_server->info().atlas.privateKey.toUtf8()));
    openDialog();
    createAccount();
    closeHandOver();
    QTRY_VERIFY_WITH_TIMEOUT(advice(), longWait);
    press(QStringLiteral("Use it for this connection"));
    QTRY_VERIFY_WITH_TIMEOUT(
        sees(QStringLiteral("Acme signs in with the new account now")), longWait);
    QVERIFY(sees(QStringLiteral("in memory only")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Remove the private key from the keychain")));
}

void tst_KeyMigration::canBeCancelledWhileItReads()
{
    const QString button = QStringLiteral("Migrate from API key Acme");
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(named<QPushButton>(button)->isEnabled(), longWait);
    QTRY_VERIFY_WITH_TIMEOUT(isAtRest(), longWait);
    QVERIFY(m_server->setFaults({QStringLiteral("*apiKeys*=delay:20")}));
    press(button);
    QTRY_VERIFY(named<QWidget>(QStringLiteral("Reading the API keys")));
    QVERIFY(!key());
    QVERIFY(!named<QPushButton>(QStringLiteral("Create account"))->isEnabled());
    press(QStringLiteral("Cancel"));
    QTRY_VERIFY(!isDialogOpen());
    QVERIFY(m_server->setFaults({}));
}

QTEST_MAIN(tst_KeyMigration)
#include "tst_key_migration.moc"
