#include "core/transfer/account_export.h"
#include "core/transfer/export_file.h"
#include "core/transfer/secret_formats.h"

#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

namespace {

Secret secretOf(const char *value)
{
    return Secret(QByteArray(value));
}

SecretContext oauthContext()
{
    return {
        QStringLiteral("svc_1"), QStringLiteral("fraud-scoring"), AccountType::OAuth,
        QUrl(QStringLiteral("https://login.test/token")), QStringLiteral("TECTON")};
}

SecretContext keyContext()
{
    SecretContext context = oauthContext();
    context.type = AccountType::ApiKey;
    return context;
}

ServiceAccount account(const QString &name)
{
    ServiceAccount account;
    account.id = QStringLiteral("svc_1");
    account.name = name;
    account.createdAt = QDateTime::fromString(QStringLiteral("2026-02-12T08:00:00Z"), Qt::ISODate);
    account.roles = QList<RoleGrant>{
        {QStringLiteral("read_data_role"), {ScopeKind::Workspace, QStringLiteral("prod")}, {}}};
    account.secrets = QList<ClientSecret>{};
    return account;
}

} // namespace

class TransferTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void credentialsJsonIsReadable();
    void credentialsJsonOfAnApiKey();
    void credentialsJsonLeavesOutAnEmptyTokenUrl();
    void jsonKeepsAwkwardValues_data();
    void jsonKeepsAwkwardValues();
    void dotenvQuotesWhatAShellWouldChange_data();
    void dotenvQuotesWhatAShellWouldChange();
    void kubernetesNameIsAValidLabel();
    void plainIsTheValueAlone();
    void suggestedNamesStayInTheFolder();

    void secretFileIsPrivate();
    void secretFileAsksBeforeItReplaces();
    void secretFileMakesALaxFilePrivate();
    void secretFileNeedsAWritableFolder();
    void secretFileIsNotAFolder();

    void csvHasOneLineAnAccount();
    void csvDisarmsFormulas();
    void jsonListHasTheKeysOfTheCommandLine();
};

void TransferTest::credentialsJsonIsReadable()
{
    const Secret secret = secretOf("not-a-real-secret");
    const WipedBytes bytes = credentialsJson(oauthContext(), secret);
    const QJsonObject object = QJsonDocument::fromJson(bytes.view()).object();
    QCOMPARE(object.size(), 3);
    QCOMPARE(object.value(QStringLiteral("client_id")).toString(), QStringLiteral("svc_1"));
    QCOMPARE(
        object.value(QStringLiteral("client_secret")).toString(),
        QStringLiteral("not-a-real-secret"));
    QCOMPARE(
        object.value(QStringLiteral("token_url")).toString(),
        QStringLiteral("https://login.test/token"));
}

void TransferTest::credentialsJsonOfAnApiKey()
{
    const Secret secret = secretOf("not-a-real-key");
    const WipedBytes bytes = credentialsJson(keyContext(), secret);
    const QJsonObject object = QJsonDocument::fromJson(bytes.view()).object();
    QCOMPARE(object.keys(), QStringList({QStringLiteral("account_id"), QStringLiteral("api_key")}));
    QCOMPARE(object.value(QStringLiteral("api_key")).toString(), QStringLiteral("not-a-real-key"));
}

void TransferTest::credentialsJsonLeavesOutAnEmptyTokenUrl()
{
    SecretContext context = oauthContext();
    context.tokenUrl.clear();
    const WipedBytes bytes = credentialsJson(context, secretOf("x"));
    QVERIFY(!bytes.view().contains("token_url"));
}

void TransferTest::jsonKeepsAwkwardValues_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::newRow("quotes") << QByteArray("a\"b\\c");
    QTest::newRow("line end") << QByteArray("a\nb\r\tc");
    QTest::newRow("control") << QByteArray("a\x01\x7f");
    QTest::newRow("utf-8") << QByteArray("schl\xc3\xbcssel");
}

void TransferTest::jsonKeepsAwkwardValues()
{
    QFETCH(QByteArray, value);
    const Secret secret(QByteArray(value.constData(), value.size()));
    const WipedBytes bytes = credentialsJson(oauthContext(), secret);
    const QJsonObject object = QJsonDocument::fromJson(bytes.view()).object();
    QCOMPARE(object.value(QStringLiteral("client_secret")).toString().toUtf8(), value);
}

void TransferTest::dotenvQuotesWhatAShellWouldChange_data()
{
    QTest::addColumn<QByteArray>("value");
    QTest::addColumn<QByteArray>("line");
    QTest::newRow("bare") << QByteArray("abc-123_x=") << QByteArray("abc-123_x=");
    QTest::newRow("space") << QByteArray("a b") << QByteArray("\"a b\"");
    QTest::newRow("dollar") << QByteArray("a$b") << QByteArray("\"a\\$b\"");
    QTest::newRow("hash") << QByteArray("a#b") << QByteArray("\"a#b\"");
    QTest::newRow("line end") << QByteArray("a\nb") << QByteArray("\"a\\nb\"");
}

void TransferTest::dotenvQuotesWhatAShellWouldChange()
{
    QFETCH(QByteArray, value);
    QFETCH(QByteArray, line);
    const Secret secret(QByteArray(value.constData(), value.size()));
    const WipedBytes bytes = dotenv(oauthContext(), secret);
    QVERIFY(bytes.view().startsWith("TECTON_CLIENT_ID=svc_1\n"));
    QVERIFY(bytes.view().contains("\nTECTON_CLIENT_SECRET=" + line + "\n"));
}

void TransferTest::kubernetesNameIsAValidLabel()
{
    SecretContext context = oauthContext();
    context.accountName = QStringLiteral("--Fraud Scoring (EU)!");
    const WipedBytes bytes = kubernetesSecret(context, secretOf("value"));
    QVERIFY(bytes.view().contains("\n  name: \"fraud-scoring-eu\"\n"));
    QVERIFY(bytes.view().contains("\n  TECTON_CLIENT_SECRET: \"value\"\n"));
    QVERIFY(bytes.view().startsWith("apiVersion: v1\nkind: Secret\n"));

    context.accountName = QStringLiteral("???");
    const WipedBytes fallback = kubernetesSecret(context, secretOf("value"));
    QVERIFY(fallback.view().contains("\n  name: \"service-account\"\n"));
}

void TransferTest::plainIsTheValueAlone()
{
    const WipedBytes bytes = formatSecret(SecretFormat::Plain, oauthContext(), secretOf("value"));
    QCOMPARE(bytes.view(), QByteArray("value"));
}

void TransferTest::suggestedNamesStayInTheFolder()
{
    SecretContext context = oauthContext();
    context.accountName = QStringLiteral("../etc/passwd");
    const QString name = suggestedFileName(SecretFormat::DotEnv, context);
    QVERIFY(!name.contains(u'/'));
    QVERIFY(!name.startsWith(u'.'));
}

void TransferTest::secretFileIsPrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    const auto written = writeSecretFile(path, WipedBytes(QByteArray("value")), false);
    QVERIFY(written.has_value());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("value"));
    const auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup | QFileDevice::ReadOther |
                        QFileDevice::WriteOther | QFileDevice::ExeOwner;
    QVERIFY(!(file.permissions() & others));
}

void TransferTest::secretFileAsksBeforeItReplaces()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    QVERIFY(writeSecretFile(path, WipedBytes(QByteArray("first")), false).has_value());

    const auto refused = writeSecretFile(path, WipedBytes(QByteArray("second")), false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(!refused.error().hint.isEmpty());
    QFile file(path);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QCOMPARE(file.readAll(), QByteArray("first"));

    QVERIFY(writeSecretFile(path, WipedBytes(QByteArray("second")), true).has_value());
    QFile replaced(path);
    QVERIFY(replaced.open(QIODevice::ReadOnly));
    QCOMPARE(replaced.readAll(), QByteArray("second"));
}

void TransferTest::secretFileMakesALaxFilePrivate()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("a.json"));
    QFile lax(path);
    QVERIFY(lax.open(QIODevice::WriteOnly));
    lax.close();
    QVERIFY(lax.setPermissions(
        QFileDevice::ReadOwner | QFileDevice::WriteOwner | QFileDevice::ReadOther));
    QVERIFY(writeSecretFile(path, WipedBytes(QByteArray("value")), true).has_value());
    QVERIFY(!(QFile(path).permissions() & QFileDevice::ReadOther));
}

void TransferTest::secretFileNeedsAWritableFolder()
{
    const QTemporaryDir folder;
    const QString path = folder.filePath(QStringLiteral("missing/a.json"));
    const auto written = writeSecretFile(path, WipedBytes(QByteArray("value")), false);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    QVERIFY(!written.error().message.contains(QStringLiteral("value")));
}

void TransferTest::secretFileIsNotAFolder()
{
    const QTemporaryDir folder;
    const auto written = writeSecretFile(folder.path(), WipedBytes(QByteArray("value")), true);
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Storage);
}

void TransferTest::csvHasOneLineAnAccount()
{
    ServiceAccount quoted = account(QStringLiteral("fraud"));
    quoted.description = QStringLiteral("says \"hi\", twice");
    const QByteArrayList lines = accountsCsv({{QStringLiteral("Tecton prod"), quoted}}).split('\n');
    QCOMPARE(lines.size(), 3);
    QVERIFY(lines.at(1).contains("\"says \"\"hi\"\", twice\""));
    QVERIFY(lines.at(1).contains("read_data_role@workspace:prod"));
    QVERIFY(lines.at(1).endsWith("Tecton prod\r"));
}

void TransferTest::csvDisarmsFormulas()
{
    const QByteArray csv = accountsCsv({{{}, account(QStringLiteral("=HYPERLINK(1)"))}});
    QVERIFY(csv.contains(",'=HYPERLINK(1),"));
}

void TransferTest::jsonListHasTheKeysOfTheCommandLine()
{
    const QByteArray json =
        accountsJson({{QStringLiteral("Tecton prod"), account(QStringLiteral("fraud"))}});
    const QJsonObject object = QJsonDocument::fromJson(json).array().first().toObject();
    QCOMPARE(object.value(QStringLiteral("type")).toString(), QStringLiteral("oauth"));
    QCOMPARE(
        object.value(QStringLiteral("createdAt")).toString(),
        QStringLiteral("2026-02-12T08:00:00Z"));
    const QJsonObject role = object.value(QStringLiteral("roles")).toArray().first().toObject();
    QCOMPARE(role.value(QStringLiteral("scope")).toString(), QStringLiteral("workspace:prod"));
    QVERIFY(object.contains(QStringLiteral("secrets")));
}

QTEST_GUILESS_MAIN(TransferTest)
#include "tst_transfer.moc"
