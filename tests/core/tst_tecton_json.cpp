#include "core/provider/tecton/tecton_command.h"
#include "core/provider/tecton/tecton_json.h"

#include <QJsonDocument>
#include <QTest>

using namespace keywright;
using namespace keywright::tecton;

namespace {

QJsonObject json(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

QString compact(const QJsonObject &object)
{
    return QString::fromUtf8(QJsonDocument(object).toJson(QJsonDocument::Compact));
}

NewAccount newAccount(AccountType type)
{
    NewAccount account;
    account.name = QStringLiteral("scorer");
    account.description = QStringLiteral("Scores");
    account.type = type;
    return account;
}

} // namespace

class TestTectonJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void bodiesOfAccounts();
    void accountsInEitherSpelling_data();
    void accountsInEitherSpelling();
    void accountsThatCannotBeRead_data();
    void accountsThatCannotBeRead();
    void anUpdateKeepsWhatTheAnswerLacks();
    void aCreatedAccountHandsOverItsSecret();
    void aCreatedAccountWithoutSecretIsUnknown();
    void anOddAnswerDoesNotLoseItsSecret();
    void secretsInEitherSpelling();
    void aCreatedSecretHandsOverItsValue();
    void timesOfAnyForm();
    void introspection();
    void workspaces();
    void commands_data();
    void commands();
};

void TestTectonJson::bodiesOfAccounts()
{
    QCOMPARE(
        compact(createAccountBody(newAccount(AccountType::OAuth))),
        QStringLiteral(R"({"credentials_type":"SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_)"
                       R"(CREDENTIALS","description":"Scores","name":"scorer"})"));
    QCOMPARE(
        createAccountBody(newAccount(AccountType::ApiKey))
            .value(QLatin1String("credentials_type"))
            .toString(),
        QStringLiteral("SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY"));

    AccountChange change;
    QCOMPARE(
        compact(updateAccountBody(QStringLiteral("a"), change)), QStringLiteral(R"({"id":"a"})"));
    change.description = QString();
    QCOMPARE(
        compact(updateAccountBody(QStringLiteral("a"), change)),
        QStringLiteral(R"({"description":"","id":"a"})"));
    QCOMPARE(
        compact(activateAccountBody(QStringLiteral("a"), false)),
        QStringLiteral(R"({"id":"a","is_active":false})"));
    QCOMPARE(
        compact(secretBody(QStringLiteral("a"), QStringLiteral("s"))),
        QStringLiteral(R"({"secret_id":"s","service_account_id":"a"})"));
}

void TestTectonJson::accountsInEitherSpelling_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::newRow("snake_case") << QByteArray(
        R"({"service_accounts":[{"id":"a1","name":"scorer","description":"Scores","is_active":true,)"
        R"("created_by":"dana","created_at":"2026-01-02T03:04:05.678Z",)"
        R"("credentials_type":"SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS"},)"
        R"({"id":"a2","name":"old","is_active":false,"description":null}]})");
    // Proto-JSON leaves out what is false or empty.
    QTest::newRow("camelCase") << QByteArray(
        R"({"serviceAccounts":[{"id":"a1","name":"scorer","description":"Scores","isActive":true,)"
        R"("createdBy":"dana","createdAt":"2026-01-02T03:04:05.678Z","futureField":{"x":[1]},)"
        R"("credentialsType":"SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS"},)"
        R"({"id":"a2","name":"old"}]})");
}

void TestTectonJson::accountsInEitherSpelling()
{
    QFETCH(QByteArray, answer);
    const auto accounts = readAccounts(parseJsonObject(answer).value());
    QVERIFY(accounts);
    QCOMPARE(accounts->size(), 2);
    const ServiceAccount &first = accounts->at(0);
    QCOMPARE(first.id, QStringLiteral("a1"));
    QCOMPARE(first.name, QStringLiteral("scorer"));
    QCOMPARE(first.description, QStringLiteral("Scores"));
    QCOMPARE(first.type, AccountType::OAuth);
    QCOMPARE(first.status, AccountStatus::Active);
    QCOMPARE(first.createdBy, QStringLiteral("dana"));
    QCOMPARE(first.createdAt, QDateTime({2026, 1, 2}, {3, 4, 5, 678}, Qt::UTC));
    QVERIFY(!first.roles && !first.secrets);
    QCOMPARE(accounts->at(1).type, AccountType::ApiKey);
    QCOMPARE(accounts->at(1).status, AccountStatus::Deactivated);
    QVERIFY(!accounts->at(1).createdAt.isValid());
}

void TestTectonJson::accountsThatCannotBeRead_data()
{
    QTest::addColumn<QByteArray>("answer");
    QTest::addColumn<QString>("says");
    const auto row = [](const char *tag, const QByteArray &answer, const char *says) {
        QTest::newRow(tag) << answer << QString::fromLatin1(says);
    };
    row("empty", "", "empty");
    row("web page", "<!doctype html><html><body>Sign in</body></html>", "web page");
    row("truncated", R"({"service_accounts":[{"id":"a1","na)", "not valid JSON");
    row("a list", "[]", "not a JSON object");
    row("text for the list", R"({"service_accounts":"none"})", "service");
    row("texts in the list", R"({"service_accounts":["a1"]})", "serviceAccounts");
    row("no id", R"({"service_accounts":[{"name":"x"}]})", "serviceAccounts[0].id");
    row("number for the id", R"({"service_accounts":[{"id":7}]})", "serviceAccounts[0].id");
    row("text for a boolean", R"({"service_accounts":[{"id":"a","is_active":"yes"}]})", "isActive");
    row("unknown type", R"({"service_accounts":[{"id":"a","credentials_type":"PASSKEY"}]})",
        "credentialsType");
    row("brackets", QByteArray(100'000, '['), "not valid JSON");
    row("braces", QByteArray("{\"a\":").repeated(100'000), "not valid JSON");
    row("invalid UTF-8", "{\"service_accounts\":[{\"id\":\"\xff\xfe\"}]}", "not valid JSON");
    row("NUL", QByteArray("{\"service_accounts\"\0:[]}", 23), "not valid JSON");
}

void TestTectonJson::accountsThatCannotBeRead()
{
    QFETCH(QByteArray, answer);
    QFETCH(QString, says);
    const auto object = parseJsonObject(answer);
    const auto accounts =
        object ? readAccounts(*object) : Result<QList<ServiceAccount>>(failure(object.error()));
    QVERIFY(!accounts);
    QCOMPARE(accounts.error().kind, ErrorKind::Protocol);
    QVERIFY2(accounts.error().message.contains(says), qPrintable(accounts.error().message));
}

void TestTectonJson::anUpdateKeepsWhatTheAnswerLacks()
{
    ServiceAccount before;
    before.id = QStringLiteral("a1");
    before.type = AccountType::OAuth;
    before.createdBy = QStringLiteral("dana");
    before.createdAt = QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC);
    const auto after =
        readUpdatedAccount(json(R"({"id":"a1","name":"new","is_active":true})"), before);
    QVERIFY(after);
    QCOMPARE(after->name, QStringLiteral("new"));
    QCOMPARE(after->type, AccountType::OAuth);
    QCOMPARE(after->createdBy, QStringLiteral("dana"));
    QCOMPARE(after->createdAt, before.createdAt);
    QCOMPARE(after->status, AccountStatus::Active);
}

void TestTectonJson::aCreatedAccountHandsOverItsSecret()
{
    const auto key = readCreatedAccount(
        json(R"({"id":"a1","name":"scorer","is_active":true,"api_key":"not-a-real-key"})"),
        newAccount(AccountType::ApiKey));
    QVERIFY(key);
    QCOMPARE(key->secret.expose(), std::string_view("not-a-real-key"));
    QCOMPARE(key->account.type, AccountType::ApiKey);

    const auto client = readCreatedAccount(
        json(R"({"id":"a1","name":"scorer","isActive":true,"clientSecret":"not-a-secret"})"),
        newAccount(AccountType::OAuth));
    QVERIFY(client);
    QCOMPARE(client->secret.expose(), std::string_view("not-a-secret"));
    QCOMPARE(client->account.type, AccountType::OAuth);
    QVERIFY(client->secretId.isEmpty());
}

void TestTectonJson::aCreatedAccountWithoutSecretIsUnknown()
{
    for (const char *answer :
         {R"({"id":"a1","name":"x"})", R"({"id":"a1","client_secret":""})", R"({"name":"x"})",
          R"({"id":"a1","client_secret":["x"]})"}) {
        const auto created = readCreatedAccount(json(answer), newAccount(AccountType::OAuth));
        QVERIFY(!created);
        QCOMPARE(created.error().kind, ErrorKind::Protocol);
        QVERIFY(created.error().outcomeUnknown);
    }
}

void TestTectonJson::anOddAnswerDoesNotLoseItsSecret()
{
    for (const char *odd :
         {R"("credentials_type":"NEW_KIND")", R"("created_by":7)", R"("is_active":"yes")",
          R"("created_at":"yesterday")"}) {
        const QByteArray answer =
            R"({"id":"a1","name":"scorer","client_secret":"not-a-secret",)" + QByteArray(odd) + '}';
        const auto created =
            readCreatedAccount(json(answer.constData()), newAccount(AccountType::OAuth));
        QVERIFY2(created, odd);
        QCOMPARE(created->secret.expose(), std::string_view("not-a-secret"));
        QCOMPARE(created->account.id, QStringLiteral("a1"));
        QCOMPARE(created->account.type, AccountType::OAuth);
        QVERIFY(!created->account.name.isEmpty());
    }
    const auto secret = readCreatedSecret(
        json(R"({"secret":{"secret_id":"s1","status":7,"secret":"not-a-secret"}})"));
    QVERIFY(secret);
    QCOMPARE(secret->info.id, QStringLiteral("s1"));
}

void TestTectonJson::secretsInEitherSpelling()
{
    const auto snake = readSecrets(
        json(R"({"client_secrets":[{"secret_id":"s1","created_at":"2026-01-02T03:04:05Z",)"
             R"("updated_at":"2026-01-03T03:04:05Z","status":"ACTIVE","masked_secret":"***q7Tz"},)"
             R"({"secret_id":"s2","status":"INACTIVE"},{"secret_id":"s3","status":"EXPIRED"}]})"));
    const auto camel = readSecrets(
        json(R"({"clientSecrets":[{"secretId":"s1","createdAt":"2026-01-02T03:04:05Z",)"
             R"("updatedAt":"2026-01-03T03:04:05Z","status":"SECRET_STATUS_ACTIVE",)"
             R"("maskedSecret":"***q7Tz"},{"secretId":"s2","status":"SECRET_STATUS_INACTIVE"},)"
             R"({"secretId":"s3","status":"expired"}]})"));
    QVERIFY(snake && camel);
    QCOMPARE(*snake, *camel);
    QCOMPARE(snake->at(0).status, SecretStatus::Active);
    QCOMPARE(snake->at(0).masked, QStringLiteral("***q7Tz"));
    QCOMPARE(snake->at(1).status, SecretStatus::Deactivated);
    QCOMPARE(snake->at(2).status, SecretStatus::Expired);
    QVERIFY(readSecrets({})->isEmpty());
    QVERIFY(!readSecrets(json(R"({"client_secrets":[{"status":"ACTIVE"}]})")));
}

void TestTectonJson::aCreatedSecretHandsOverItsValue()
{
    const auto created = readCreatedSecret(
        json(R"({"secret":{"secret_id":"s1","status":"ACTIVE","secret":"not-a-secret"}})"));
    QVERIFY(created);
    QCOMPARE(created->info.id, QStringLiteral("s1"));
    QCOMPARE(created->secret.expose(), std::string_view("not-a-secret"));
    for (const char *answer :
         {"{}", R"({"secret":"x"})", R"({"secret":{"secret_id":"s1","status":"ACTIVE"}})",
          R"({"secret":{"secret":"not-a-secret","status":"ACTIVE"}})"}) {
        const auto broken = readCreatedSecret(json(answer));
        QVERIFY(!broken);
        QVERIFY(broken.error().outcomeUnknown);
        QVERIFY(!broken.error().message.contains(QLatin1String("not-a-secret")));
    }
}

void TestTectonJson::timesOfAnyForm()
{
    const auto read = [](const char *time) {
        const QByteArray answer = QByteArray(R"({"secret":{"secret_id":"s","status":"ACTIVE",)") +
                                  R"("created_at":")" + time + "\"}}";
        return readSecret(json(answer.constData())).value().createdAt;
    };
    QCOMPARE(read("2026-01-02T03:04:05Z"), QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC));
    QCOMPARE(read("2026-01-02T04:04:05+01:00"), QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC));
    QCOMPARE(read("1767323045"), QDateTime({2026, 1, 2}, {3, 4, 5}, Qt::UTC));
    QVERIFY(!read("last week").isValid());
    QVERIFY(!read("").isValid());
}

void TestTectonJson::introspection()
{
    const auto known = readIntrospection(
        json(R"({"id":"a1","name":"console","active":true,"is_admin":true,"created_by":"dana"})"));
    QVERIFY(known);
    QVERIFY(known->isAdmin);
    QCOMPARE(known->account.status, AccountStatus::Active);
    QCOMPARE(known->account.type, AccountType::ApiKey);
    const auto sparse = readIntrospection(json(R"({"id":"a1"})"));
    QVERIFY(sparse);
    QVERIFY(!sparse->isAdmin);
    QCOMPARE(sparse->account.status, AccountStatus::Deactivated);
    QVERIFY(!readIntrospection({}));
}

void TestTectonJson::workspaces()
{
    const auto scopes = readWorkspaces(
        json(R"({"workspaces":[{"name":"prod","capabilities":{"materializable":true}},)"
             R"({"name":"dev"}]})"));
    QVERIFY(scopes);
    QCOMPARE(scopes->size(), 2);
    QCOMPARE(scopes->at(0), (Scope{ScopeKind::Workspace, QStringLiteral("prod")}));
    QVERIFY(readWorkspaces({})->isEmpty());
    QVERIFY(!readWorkspaces(json(R"({"workspaces":[{}]})")));
}

void TestTectonJson::commands_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("quoted");
    QTest::newRow("plain") << QStringLiteral("fraud scoring")
                           << QStringLiteral("\"fraud scoring\"");
    QTest::newRow("apostrophe") << QStringLiteral("Dana's") << QStringLiteral("\"Dana's\"");
    QTest::newRow("variable") << QStringLiteral("$HOME") << QStringLiteral("'$HOME'");
    QTest::newRow("both quotes") << QStringLiteral("a\"b'c") << QStringLiteral("'a\"b'\\''c'");
    QTest::newRow("command") << QStringLiteral("`id`; $(id)") << QStringLiteral("'`id`; $(id)'");
    QTest::newRow("history") << QStringLiteral("hello!") << QStringLiteral("'hello!'");
    QTest::newRow("backslash") << QStringLiteral("a\\") << QStringLiteral("'a\\'");
}

void TestTectonJson::commands()
{
    QFETCH(QString, name);
    QFETCH(QString, quoted);
    NewAccount account = newAccount(AccountType::OAuth);
    account.name = name;
    account.description.clear();
    QCOMPARE(
        createCommand(account),
        QStringLiteral("tecton service-account create --oauth -n ") + quoted);
    account.type = AccountType::ApiKey;
    account.description = QStringLiteral("d");
    QCOMPARE(
        createCommand(account),
        QStringLiteral("tecton service-account create -n %1 -d \"d\"").arg(quoted));
}

QTEST_GUILESS_MAIN(TestTectonJson)
#include "tst_tecton_json.moc"
