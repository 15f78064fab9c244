#include "core/transfer/atlas_cli_profiles.h"
#include "core/transfer/import_file.h"
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

} // namespace

class TestImportProfiles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void profiles();
    void profilesInTheKeychain_data();
    void profilesInTheKeychain();
    void brokenProfiles_data();
    void brokenProfiles();
    void whereTheProfilesAre();
};

void TestImportProfiles::profiles()
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

void TestImportProfiles::profilesInTheKeychain_data()
{
    QTest::addColumn<QByteArray>("kind");
    QTest::addColumn<QString>("idUser");
    QTest::addColumn<QString>("secretUser");
    QTest::newRow("account") << QByteArray("service_account") << QStringLiteral("client_id")
                             << QStringLiteral("client_secret");
    QTest::newRow("keys") << QByteArray("api_keys") << QStringLiteral("public_api_key")
                          << QStringLiteral("private_api_key");
}

void TestImportProfiles::profilesInTheKeychain()
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

void TestImportProfiles::brokenProfiles_data()
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

void TestImportProfiles::brokenProfiles()
{
    QFETCH(const QByteArray, toml);
    const auto profiles = parseAtlasCliProfiles(toml);
    QVERIFY(!profiles);
    QCOMPARE(profiles.error().kind, ErrorKind::InvalidInput);
    QVERIFY(!profiles.error().message.contains(QStringLiteral("not-a-real")));
}

void TestImportProfiles::whereTheProfilesAre()
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

QTEST_GUILESS_MAIN(TestImportProfiles)
#include "tst_import_profiles.moc"
