#include "core/transfer/credentials_import.h"
#include "core/transfer/export_file.h"
#include "core/transfer/import_file.h"
#include "core/transfer/secret_formats.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

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
    void addressOfACredentialsFile_data();
    void addressOfACredentialsFile();
    void brokenCredentials_data();
    void brokenCredentials();
    void credentialsComeBack();
    void files();
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
    row("AtlasUI in capitals",
        "ATLAS_AUTH_METHOD=API_KEY\nATLAS_PUBLIC_KEY=p\nATLAS_PRIVATE_KEY=s\n"
        "ATLAS_SERVICE_ACCOUNT_CREDENTIALS_FILE=/nowhere/file.json",
        "atlas", cloud, SignIn::Digest, "p");
    row("AtlasUI says account",
        "ATLAS_AUTH_METHOD=Service_Account\nATLAS_PUBLIC_KEY=p\nATLAS_PRIVATE_KEY=t\n"
        "ATLAS_SERVICE_ACCOUNT_ID=i\nATLAS_SERVICE_ACCOUNT_SECRET=s",
        "atlas", cloud, SignIn::ClientCredentials, "i");
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
    row("ATLAS_AUTH_METHOD=apikey\nATLAS_SERVICE_ACCOUNT_ID=i\n"
        "ATLAS_SERVICE_ACCOUNT_SECRET=not-a-real-key",
        "service_account or api_key");
    row("ATLAS_AUTH_METHOD=api_key\nATLAS_SERVICE_ACCOUNT_ID=i\n"
        "ATLAS_SERVICE_ACCOUNT_SECRET=not-a-real-key",
        "ATLAS_PUBLIC_KEY");
    row("ATLAS_AUTH_METHOD=service_account\nATLAS_PUBLIC_KEY=p\n"
        "ATLAS_PRIVATE_KEY=not-a-real-key",
        "ATLAS_SERVICE_ACCOUNT_ID");
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

void TestImport::addressOfACredentialsFile_data()
{
    QTest::addColumn<QByteArray>("fileSays");
    QTest::addColumn<QByteArray>("variableSays");
    QTest::addColumn<QString>("baseUrl"); ///< empty: refused
    const auto row = [](const char *name, const char *fileSays, const char *variableSays,
                        const char *baseUrl) {
        QTest::newRow(name) << QByteArray(fileSays) << QByteArray(variableSays)
                            << QString::fromLatin1(baseUrl);
    };
    row("the variable alone", "", "https://cloud.mongodbgov.com/api/atlas/v2",
        "https://cloud.mongodbgov.com");
    row("the same", "https://a.example/api/oauth/token", "https://A.example:443/",
        "https://a.example");
    row("of another form", "https://a.example/token", "https://a.example", "https://a.example");
    row("the file alone", "https://a.example/api/oauth/token", "", "https://a.example");
    row("another server", "https://a.example/api/oauth/token", "https://b.example", "");
    row("another port", "https://a.example/token", "https://a.example:8443", "");
    row("not https", "", "http://a.example", "");
}

void TestImport::addressOfACredentialsFile()
{
    QFETCH(const QByteArray, fileSays);
    QFETCH(const QByteArray, variableSays);
    QFETCH(const QString, baseUrl);
    QTemporaryDir directory;
    QByteArray json = "{\"client_id\": \"i\", \"client_secret\": \"s\"}";
    if (!fileSays.isEmpty())
        json.replace("}", ", \"token_url\": \"" + fileSays + "\"}");
    const QString path = written(directory, QStringLiteral("file.json"), json);
    const auto connection = fromText(
        "ATLAS_SERVICE_ACCOUNT_CREDENTIALS_FILE=" + path.toUtf8() +
        "\nATLAS_BASE_URL=" + variableSays + '\n');
    if (baseUrl.isEmpty()) {
        QVERIFY(!connection);
        QCOMPARE(connection.error().kind, ErrorKind::InvalidInput);
        return;
    }
    QVERIFY2(connection, connection ? "" : qPrintable(connection.error().message));
    QCOMPARE(connection->baseUrl.toString(), baseUrl);
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

QTEST_GUILESS_MAIN(TestImport)
#include "tst_import.moc"
