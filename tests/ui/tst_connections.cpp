#include "app/sandbox/sandbox.h"
#include "tests/support/test_server.h"
#include "tests/ui/connections_fixture.h"
#include "ui/connections/secret_entry.h"
#include "ui/widgets/dialog_frame.h"

#include <QAbstractButton>
#include <QApplication>
#include <QFile>
#include <QJsonObject>
#include <QSignalSpy>

using namespace keywright;
using namespace keywright::test;

namespace {

int revocations(const sandbox::Sandbox &server)
{
    const QJsonObject requests = server.stats().value(QLatin1String("requests")).toObject();
    return requests.value(QLatin1String("POST /api/oauth/revoke"))
        .toObject()
        .value(QLatin1String("200"))
        .toInt();
}

} // namespace

class tst_Connections : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }
    void offersWhatExistsAtTheFirstStart();
    void namesWrongInputBesideItsField_data();
    void namesWrongInputBesideItsField();
    void refusesATakenName();
    void wantsASecretForANewConnection();
    void storesTheSecretInTheKeychainOnly();
    void tellsThatATestFailed();
    void tellsWhoAnsweredInsteadOfTheServer();
    void tellsThatTheKeyIsWrong();
    void removesConnectionAndSecret();
    void saysThatSecretsMayRemain();
    void givesTheTokensOfARemovedConnectionBack();
    void refusesAProxyWithAPassword();
    void wipesWhatWasTyped();
    void asksForTheOrganization();
    void namesWrongIdsBesideTheirField_data();
    void namesWrongIdsBesideTheirField();
    void keepsWhatWasTypedWhenTheProviderChanges();
    void keepsTheTabOrderWhenTheProviderChanges();
    void savesAnApiKeyPair();
    void signsInToAnOrganization_data();
    void signsInToAnOrganization();

private:
    void openAtlas();
    void chooseProvider(const QString &name);
    void expectNothingLost(const QString &url);
};

void tst_Connections::openAtlas()
{
    press(QStringLiteral("Connect MongoDB Atlas"));
    QTRY_VERIFY(field("Organization ID"));
}

void tst_Connections::chooseProvider(const QString &name)
{
    auto *provider = named<QComboBox>(QStringLiteral("Provider"));
    QVERIFY(provider);
    provider->setCurrentText(name);
}

void tst_Connections::offersWhatExistsAtTheFirstStart()
{
    for (const char *name : {"Connect Tecton", "Connect MongoDB Atlas", "Explore the sandbox"})
        QVERIFY2(named<QPushButton>(QString::fromLatin1(name)), name);
    QSignalSpy sandbox(m_page, &ConnectionsPage::sandboxRequested);
    press(QStringLiteral("Explore the sandbox"));
    QCOMPARE(sandbox.size(), 1);
}

void tst_Connections::namesWrongInputBesideItsField_data()
{
    QTest::addColumn<QString>("url");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QString() << QStringLiteral("Enter the server's address");
    QTest::newRow("scheme") << QStringLiteral("acme.test") << QStringLiteral("no scheme");
    QTest::newRow("credentials") << QStringLiteral("https://me:pw@acme.test")
                                 << QStringLiteral("user name or password");
    QTest::newRow("http") << QStringLiteral("http://acme.test") << QStringLiteral("plain http");
}

void tst_Connections::namesWrongInputBesideItsField()
{
    QFETCH(QString, url);
    QFETCH(QString, says);
    openNew();
    fill(QStringLiteral("Prod"), url);
    press(QStringLiteral("Save"));
    QVERIFY(field("Base URL")->accessibleDescription().contains(says));
    QVERIFY(field("Base URL")->property("invalid").toBool());
    QCOMPARE(field("Base URL")->text(), url);
    QCOMPARE(field("Name")->text(), QStringLiteral("Prod"));
    QVERIFY(m_world->store.connections().isEmpty());
    QVERIFY(m_world->log->isEmpty());
}

void tst_Connections::refusesATakenName()
{
    Connection taken;
    taken.id = ConnectionStore::newId();
    taken.name = QStringLiteral("Prod");
    taken.provider = QStringLiteral("tecton");
    taken.baseUrl = QUrl(QStringLiteral("https://acme.test"));
    QVERIFY(m_world->store.save(taken));
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("https://other.test"));
    press(QStringLiteral("Save"));
    QVERIFY(field("Name")->accessibleDescription().contains(
        QStringLiteral("Another connection has this name")));
    QCOMPARE(m_world->store.connections().size(), 1);
}

void tst_Connections::wantsASecretForANewConnection()
{
    openNew();
    field("Name")->setText(QStringLiteral("Prod"));
    field("Base URL")->setText(QStringLiteral("https://acme.test"));
    press(QStringLiteral("Save"));
    QVERIFY(
        field("API key")->accessibleDescription().contains(QStringLiteral("Enter the API key")));
    QVERIFY(m_world->store.connections().isEmpty());
}

void tst_Connections::storesTheSecretInTheKeychainOnly()
{
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const Connection saved = m_world->store.connections().constFirst();
    QCOMPARE(m_world->credentials->stored(saved.id)->size(), 1);
    QFile file(m_world->file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains(typedKey().toUtf8()));
    QTRY_VERIFY(m_world->keeper.session(saved.id));
}

void tst_Connections::tellsThatATestFailed()
{
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Network: ")), 20'000);
    QCOMPARE(field("Base URL")->text(), QStringLiteral("http://127.0.0.1:1"));
    QVERIFY(m_world->store.connections().isEmpty());
    QVERIFY(m_world->credentials->stored(QString())->isEmpty());
}

void tst_Connections::tellsWhoAnsweredInsteadOfTheServer()
{
    TestServer server;
    TestAnswer page = status(200, {{"Content-Type", "text/html"}});
    page.body = "<html><h1>Sign in</h1></html>";
    server.script({page});
    openNew();
    fill(QStringLiteral("Prod"), server.url().toString());
    press(QStringLiteral("Test"));
    QTRY_VERIFY(sees(QStringLiteral("Server: ")));
    QVERIFY(!sees(QStringLiteral("<h1>")));
    expectNothingLost(server.url().toString());
}

void tst_Connections::tellsThatTheKeyIsWrong()
{
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    QVERIFY2(server.start(&reason), qPrintable(reason));
    openNew();
    fill(QStringLiteral("Prod"), server.info().tecton.url);
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Sign-in: ")), 20'000);
    QVERIFY(!sees(typedKey()));
    expectNothingLost(server.info().tecton.url);
    field("API key")->setText(server.info().tecton.adminApiKey);
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("The connection works")), 20'000);
}

void tst_Connections::expectNothingLost(const QString &url)
{
    QVERIFY(named<QPushButton>(QStringLiteral("Save"))->isEnabled());
    QCOMPARE(field("Name")->text(), QStringLiteral("Prod"));
    QCOMPARE(field("Base URL")->text(), url);
    QVERIFY(field("API key")->placeholderText().contains(QStringLiteral("Entered")));
    QVERIFY(m_world->store.connections().isEmpty());
}

void tst_Connections::givesTheTokensOfARemovedConnectionBack()
{
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    QVERIFY2(server.start(&reason), qPrintable(reason));
    const sandbox::AtlasEndpoint atlas = server.info().atlas;
    openAtlas();
    field("Name")->setText(QStringLiteral("Acme"));
    field("Base URL")->setText(atlas.url);
    field("Client ID")->setText(atlas.clientId);
    field("Client secret")->setText(atlas.clientSecret);
    press(QStringLiteral("Save"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Signed in as")), 20'000);
    QTRY_VERIFY(isAtRest());
    QCOMPARE(revocations(server), 0);
    press(QStringLiteral("Remove Acme"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Remove")));
    press(QStringLiteral("Remove"));
    QTRY_COMPARE(revocations(server), 1);
}

void tst_Connections::refusesAProxyWithAPassword()
{
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("https://acme.invalid"));
    named<QAbstractButton>(QStringLiteral("Advanced"))->click();
    QTRY_VERIFY(field("Proxy"));
    QVERIFY(field("Proxy")->accessibleDescription().contains(QStringLiteral("not kept here")));
    field("Proxy")->setText(QStringLiteral("http://me:") + typedKey() + QStringLiteral("@proxy:1"));
    press(QStringLiteral("Save"));
    QVERIFY(field("Proxy")->property("invalid").toBool());
    QVERIFY(field("Proxy")->accessibleDescription().contains(QStringLiteral("plain text")));
    QVERIFY(m_world->store.connections().isEmpty());
}

void tst_Connections::removesConnectionAndSecret()
{
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const QString id = m_world->store.connections().constFirst().id;
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    press(QStringLiteral("Remove Prod"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Remove")));
    QCOMPARE(m_world->store.connections().size(), 1);
    press(QStringLiteral("Remove"));
    QTRY_VERIFY(m_world->store.connections().isEmpty());
    QTRY_VERIFY(m_world->credentials->stored(id)->isEmpty());
    QVERIFY(!m_world->keeper.session(id));
    QVERIFY(named<QPushButton>(QStringLiteral("Explore the sandbox")));
}

void tst_Connections::saysThatSecretsMayRemain()
{
    openNew();
    fill(QStringLiteral("Prod"), QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    m_world->credentials->unreadableIndex = true;
    press(QStringLiteral("Remove Prod"));
    QTRY_VERIFY(named<QPushButton>(QStringLiteral("Remove")));
    QVERIFY(sees(QStringLiteral("Secrets of it may remain in the keychain.")));
    press(QStringLiteral("Remove"));
    QTRY_VERIFY(m_world->store.connections().isEmpty());
    QTRY_VERIFY(sees(QStringLiteral("the keychain may hold secrets of it still")));
}

void tst_Connections::wipesWhatWasTyped()
{
    SecretEntry entry;
    QCOMPARE(entry.echoMode(), QLineEdit::Password);
    entry.setText(typedKey() + QLatin1Char('\n'));
    const std::shared_ptr<const Secret> secret = entry.secret();
    QVERIFY(entry.text().isEmpty());
    QCOMPARE(QByteArray::fromStdString(std::string(secret->expose())), typedKey().toUtf8());
    QVERIFY(!entry.isUndoAvailable());
    QVERIFY(!entry.placeholderText().contains(typedKey()));
    entry.forget();
    QVERIFY(!entry.secret());
}

void tst_Connections::asksForTheOrganization()
{
    openAtlas();
    QCOMPARE(
        named<QComboBox>(QStringLiteral("Provider"))->currentText(),
        QStringLiteral("MongoDB Atlas"));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://cloud.mongodb.com"));
    QVERIFY(field("Project ID"));
    QVERIFY(!field("Token URL"));
    QVERIFY(!named<QPushButton>(QStringLiteral("Find")));
    QVERIFY(!field("API key"));
    QVERIFY(field("Client ID"));
    QVERIFY(field("Client secret"));
    chooseSignIn("API key pair");
    QVERIFY(!field("Client ID"));
    QVERIFY(field("Public key"));
    QCOMPARE(field("Private key")->echoMode(), QLineEdit::Password);

    press(QStringLiteral("Save"));
    for (const char *name : {"Name", "Public key", "Private key"})
        QVERIFY2(field(name)->property("invalid").toBool(), name);
    for (const char *name : {"Organization ID", "Project ID"})
        QVERIFY2(!field(name)->property("invalid").toBool(), name);
    QVERIFY(m_world->store.connections().isEmpty());
}

void tst_Connections::namesWrongIdsBesideTheirField_data()
{
    QTest::addColumn<QString>("id");
    QTest::addColumn<bool>("isWrong");
    QTest::newRow("right") << QStringLiteral("0123456789abcdef01234567") << false;
    QTest::newRow("blank around") << QStringLiteral(" 0123456789abcdef01234567 ") << false;
    QTest::newRow("short") << QStringLiteral("0123456789abcdef0123456") << true;
    QTest::newRow("long") << QStringLiteral("0123456789abcdef012345678") << true;
    QTest::newRow("no hex") << QStringLiteral("0123456789abcdef0123456g") << true;
    QTest::newRow("name") << QStringLiteral("acme") << true;
}

void tst_Connections::namesWrongIdsBesideTheirField()
{
    QFETCH(QString, id);
    QFETCH(bool, isWrong);
    openAtlas();
    for (const char *name : {"Organization ID", "Project ID"}) {
        field(name)->setFocus();
        QTest::keyClicks(field(name), id);
        field("Name")->setFocus();
        QCOMPARE(field(name)->property("invalid").toBool(), isWrong);
        QCOMPARE(field(name)->text(), id);
    }
}

void tst_Connections::keepsWhatWasTypedWhenTheProviderChanges()
{
    openNew();
    field("Name")->setText(QStringLiteral("Prod"));
    field("API key")->setText(typedKey());
    chooseProvider(QStringLiteral("MongoDB Atlas"));
    QCOMPARE(field("Name")->text(), QStringLiteral("Prod"));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://cloud.mongodb.com"));
    field("Organization ID")->setText(QStringLiteral("0123456789abcdef01234567"));
    field("Client ID")->setText(QStringLiteral("mdb_sa_id_1"));

    chooseProvider(QStringLiteral("Tecton"));
    QVERIFY(!field("Organization ID"));
    QVERIFY(field("Base URL")->text().isEmpty());
    QCOMPARE(field("Client ID")->text(), QStringLiteral("mdb_sa_id_1"));
    field("Base URL")->setText(QStringLiteral("https://typed.test"));
    chooseProvider(QStringLiteral("MongoDB Atlas"));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://typed.test"));
    QCOMPARE(field("Organization ID")->text(), QStringLiteral("0123456789abcdef01234567"));

    chooseProvider(QStringLiteral("Tecton"));
    chooseSignIn("API key");
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QVERIFY(m_world->store.connections().constFirst().orgId.isEmpty());
}

void tst_Connections::keepsTheTabOrderWhenTheProviderChanges()
{
    openNew();
    chooseProvider(QStringLiteral("MongoDB Atlas"));
    QTRY_VERIFY(named<QRadioButton>(QStringLiteral("API key pair")));
    field("Base URL")->setFocus();
    for (const char *name :
         {"Organization ID", "Project ID", "Client credentials", "Client ID", "Client secret",
          "Advanced"}) {
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Tab);
        QCOMPARE(QApplication::focusWidget()->accessibleName(), QString::fromLatin1(name));
    }
}

void tst_Connections::savesAnApiKeyPair()
{
    openAtlas();
    field("Name")->setText(QStringLiteral("Acme"));
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    field("Organization ID")->setText(QStringLiteral("0123456789abcdef01234567"));
    field("Project ID")->setText(QStringLiteral("89abcdef0123456789abcdef"));
    chooseSignIn("API key pair");
    field("Public key")->setText(QStringLiteral("abcdefgh"));
    field("Private key")->setText(typedKey());
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const Connection saved = m_world->store.connections().constFirst();
    QCOMPARE(saved.provider, QStringLiteral("atlas"));
    QCOMPARE(saved.signIn, SignIn::Digest);
    QCOMPARE(saved.clientId, QStringLiteral("abcdefgh"));
    QCOMPARE(saved.orgId, QStringLiteral("0123456789abcdef01234567"));
    QCOMPARE(saved.projectId, QStringLiteral("89abcdef0123456789abcdef"));
    const QList<StoredCredential> entries = m_world->credentials->stored(saved.id).value();
    QCOMPARE(entries.size(), 1);
    QCOMPARE(entries.constFirst().key.owner, QString(CredentialKey::connectionOwner));
    QCOMPARE(entries.constFirst().key.item, QStringLiteral("private-key"));
    QTRY_VERIFY(!DialogFrame::topmost(m_window.get()));
    for (const char *text :
         {"MongoDB Atlas", "Organization ID", "0123456789abcdef01234567", "Project ID",
          "89abcdef0123456789abcdef", "API key pair, abcdefgh"})
        QVERIFY2(sees(QString::fromLatin1(text)), text);
}

void tst_Connections::signsInToAnOrganization_data()
{
    QTest::addColumn<bool>("isKeyPair");
    QTest::newRow("client credentials") << false;
    QTest::newRow("API key pair") << true;
}

void tst_Connections::signsInToAnOrganization()
{
    QFETCH(bool, isKeyPair);
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    QVERIFY2(server.start(&reason), qPrintable(reason));
    const sandbox::AtlasEndpoint atlas = server.info().atlas;
    openAtlas();
    field("Name")->setText(QStringLiteral("Sandbox"));
    field("Base URL")->setText(atlas.url);
    field("Organization ID")->setText(atlas.orgId);
    chooseSignIn(isKeyPair ? "API key pair" : "Client credentials");
    field(isKeyPair ? "Public key" : "Client ID")
        ->setText(isKeyPair ? atlas.publicKey : atlas.clientId);
    QLineEdit *secret = field(isKeyPair ? "Private key" : "Client secret");
    secret->setText(typedKey());
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Sign-in: ")), 20'000);
    secret->setText(isKeyPair ? atlas.privateKey : atlas.clientSecret);
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("The connection works")), 20'000);
    QVERIFY(m_world->store.connections().isEmpty());
    // The token of the try is given back.
    QTRY_COMPARE(revocations(server), isKeyPair ? 0 : 1);
}

QTEST_MAIN(tst_Connections)
#include "tst_connections.moc"
