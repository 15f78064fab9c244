#include "core/transfer/atlas_cli_profiles.h"
#include "core/transfer/credentials_import.h"
#include "core/transfer/export_file.h"
#include "core/transfer/import_file.h"
#include "core/transfer/secret_formats.h"
#include "tests/support/awaited.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

QByteArray textOf(const Secret &secret)
{
    return {secret.expose().data(), qsizetype(secret.size())};
}

QString written(const QTemporaryDir &directory, const QString &name, const QByteArray &content)
{
    const QString path = directory.filePath(name);
    QFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
        qFatal("cannot write");
    file.close();
    QFile::setPermissions(path, QFileDevice::ReadOwner | QFileDevice::WriteOwner);
    return path;
}

void openUp(const QString &path)
{
    QFile::setPermissions(path, QFile::permissions(path) | QFileDevice::ReadOther);
}

/// Entries by "service/user".
struct KeychainOfProfiles
{
    ForeignEntryReader reader()
    {
        return [this](const QString &service, const QString &user) {
            return read(service + QLatin1Char('/') + user);
        };
    }

    QMap<QString, QString> entries;

private:
    Async<Secret> read(QString name)
    {
        if (!entries.contains(name))
            co_return failure(makeError(ErrorKind::NotFound, QStringLiteral("No such entry.")));
        co_return Result<Secret>(Secret(entries.value(name).toUtf8()));
    }
};

Result<ImportedConnection> fromText(const QByteArray &dotEnv)
{
    auto variables = parseDotEnv(dotEnv);
    if (!variables)
        return failure(variables.error());
    return connectionFromVariables(*variables);
}

} // namespace

class TestImport : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void dotEnvValues_data();
    void dotEnvValues();
    void brokenDotEnv_data();
    void brokenDotEnv();
    void variables_data();
    void variables();
    void halfOfSomething_data();
    void halfOfSomething();
    void credentials();
    void brokenCredentials_data();
    void brokenCredentials();
    void credentialsComeBack();
    void files();
    void profiles();
    void profilesInTheKeychain_data();
    void profilesInTheKeychain();
    void brokenProfiles_data();
    void brokenProfiles();
    void whereTheProfilesAre();
};

void TestImport::dotEnvValues_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QByteArray>("value");
    const auto row = [](const char *name, const char *text, const char *value) {
        QTest::newRow(name) << QByteArray(text) << QByteArray(value);
    };
    row("bare", "A=b", "b");
    row("spaces", "  A =  b c \t", "b c");
    row("export", "export A=b", "b");
    row("windows", "A=b\r\nB=c\r\n", "b");
    row("comment", "# x\n\nA=b # c", "b");
    row("hash inside", "A=b#c", "b#c");
    row("equals", "A=b=c==", "b=c==");
    row("single quotes", "A='b $c \\n # d' # e", "b $c \\n # d");
    row("double quotes", "A=\"b\\n\\\"c\\\" \\$d \\\\ # e\"", "b\n\"c\" $d \\ # e");
    row("empty", "A=", "");
    row("comment only", "A= # nothing", "");
    row("last wins", "A=b\nA=c", "c");
    row("not expanded", "A=$(reboot)`x`${B}", "$(reboot)`x`${B}");
    row("no line end", "B=c\nA=b", "b");
}

void TestImport::dotEnvValues()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QByteArray, value);
    const auto variables = parseDotEnv(text);
    QVERIFY(variables);
    QCOMPARE(textOf(variables->secret(QStringLiteral("A"))), value);
    QCOMPARE(variables->has(QStringLiteral("A")), !value.isEmpty());
}

void TestImport::brokenDotEnv_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::newRow("no equals") << QByteArray("B=c\nnot-a-real-secret");
    QTest::newRow("open quote") << QByteArray("\nA=\"not-a-real-secret");
    QTest::newRow("after the quote") << QByteArray("#\nA='not-a-real-secret'x");
    QTest::newRow("bad name") << QByteArray("\nA-B=not-a-real-secret");
    QTest::newRow("binary") << QByteArray("A=b\n\xff\xfe\0\0=not-a-real-secret", 26);
}

void TestImport::brokenDotEnv()
{
    QFETCH(const QByteArray, text);
    const auto variables = parseDotEnv(text);
    QVERIFY(!variables);
    QCOMPARE(variables.error().kind, ErrorKind::InvalidInput);
    QVERIFY(variables.error().message.contains(QStringLiteral("line 2")));
    QVERIFY(!variables.error().message.contains(QStringLiteral("not-a-real")));
    QVERIFY(!parseDotEnv(QByteArray(importCap + 1, '\n')));
}

void TestImport::variables_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("provider");
    QTest::addColumn<QString>("baseUrl");
    QTest::addColumn<SignIn>("signIn");
    QTest::addColumn<QString>("clientId");
    const auto row = [](const char *name, const char *text, const char *provider,
                        const char *baseUrl, SignIn signIn, const char *clientId) {
        QTest::newRow(name) << QByteArray(text) << QString::fromLatin1(provider)
                            << QString::fromLatin1(baseUrl) << signIn
                            << QString::fromLatin1(clientId);
    };
    const char *cloud = "https://cloud.mongodb.com";
    row("Keywright", "KEYWRIGHT_URL=https://a.example\nKEYWRIGHT_API_KEY=s", "tecton",
        "https://a.example", SignIn::ApiKey, "");
    row("Keywright for Atlas",
        "KEYWRIGHT_PROVIDER=atlas\nKEYWRIGHT_CLIENT_ID=i\nKEYWRIGHT_CLIENT_SECRET=s", "atlas",
        cloud, SignIn::ClientCredentials, "i");
    row("Keywright first",
        "TECTON_URL=https://b.example\nTECTON_API_KEY=t\nKEYWRIGHT_URL=https://a.example\n"
        "KEYWRIGHT_API_KEY=s",
        "tecton", "https://a.example", SignIn::ApiKey, "");
    row("Tecton", "TECTON_URL=https://a.example/\nTECTON_API_KEY=s", "tecton", "https://a.example",
        SignIn::ApiKey, "");
    row("Atlas account", "MONGODB_ATLAS_CLIENT_ID=i\nMONGODB_ATLAS_CLIENT_SECRET=s", "atlas", cloud,
        SignIn::ClientCredentials, "i");
    row("Atlas keys",
        "MONGODB_ATLAS_PUBLIC_API_KEY=p\nMONGODB_ATLAS_PRIVATE_API_KEY=s\n"
        "MONGODB_ATLAS_BASE_URL=https://cloud.mongodbgov.com/",
        "atlas", "https://cloud.mongodbgov.com", SignIn::Digest, "p");
    row("AtlasUI account", "ATLAS_SERVICE_ACCOUNT_ID=i\nATLAS_SERVICE_ACCOUNT_SECRET=s", "atlas",
        cloud, SignIn::ClientCredentials, "i");
    row("AtlasUI keys", "ATLAS_PUBLIC_KEY=p\nATLAS_PRIVATE_KEY=s", "atlas", cloud, SignIn::Digest,
        "p");
    row("AtlasUI has both",
        "ATLAS_AUTH_METHOD=api_key\nATLAS_PUBLIC_KEY=p\nATLAS_PRIVATE_KEY=s\n"
        "ATLAS_SERVICE_ACCOUNT_ID=i\nATLAS_SERVICE_ACCOUNT_SECRET=t\n"
        "ATLAS_BASE_URL=https://a.example/api/atlas/v2/",
        "atlas", "https://a.example", SignIn::Digest, "p");
}

void TestImport::variables()
{
    QFETCH(const QByteArray, text);
    QFETCH(const SignIn, signIn);
    const auto connection = fromText(text);
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
    QTEST(connection->provider, "provider");
    QTEST(connection->baseUrl.toString(), "baseUrl");
    QTEST(connection->clientId, "clientId");
    QVERIFY(connection->signIn == signIn);
    QCOMPARE(textOf(connection->secret), QByteArray("s"));
    QVERIFY(!connection->source.isEmpty());
}

void TestImport::halfOfSomething_data()
{
    QTest::addColumn<QByteArray>("text");
    QTest::addColumn<QString>("named");
    const auto row = [](const char *text, const char *named) {
        QTest::newRow(text) << QByteArray(text) << QString::fromLatin1(named);
    };
    row("PATH=/bin", "TECTON_URL");
    row("TECTON_API_KEY=not-a-real-key", "TECTON_URL");
    row("TECTON_URL=https://a.example", "TECTON_API_KEY");
    row("MONGODB_ATLAS_CLIENT_ID=i", "MONGODB_ATLAS_CLIENT_SECRET");
    row("ATLAS_PRIVATE_KEY=not-a-real-key", "ATLAS_PUBLIC_KEY");
    row("TECTON_API_KEY=k\nTECTON_URL=http://a.example", "https");
    row("KEYWRIGHT_URL=https://u:not-a-real@a.example\nKEYWRIGHT_API_KEY=k", "");
    row("ATLAS_SERVICE_ACCOUNT_CREDENTIALS_FILE=/nowhere/file.json", "/nowhere/file.json");
}

void TestImport::halfOfSomething()
{
    QFETCH(const QByteArray, text);
    QFETCH(const QString, named);
    const auto connection = fromText(text);
    QVERIFY(!connection);
    const QString told = connection.error().message + connection.error().hint;
    QVERIFY2(told.contains(named), qPrintable(told));
    QVERIFY(!told.contains(QStringLiteral("not-a-real")));
}

void TestImport::credentials()
{
    const auto plain = connectionFromCredentials(
        "{\"client_id\": \"mdb_sa_id_1\", \"client_secret\": \"s\", \"colour\": [\"red\"]}");
    QVERIFY(plain);
    QCOMPARE(plain->clientId, QStringLiteral("mdb_sa_id_1"));
    QCOMPARE(textOf(plain->secret), QByteArray("s"));
    QCOMPARE(plain->baseUrl, QUrl(QStringLiteral("https://cloud.mongodb.com")));
    QVERIFY(plain->tokenUrl.isEmpty());

    const auto gov =
        connectionFromCredentials("{\"client_id\": \"i\", \"client_secret\": \"s\", \"token_url\": "
                                  "\"https://cloud.mongodbgov.com/api/oauth/token\"}");
    QVERIFY(gov);
    QCOMPARE(gov->baseUrl, QUrl(QStringLiteral("https://cloud.mongodbgov.com")));
    QVERIFY(gov->tokenUrl.isEmpty());

    const auto own =
        connectionFromCredentials("{\"client_id\": \"i\", \"client_secret\": \"s\", \"token_url\": "
                                  "\"https://login.example/oauth2/token\"}");
    QVERIFY(own);
    QCOMPARE(own->tokenUrl, QUrl(QStringLiteral("https://login.example/oauth2/token")));
    QCOMPARE(own->baseUrl, usualAtlasUrl());
}

void TestImport::brokenCredentials_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html>not-a-real-secret</html>");
    QTest::newRow("a list") << QByteArray("[\"not-a-real-secret\"]");
    QTest::newRow("cut off") << QByteArray("{\"client_secret\": \"not-a-real-secret");
    QTest::newRow("no id") << QByteArray("{\"client_secret\": \"not-a-real-secret\"}");
    QTest::newRow("no secret") << QByteArray("{\"client_id\": \"not-a-real-id\"}");
    QTest::newRow("numbers") << QByteArray("{\"client_id\": 1, \"client_secret\": 2}");
    QTest::newRow("plain http") << QByteArray(
        "{\"client_id\": \"i\", \"client_secret\": \"not-a-real-secret\", "
        "\"token_url\": \"http://evil.example/api/oauth/token\"}");
    QTest::newRow("a file") << QByteArray(
        "{\"client_id\": \"i\", \"client_secret\": \"s\", \"token_url\": \"file:///etc/passwd\"}");
    QTest::newRow("deep") << QByteArray(60'000, '[');
    QTest::newRow("huge") << QByteArray(100'000, ' ');
}

void TestImport::brokenCredentials()
{
    QFETCH(const QByteArray, json);
    const auto connection = connectionFromCredentials(json);
    QVERIFY(!connection);
    QCOMPARE(connection.error().kind, ErrorKind::InvalidInput);
    QVERIFY(!connection.error().message.contains(QStringLiteral("not-a-real")));
}

void TestImport::credentialsComeBack()
{
    QTemporaryDir directory;
    SecretContext context;
    context.accountId = QStringLiteral("mdb_sa_id_1");
    context.tokenUrl = QUrl(QStringLiteral("https://cloud.mongodb.com/api/oauth/token"));
    const Secret secret(QByteArray("not \"a\" real\\secret\n\xc3\xa4"));
    const QString path = directory.filePath(QStringLiteral("service-account.json"));
    QVERIFY(writeSecretFile(path, credentialsJson(context, secret), false));
    const auto connection = importCredentialsFile(path);
    QVERIFY(connection);
    QVERIFY(connection->notices.isEmpty());
    QCOMPARE(connection->clientId, context.accountId);
    QVERIFY(connection->secret == secret);
    QVERIFY(connection->source.contains(QStringLiteral("service-account.json")));
}

void TestImport::files()
{
    QTemporaryDir directory;
    const QString json = written(
        directory, QStringLiteral("c.json"), "{\"client_id\": \"i\", \"client_secret\": \"s\"}");
    const QString dotEnv = written(
        directory, QStringLiteral(".env"),
        "ATLAS_SERVICE_ACCOUNT_CREDENTIALS_FILE=" + json.toUtf8() + "\n");
    const auto connection = importDotEnvFile(dotEnv);
    QVERIFY(connection);
    QCOMPARE(connection->clientId, QStringLiteral("i"));
    QVERIFY(connection->notices.isEmpty());
    openUp(json);
    openUp(dotEnv);
    QCOMPARE(importCredentialsFile(json)->notices.size(), 1);
    QVERIFY(importCredentialsFile(json)->notices.constFirst().contains(json));
    QCOMPARE(importDotEnvFile(dotEnv)->notices.size(), 2);

    QCOMPARE(
        importCredentialsFile(directory.filePath(QStringLiteral("none"))).error().kind,
        ErrorKind::Storage);
    QCOMPARE(importDotEnvFile(directory.path()).error().kind, ErrorKind::Storage);
    const QString huge = written(directory, QStringLiteral("huge"), QByteArray(importCap + 1, ' '));
    QCOMPARE(importCredentialsFile(huge).error().kind, ErrorKind::InvalidInput);
}

void TestImport::profiles()
{
    const auto profiles =
        parseAtlasCliProfiles("version = 2\n"
                              "[default]\n"
                              "  org_id = \"32b6e34b3d91647abb20e7b8\"\n"
                              "  public_api_key = \"abcdefgh\"\n"
                              "  private_api_key = \"not-a-real-key\"\n"
                              "  service = \"cloud\"\n"
                              "[gov]\n"
                              "auth_type = \"service_account\"\n"
                              "client_id = \"mdb_sa_id_1\"\n"
                              "project_id = \"5f9c0c3d1a2b4e6d8f7a9b0c\"\n"
                              "service = \"cloudgov\"\n"
                              "[me]\n"
                              "auth_type = \"user_account\"\n"
                              "access_token = \"not-a-real-token\"\n"
                              "[own]\n"
                              "client_id = \"mdb_sa_id_2\"\n"
                              "client_secret = 'not-a-real-secret'\n"
                              "ops_manager_url = \"https://cloud-dev.example/\"\n");
    QVERIFY(profiles);
    QCOMPARE(profiles->size(), std::size_t(3));
    const auto named = [&](const char *name) -> const AtlasCliProfile & {
        for (const AtlasCliProfile &profile : *profiles) {
            if (profile.name == QLatin1StringView(name))
                return profile;
        }
        qFatal("no such profile");
    };
    const AtlasCliProfile &keys = named("default");
    QVERIFY(keys.connection.signIn == SignIn::Digest);
    QCOMPARE(keys.connection.clientId, QStringLiteral("abcdefgh"));
    QCOMPARE(textOf(keys.connection.secret), QByteArray("not-a-real-key"));
    QCOMPARE(keys.connection.orgId, QStringLiteral("32b6e34b3d91647abb20e7b8"));
    QVERIFY(!keys.needsKeychain());
    const AtlasCliProfile &gov = named("gov");
    QVERIFY(gov.connection.signIn == SignIn::ClientCredentials);
    QVERIFY(gov.needsKeychain());
    QCOMPARE(gov.keychainService, QStringLiteral("atlascli_gov"));
    QCOMPARE(gov.keychainIdUser, QStringLiteral("client_id"));
    QCOMPARE(gov.keychainSecretUser, QStringLiteral("client_secret"));
    QCOMPARE(gov.connection.baseUrl, QUrl(QStringLiteral("https://cloud.mongodbgov.com")));
    QCOMPARE(gov.connection.projectId, QStringLiteral("5f9c0c3d1a2b4e6d8f7a9b0c"));
    const AtlasCliProfile &own = named("own");
    QCOMPARE(own.connection.baseUrl, QUrl(QStringLiteral("https://cloud-dev.example")));
    QCOMPARE(textOf(own.connection.secret), QByteArray("not-a-real-secret"));

    QTemporaryDir directory;
    const QString path = written(
        directory, QStringLiteral("config.toml"),
        "[a]\npublic_api_key='p'\nprivate_api_key='s'\n[b]\npublic_api_key='p'\n");
    openUp(path);
    const auto fromFile = importAtlasCliProfiles(path);
    QVERIFY(fromFile);
    QCOMPARE(fromFile->size(), std::size_t(2));
    QCOMPARE(fromFile->at(0).connection.notices.size(), 1);
    QVERIFY(fromFile->at(1).connection.notices.isEmpty());
}

void TestImport::profilesInTheKeychain_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("idUser");
    QTest::addColumn<QString>("secretUser");
    QTest::newRow("account") << QByteArray("service_account") << QStringLiteral("client_id")
                             << QStringLiteral("client_secret");
    QTest::newRow("keys") << QByteArray("api_keys") << QStringLiteral("public_api_key")
                          << QStringLiteral("private_api_key");
}

void TestImport::profilesInTheKeychain()
{
    QFETCH(const QByteArray, kind);
    QFETCH(const QString, idUser);
    QFETCH(const QString, secretUser);
    auto profiles = parseAtlasCliProfiles("[p]\nauth_type = \"" + kind + "\"\n");
    QVERIFY(profiles && profiles->size() == 1);
    const auto profile = std::make_shared<AtlasCliProfile>(std::move(profiles->front()));
    QVERIFY(profile->needsKeychain());

    KeychainOfProfiles keychain;
    const Result<void> absent = await(completeFromKeychain(profile, keychain.reader()));
    QVERIFY(!absent);
    QCOMPARE(absent.error().kind, ErrorKind::NotFound);
    QVERIFY2(absent.error().message.contains(idUser), qPrintable(absent.error().message));
    keychain.entries.insert(QStringLiteral("atlascli_p/") + idUser, QStringLiteral("an-id"));
    const Result<void> half = await(completeFromKeychain(profile, keychain.reader()));
    QVERIFY(!half);
    QVERIFY2(half.error().message.contains(secretUser), qPrintable(half.error().message));
    QCOMPARE(profile->connection.clientId, QStringLiteral("an-id"));
    keychain.entries.insert(
        QStringLiteral("atlascli_p/") + secretUser, QStringLiteral("not-a-real-secret"));
    QVERIFY(await(completeFromKeychain(profile, keychain.reader())));
    QCOMPARE(textOf(profile->connection.secret), QByteArray("not-a-real-secret"));
    QVERIFY(!profile->needsKeychain());
}

void TestImport::brokenProfiles_data()
{
    QTest::addColumn<QByteArray>("toml");
    QTest::newRow("open string") << QByteArray("\n[a]\nclient_secret = \"not-a-real-secret");
    QTest::newRow("twice") << QByteArray("[a]\nx = 1\nx = \"not-a-real-secret\"");
    QTest::newRow("not TOML") << QByteArray("{\"client_secret\": \"not-a-real-secret\"}");
    QTest::newRow("binary") << QByteArray("[a]\n\xff\xfe = 1");
    QTest::newRow("deep") << "a = " + QByteArray(30'000, '[');
    QTest::newRow("huge") << QByteArray(importCap + 1, '\n');
    QTest::newRow("plain http") << QByteArray(
        "[a]\nclient_id = 'i'\nops_manager_url = 'http://evil.example'");
}

void TestImport::brokenProfiles()
{
    QFETCH(const QByteArray, toml);
    const auto profiles = parseAtlasCliProfiles(toml);
    QVERIFY(!profiles);
    QCOMPARE(profiles.error().kind, ErrorKind::InvalidInput);
    QVERIFY(!profiles.error().message.contains(QStringLiteral("not-a-real")));
}

void TestImport::whereTheProfilesAre()
{
#ifdef Q_OS_LINUX
    QProcessEnvironment environment;
    environment.insert(QStringLiteral("HOME"), QStringLiteral("/home/ada"));
    QCOMPARE(
        atlasCliConfigFile(environment), QStringLiteral("/home/ada/.config/atlascli/config.toml"));
    environment.insert(QStringLiteral("XDG_CONFIG_HOME"), QStringLiteral("/cfg"));
    QCOMPARE(atlasCliConfigFile(environment), QStringLiteral("/cfg/atlascli/config.toml"));
#endif
    QVERIFY(parseAtlasCliProfiles("").value().empty());
}

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
