#include "app/sandbox/sandbox.h"
#include "tests/support/awaited.h"
#include "tests/ui/connections_fixture.h"
#include "ui/widgets/dialog_frame.h"

#include <QDir>
#include <QFile>
#include <QMenu>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString organizationId = QStringLiteral("0123456789abcdef01234567");

QString profiles()
{
    return QStringLiteral("version = 2\n"
                          "[default]\n"
                          "auth_type = \"user_account\"\n"
                          "[prod]\n"
                          "auth_type = \"service_account\"\n"
                          "client_id = \"mdb_sa_id_1\"\n"
                          "org_id = \"%1\"\n"
                          "[old]\n"
                          "auth_type = \"api_keys\"\n"
                          "public_api_key = \"abcdefgh\"\n"
                          "private_api_key = \"%2\"\n")
        .arg(organizationId, typedKey());
}

} // namespace

class tst_ConnectionImport : public ConnectionsFixture
{
    Q_OBJECT

private Q_SLOTS:
    void init() { makeWorld(); }
    void cleanup() { dropWorld(); }
    void offersEveryPlace();
    void importsFromTheEnvironment();
    void tellsWhatTheEnvironmentLacks_data();
    void tellsWhatTheEnvironmentLacks();
    void tellsOfAnUnknownSystem();
    void importsADotEnvFile();
    void importsACredentialsFile();
    void showsWhereTheSecretGoes();
    void forgetsTheTokenUrlOfAnotherServer();
    void tellsWhyAFileCannotBeImported_data();
    void tellsWhyAFileCannotBeImported();
    void pointsOutOpenPermissions();
    void keepsNothingWhenCancelled();
    void choosesAmongProfiles();
    void readsTheSecretOfAProfileFromTheKeychain();
    void readsAllOfAProfileFromTheKeychain_data();
    void readsAllOfAProfileFromTheKeychain();
    void goesOnWithoutTheSecretOfAProfile();
    void tellsThatNoProfileCanBeUsed();
    void takesAPastedKey();
    void namesWhatIsThereAlready();
    void savesAConnectionThatWorks();

private:
    QString write(const QString &name, const QString &text, bool isPrivate = true);
    void setVariables(const QMap<QString, QString> &variables);
    void import(const QString &place);
    bool isDialogOpen() const { return DialogFrame::topmost(m_window.get()); }
    void expectNothingKept();
    QByteArray storedSecret(const Connection &connection);
};

QString tst_ConnectionImport::write(const QString &name, const QString &text, bool isPrivate)
{
    const QString path = m_world->directory.filePath(name);
    QDir().mkpath(QFileInfo(path).path());
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly))
        qFatal("The test's own file cannot be written.");
    file.write(text.toUtf8());
    const auto mine = QFileDevice::ReadOwner | QFileDevice::WriteOwner;
    file.setPermissions(isPrivate ? mine : mine | QFileDevice::ReadOther);
    return path;
}

void tst_ConnectionImport::setVariables(const QMap<QString, QString> &variables)
{
    for (auto variable = variables.cbegin(); variable != variables.cend(); ++variable)
        m_world->environment.insert(variable.key(), variable.value());
}

void tst_ConnectionImport::import(const QString &place)
{
    auto *button = named<QPushButton>(QStringLiteral("Import"));
    QVERIFY(button);
    for (QAction *action : button->menu()->actions()) {
        if (action->text() == place)
            return action->trigger();
    }
    QFAIL(qPrintable(place));
}

void tst_ConnectionImport::expectNothingKept()
{
    QVERIFY(m_world->store.connections().isEmpty());
    QVERIFY(m_world->log->isEmpty());
    QVERIFY(!QFile::exists(m_world->file));
}

QByteArray tst_ConnectionImport::storedSecret(const Connection &connection)
{
    const Result<Secret> held =
        await(m_world->credentials->read(SessionFactory::credentialKey(connection)));
    return held ? QByteArray::fromStdString(std::string(held->expose())) : QByteArray();
}

void tst_ConnectionImport::offersEveryPlace()
{
    QStringList places;
    const auto *button = named<QPushButton>(QStringLiteral("Import"));
    QVERIFY(button);
    for (const QAction *action : button->menu()->actions())
        places += action->text();
    const QStringList expected{
        QStringLiteral("Environment variables"), QStringLiteral(".env file…"),
        QStringLiteral("AtlasUI credentials file…"), QStringLiteral("Atlas CLI profile…"),
        QStringLiteral("Tecton API key…")};
    QCOMPARE(places, expected);
}

void tst_ConnectionImport::importsFromTheEnvironment()
{
    setVariables(
        {{QStringLiteral("TECTON_URL"), QStringLiteral("https://acme.tecton.test")},
         {QStringLiteral("TECTON_API_KEY"), typedKey()}});
    import(QStringLiteral("Environment variables"));
    QTRY_VERIFY(field("Base URL"));
    QCOMPARE(field("Name")->text(), QStringLiteral("Tecton acme"));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://acme.tecton.test"));
    QVERIFY(field("API key")->text().isEmpty());
    QVERIFY(field("API key")->placeholderText().contains(QStringLiteral("Imported")));
    QVERIFY(sees(QStringLiteral("Nothing is stored before you save")));
    QVERIFY(!sees(typedKey()));
    expectNothingKept();
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const Connection saved = m_world->store.connections().constFirst();
    QCOMPARE(saved.provider, QStringLiteral("tecton"));
    QCOMPARE(saved.signIn, SignIn::ApiKey);
    QCOMPARE(storedSecret(saved), typedKey().toUtf8());
}

void tst_ConnectionImport::tellsWhatTheEnvironmentLacks_data()
{
    QTest::addColumn<QString>("variable");
    QTest::addColumn<QString>("says");
    QTest::newRow("nothing") << QStringLiteral("OTHER") << QStringLiteral("describe no connection");
    QTest::newRow("half") << QStringLiteral("TECTON_API_KEY")
                          << QStringLiteral("TECTON_URL is missing");
}

void tst_ConnectionImport::tellsWhatTheEnvironmentLacks()
{
    QFETCH(QString, variable);
    QFETCH(QString, says);
    setVariables({{variable, typedKey()}});
    import(QStringLiteral("Environment variables"));
    QTRY_VERIFY(sees(says));
    QVERIFY(!sees(typedKey()));
    QVERIFY(!isDialogOpen());
    // The first start stays as it was.
    QVERIFY(named<QPushButton>(QStringLiteral("Connect Tecton")));
    expectNothingKept();
}

void tst_ConnectionImport::tellsOfAnUnknownSystem()
{
    setVariables(
        {{QStringLiteral("KEYWRIGHT_PROVIDER"), QStringLiteral("snowflake")},
         {QStringLiteral("KEYWRIGHT_URL"), QStringLiteral("https://acme.test")},
         {QStringLiteral("KEYWRIGHT_API_KEY"), typedKey()}});
    import(QStringLiteral("Environment variables"));
    QTRY_VERIFY(sees(QStringLiteral("“snowflake” is not a system")));
    QVERIFY(!isDialogOpen());
}

void tst_ConnectionImport::importsADotEnvFile()
{
    m_world->files.path = write(
        QStringLiteral(".env"), QStringLiteral("MONGODB_ATLAS_PUBLIC_API_KEY=abcdefgh\n"
                                               "MONGODB_ATLAS_PRIVATE_API_KEY='%1'\n"
                                               "MONGODB_ATLAS_ORG_ID=%2\n")
                                    .arg(typedKey(), organizationId));
    import(QStringLiteral(".env file…"));
    QVERIFY(m_world->files.asked.showsHidden);
    QTRY_VERIFY(field("Public key"));
    QCOMPARE(field("Name")->text(), QStringLiteral("MongoDB Atlas"));
    QCOMPARE(field("Public key")->text(), QStringLiteral("abcdefgh"));
    QCOMPARE(field("Organization ID")->text(), organizationId);
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://cloud.mongodb.com"));
    expectNothingKept();
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const Connection saved = m_world->store.connections().constFirst();
    QCOMPARE(saved.signIn, SignIn::Digest);
    QCOMPARE(storedSecret(saved), typedKey().toUtf8());
}

void tst_ConnectionImport::importsACredentialsFile()
{
    m_world->files.path = write(
        QStringLiteral("acme.json"),
        QStringLiteral("{\"client_id\": \"mdb_sa_id_1\", \"client_secret\": \"%1\", "
                       "\"token_url\": \"https://cloud.mongodbgov.com/api/oauth/token\"}")
            .arg(typedKey()));
    import(QStringLiteral("AtlasUI credentials file…"));
    QTRY_VERIFY(field("Client ID"));
    QCOMPARE(field("Client ID")->text(), QStringLiteral("mdb_sa_id_1"));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("https://cloud.mongodbgov.com"));
    QVERIFY(field("Client secret")->placeholderText().contains(QStringLiteral("Imported")));
    QVERIFY(sees(QStringLiteral("acme.json")));
    QVERIFY(!sees(QStringLiteral("chmod")));
}

void tst_ConnectionImport::showsWhereTheSecretGoes()
{
    const QString url = QStringLiteral("http://127.0.0.1:1/token");
    m_world->files.path = write(
        QStringLiteral("acme.json"),
        QStringLiteral("{\"client_id\": \"a\", \"client_secret\": \"%1\", \"token_url\": \"%2\"}")
            .arg(typedKey(), url));
    import(QStringLiteral("AtlasUI credentials file…"));
    QTRY_VERIFY(field("Client ID"));
    QVERIFY(sees(url));
    QTRY_VERIFY(field("Token URL"));
    QCOMPARE(field("Token URL")->text(), url);
    QVERIFY(!named<QPushButton>(QStringLiteral("Find")));
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QCOMPARE(m_world->store.connections().constFirst().tokenUrl, QUrl(url));
}

void tst_ConnectionImport::forgetsTheTokenUrlOfAnotherServer()
{
    const QString url = QStringLiteral("http://127.0.0.1:1/token");
    m_world->files.path = write(
        QStringLiteral("acme.json"),
        QStringLiteral("{\"client_id\": \"a\", \"client_secret\": \"%1\", \"token_url\": \"%2\"}")
            .arg(typedKey(), url));
    import(QStringLiteral("AtlasUI credentials file…"));
    QTRY_VERIFY(field("Token URL"));
    QLineEdit *baseUrl = field("Base URL");
    QVERIFY(!baseUrl->text().isEmpty());
    baseUrl->setText(QStringLiteral("http://127.0.0.1:2"));
    Q_EMIT baseUrl->editingFinished();
    QVERIFY(field("Token URL")->text().isEmpty());
    // Said where it is missed, should it be wanted there as well.
    QVERIFY(field("Token URL")->accessibleDescription().contains(url));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QCOMPARE(m_world->store.connections().constFirst().tokenUrl, QUrl());
}

void tst_ConnectionImport::tellsWhyAFileCannotBeImported_data()
{
    QTest::addColumn<QString>("place");
    QTest::addColumn<QString>("content");
    QTest::addColumn<QString>("says");
    const auto file = QStringLiteral("AtlasUI credentials file…");
    QTest::newRow("no JSON") << file << typedKey() << QStringLiteral("not a JSON object");
    QTest::newRow("half") << file << QStringLiteral("{\"client_id\": \"a\"}")
                          << QStringLiteral("client_secret is missing");
    QTest::newRow("too large") << file << QString(70'000, QLatin1Char(' '))
                               << QStringLiteral("larger than 64 KiB");
    QTest::newRow("no variables") << QStringLiteral(".env file…") << typedKey()
                                  << QStringLiteral("ine 1");
    QTest::newRow("no TOML") << QStringLiteral("Atlas CLI profile…") << typedKey()
                             << QStringLiteral("not valid TOML");
}

void tst_ConnectionImport::tellsWhyAFileCannotBeImported()
{
    QFETCH(QString, place);
    QFETCH(QString, content);
    QFETCH(QString, says);
    m_world->files.path = write(QStringLiteral("some"), content);
    import(place);
    QTRY_VERIFY(sees(says));
    QVERIFY(!sees(typedKey()));
    QVERIFY(!isDialogOpen());
    expectNothingKept();
}

void tst_ConnectionImport::pointsOutOpenPermissions()
{
#ifdef Q_OS_WIN
    QSKIP("Windows has no such permissions.");
#endif
    m_world->files.path = write(
        QStringLiteral("open.json"),
        QStringLiteral("{\"client_id\": \"a\", \"client_secret\": \"%1\"}").arg(typedKey()), false);
    import(QStringLiteral("AtlasUI credentials file…"));
    QTRY_VERIFY(field("Client ID"));
    QVERIFY(sees(QStringLiteral("chmod 600")));
    // What the person is told about the test does not take its place.
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Network: ")), 20'000);
    QVERIFY(sees(QStringLiteral("chmod 600")));
}

void tst_ConnectionImport::keepsNothingWhenCancelled()
{
    import(QStringLiteral(".env file…"));
    QVERIFY(!isDialogOpen());
    importsACredentialsFile();
    press(QStringLiteral("Cancel"));
    QTRY_VERIFY(!isDialogOpen());
    expectNothingKept();
}

void tst_ConnectionImport::choosesAmongProfiles()
{
    setVariables({{QStringLiteral("XDG_CONFIG_HOME"), m_world->directory.path()}});
    const QString file = write(QStringLiteral("atlascli/config.toml"), profiles());
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(named<QComboBox>(QStringLiteral("Profile")));
    QVERIFY(m_world->files.asked.title.isEmpty());
    QVERIFY(sees(file));
    auto *choice = named<QComboBox>(QStringLiteral("Profile"));
    QCOMPARE(choice->count(), 2);
    choice->setCurrentText(QStringLiteral("old"));
    QVERIFY(sees(QStringLiteral("API key pair, abcdefgh")));
    QVERIFY(sees(QStringLiteral("In the file")));
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(field("Public key"));
    QCOMPARE(field("Name")->text(), QStringLiteral("MongoDB Atlas old"));
    QCOMPARE(field("Public key")->text(), QStringLiteral("abcdefgh"));
    QVERIFY(field("Private key")->placeholderText().contains(QStringLiteral("Imported")));
    expectNothingKept();
}

void tst_ConnectionImport::readsTheSecretOfAProfileFromTheKeychain()
{
    m_world->foreignEntries.insert(QStringLiteral("atlascli_prod/client_secret"), typedKey());
    m_world->files.path = write(QStringLiteral("config.toml"), profiles());
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(named<QComboBox>(QStringLiteral("Profile")));
    named<QComboBox>(QStringLiteral("Profile"))->setCurrentText(QStringLiteral("prod"));
    QTRY_VERIFY(sees(QStringLiteral("atlascli_prod")));
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(field("Client secret"));
    QCOMPARE(field("Organization ID")->text(), organizationId);
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QCOMPARE(storedSecret(m_world->store.connections().constFirst()), typedKey().toUtf8());
}

void tst_ConnectionImport::readsAllOfAProfileFromTheKeychain_data()
{
    QTest::addColumn<QString>("kind");
    QTest::addColumn<QStringList>("users");
    QTest::addColumn<QString>("label");
    QTest::newRow("account")
        << QStringLiteral("service_account")
        << QStringList{QStringLiteral("client_id"), QStringLiteral("client_secret")}
        << QStringLiteral("Client ID");
    QTest::newRow("keys")
        << QStringLiteral("api_keys")
        << QStringList{QStringLiteral("public_api_key"), QStringLiteral("private_api_key")}
        << QStringLiteral("Public key");
}

void tst_ConnectionImport::readsAllOfAProfileFromTheKeychain()
{
    QFETCH(QString, kind);
    QFETCH(QStringList, users);
    QFETCH(QString, label);
    const QString service = QStringLiteral("atlascli_kept/");
    m_world->files.path = write(
        QStringLiteral("config.toml"),
        QStringLiteral("version = 2\n[kept]\nauth_type = \"%1\"\n").arg(kind));
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(sees(QStringLiteral("atlascli_kept")));
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(sees(users.at(0)));
    m_world->foreignEntries.insert(service + users.at(0), QStringLiteral("abcdefgh"));
    m_world->foreignEntries.insert(service + users.at(1), typedKey());
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(named<QLineEdit>(label));
    QCOMPARE(named<QLineEdit>(label)->text(), QStringLiteral("abcdefgh"));
    field("Organization ID")->setText(organizationId);
    field("Base URL")->setText(QStringLiteral("http://127.0.0.1:1"));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    const Connection stored = m_world->store.connections().constFirst();
    QCOMPARE(stored.clientId, QStringLiteral("abcdefgh"));
    QCOMPARE(storedSecret(stored), typedKey().toUtf8());
}

void tst_ConnectionImport::goesOnWithoutTheSecretOfAProfile()
{
    m_world->files.path = write(QStringLiteral("config.toml"), profiles());
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(named<QComboBox>(QStringLiteral("Profile")));
    named<QComboBox>(QStringLiteral("Profile"))->setCurrentText(QStringLiteral("prod"));
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(sees(QStringLiteral("no entry “atlascli_prod”")));
    QVERIFY(!field("Client secret"));
    press(QStringLiteral("Enter it by hand"));
    QTRY_VERIFY(field("Client secret"));
    QCOMPARE(field("Client ID")->text(), QStringLiteral("mdb_sa_id_1"));
    QVERIFY(sees(QStringLiteral("enter it below")));
    press(QStringLiteral("Save"));
    QVERIFY(field("Client secret")->property("invalid").toBool());
    expectNothingKept();
}

void tst_ConnectionImport::tellsThatNoProfileCanBeUsed()
{
    m_world->files.path = write(
        QStringLiteral("config.toml"), QStringLiteral("[default]\nauth_type = \"user_account\"\n"));
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(sees(QStringLiteral("no profile with a credential")));
    QVERIFY(!named<QPushButton>(QStringLiteral("Continue"))->isEnabled());
    m_world->files.path = write(QStringLiteral("other.toml"), profiles());
    press(QStringLiteral("Another file…"));
    QTRY_VERIFY(named<QComboBox>(QStringLiteral("Profile")));
}

void tst_ConnectionImport::takesAPastedKey()
{
    setVariables({{QStringLiteral("TECTON_URL"), QStringLiteral("http://127.0.0.1:1")}});
    import(QStringLiteral("Tecton API key…"));
    QTRY_VERIFY(field("API key"));
    QVERIFY(sees(QStringLiteral("tecton service-account create")));
    QCOMPARE(field("Base URL")->text(), QStringLiteral("http://127.0.0.1:1"));
    QTRY_VERIFY(field("API key")->hasFocus());
    field("API key")->setText(typedKey() + QLatin1Char('\n'));
    press(QStringLiteral("Save"));
    QTRY_COMPARE(m_world->store.connections().size(), 1);
    QCOMPARE(storedSecret(m_world->store.connections().constFirst()), typedKey().toUtf8());
}

void tst_ConnectionImport::namesWhatIsThereAlready()
{
    Connection stored;
    stored.id = ConnectionStore::newId();
    stored.name = QStringLiteral("MongoDB Atlas old");
    stored.provider = QStringLiteral("atlas");
    stored.baseUrl = QUrl(QStringLiteral("https://cloud.mongodb.com"));
    stored.signIn = SignIn::Digest;
    stored.clientId = QStringLiteral("abcdefgh");
    QVERIFY(m_world->store.save(stored));
    Q_EMIT m_page->headerChanged();
    for (QWidget *action : m_page->headerActions())
        action->show();
    m_world->files.path = write(QStringLiteral("config.toml"), profiles());
    import(QStringLiteral("Atlas CLI profile…"));
    QTRY_VERIFY(named<QComboBox>(QStringLiteral("Profile")));
    named<QComboBox>(QStringLiteral("Profile"))->setCurrentText(QStringLiteral("old"));
    press(QStringLiteral("Continue"));
    QTRY_VERIFY(field("Name"));
    QCOMPARE(field("Name")->text(), QStringLiteral("MongoDB Atlas old 2"));
    QVERIFY(sees(QStringLiteral("“MongoDB Atlas old” signs in with the same credential")));
}

void tst_ConnectionImport::savesAConnectionThatWorks()
{
    sandbox::Sandbox server{sandbox::SandboxOptions()};
    QString reason;
    QVERIFY2(server.start(&reason), qPrintable(reason));
    const sandbox::AtlasEndpoint atlas = server.info().atlas;
    m_world->files.path = write(
        QStringLiteral("acme.json"),
        QStringLiteral("{\"client_id\": \"%1\", \"client_secret\": \"%2\", \"token_url\": \"%3\"}")
            .arg(atlas.clientId, atlas.clientSecret, atlas.tokenUrl));
    import(QStringLiteral("AtlasUI credentials file…"));
    QTRY_VERIFY(field("Client ID"));
    press(QStringLiteral("Test"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("The connection works")), 20'000);
    press(QStringLiteral("Save"));
    QTRY_VERIFY_WITH_TIMEOUT(sees(QStringLiteral("Signed in as")), 20'000);
}

QTEST_MAIN(tst_ConnectionImport)
#include "tst_connection_import.moc"
