#include "core/provider/tecton/path_table.h"
#include "core/provider/tecton/tecton_command.h"
#include "core/provider/tecton/tecton_json.h"
#include "core/provider/tecton/tecton_roles_json.h"

#include <QJsonArray>
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

PathTable table(const QMap<QString, QString> &overrides = {})
{
    return PathTable::create(overrides).value();
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
    void pathsComeFromTheTableUnlessOverridden();
    void pathParametersAreEncoded();
    void wrongOverridesAreRefused_data();
    void wrongOverridesAreRefused();
    void bodiesOfAccounts();
    void accountsInEitherSpelling_data();
    void accountsInEitherSpelling();
    void accountsThatCannotBeRead_data();
    void accountsThatCannotBeRead();
    void anUpdateKeepsWhatTheAnswerLacks();
    void aCreatedAccountHandsOverItsSecret();
    void aCreatedAccountWithoutSecretIsUnknown();
    void secretsInEitherSpelling();
    void aCreatedSecretHandsOverItsValue();
    void timesOfAnyForm();
    void introspection();
    void workspaces();
    void rolesOfTheCatalogue();
    void grantsDirectAndThroughGroups();
    void scopesOnTheWire();
    void commands_data();
    void commands();
};

void TestTectonJson::pathsComeFromTheTableUnlessOverridden()
{
    QCOMPARE(
        table().path(QStringLiteral("get-roles")),
        QStringLiteral("/api/v1/metadata-service/get-roles"));
    const PathTable changed =
        table({{QStringLiteral("get-roles"), QStringLiteral("/v3/roles:list")}});
    QCOMPARE(changed.path(QStringLiteral("get-roles")), QStringLiteral("/v3/roles:list"));
    QCOMPARE(
        changed.path(QStringLiteral("list-workspaces")),
        table().path(QStringLiteral("list-workspaces")));
    QCOMPARE(table().assignedRole(QStringLiteral("consumer")), QStringLiteral("read_data_role"));
    QCOMPARE(table().catalogRole(QStringLiteral("manage_role")), QStringLiteral("owner"));
    QVERIFY(table().assignedRole(QStringLiteral("operator")).isEmpty());
    QVERIFY(table().catalogRole(QStringLiteral("x")).isEmpty());
}

void TestTectonJson::pathParametersAreEncoded()
{
    QCOMPARE(
        table().path(
            QStringLiteral("get-features-v2"),
            {{QStringLiteral("workspace"), QStringLiteral("a/b?{featureService}")},
             {QStringLiteral("featureService"), QStringLiteral("fraud:v2 ü")}}),
        QStringLiteral("/api/v2/workspaces/a%2Fb%3F%7BfeatureService%7D/feature-services/"
                       "fraud%3Av2%20%C3%BC/get-features"));
}

void TestTectonJson::wrongOverridesAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("path");
    const auto row = [](const char *tag, const char *name, const char *path) {
        QTest::newRow(tag) << QString::fromLatin1(name) << QString::fromLatin1(path);
    };
    row("unknown call", "make-coffee", "/coffee");
    row("another host", "get-roles", "https://evil.example/roles");
    row("host without scheme", "get-roles", "//evil.example/roles");
    row("relative", "get-roles", "roles");
    row("empty", "get-roles", "");
    row("query", "get-roles", "/roles?all=1");
    row("fragment", "get-roles", "/roles#1");
    row("dots", "get-roles", "/api/../admin");
    row("line break", "get-roles", "/roles\n");
    row("broken encoding", "get-roles", "/roles%2");
}

void TestTectonJson::wrongOverridesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    const auto created = PathTable::create({{name, path}});
    QVERIFY(!created);
    QCOMPARE(created.error().field, QStringLiteral("paths"));
    QVERIFY(created.error().message.contains(name));
}

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

void TestTectonJson::rolesOfTheCatalogue()
{
    const auto catalog = readRoleCatalog(json(
        R"({"roles":[{"id":"admin","name":"Admin","legacy_id":"admin_role",)"
        R"("assignable_on_resource_types":["RESOURCE_TYPE_ORGANIZATION"]},)"
        R"({"id":"consumer","name":"Consumer","legacyId":"read_data_role",)"
        R"("assignableOnResourceTypes":["RESOURCE_TYPE_ORGANIZATION","RESOURCE_TYPE_WORKSPACE"],)"
        R"("permissions":[{"id":"p1","description":"Read online data","isAuthorized":true},)"
        R"({"id":"p2","description":"Apply","isAuthorized":false},{"id":"p3","isAuthorized":true}]},)"
        R"({"id":"people","assignable_to_principal_types":["PRINCIPAL_TYPE_USER"]},)"
        R"({"id":"janitor","description":"Cleans up","legacy_id":"janitor_role"}]})"));
    QVERIFY(catalog);
    QCOMPARE(catalog->roles.size(), 3);
    const Role &consumer = catalog->roles.at(0);
    QCOMPARE(consumer.id, QStringLiteral("consumer"));
    QVERIFY(consumer.description.contains(QLatin1String("least role")));
    QCOMPARE(consumer.scopes, (QList{ScopeKind::Workspace, ScopeKind::AllWorkspaces}));
    QCOMPARE(
        consumer.permissions,
        (QStringList{QStringLiteral("Read online data"), QStringLiteral("p3")}));
    QVERIFY(!consumer.privileged);
    QCOMPARE(catalog->roles.at(1).id, QStringLiteral("admin"));
    QCOMPARE(catalog->roles.at(1).scopes, QList{ScopeKind::Organization});
    QVERIFY(catalog->roles.at(1).privileged);
    QCOMPARE(catalog->roles.at(2).name, QStringLiteral("janitor"));
    QCOMPARE(catalog->roles.at(2).description, QStringLiteral("Cleans up"));
    QCOMPARE(
        catalog->assignedRoles.value(QStringLiteral("janitor")), QStringLiteral("janitor_role"));
    QVERIFY(!readRoleCatalog(json(R"({"roles":[{"name":"nameless"}]})")));
}

void TestTectonJson::grantsDirectAndThroughGroups()
{
    const auto grants = readAssignedRoles(
        json(R"({"assignments":[{"resource_type":"RESOURCE_TYPE_WORKSPACE","resource_id":"prod",)"
             R"("roles_granted":[{"role":"read_data_role","role_assignment_sources":[)"
             R"({"assignment_type":"FROM_PRINCIPAL_GROUP","principal_group_name":"ML",)"
             R"("principal_group_id":"g1"},{"assignment_type":"DIRECT"}]}]},)"
             R"({"resourceType":"RESOURCE_TYPE_ORGANIZATION","resourceId":"acme","rolesGranted":[)"
             R"({"role":"view_role","roleAssignmentSources":[{"assignmentType":)"
             R"("ROLE_ASSIGNMENT_TYPE_FROM_PRINCIPAL_GROUP","principalGroupId":"g2"}]},)"
             R"({"role":"admin_role"}]},)"
             R"({"resource_type":"RESOURCE_TYPE_SECRET_SCOPE","resource_id":"x",)"
             R"("roles_granted":[{"role":"manage_role"}]}]})"),
        table());
    QVERIFY(grants);
    QCOMPARE(grants->size(), 4);
    const Scope prod{ScopeKind::Workspace, QStringLiteral("prod")};
    QCOMPARE(grants->at(0), (RoleGrant{QStringLiteral("read_data_role"), prod, {}}));
    QCOMPARE(
        grants->at(1), (RoleGrant{QStringLiteral("read_data_role"), prod, QStringLiteral("ML")}));
    QCOMPARE(grants->at(2).scope.kind, ScopeKind::AllWorkspaces);
    QCOMPARE(grants->at(2).viaGroup, QStringLiteral("g2"));
    QCOMPARE(grants->at(3).scope.kind, ScopeKind::Organization);
}

void TestTectonJson::scopesOnTheWire()
{
    const auto resource = [](const Scope &scope, const PathTable &paths) {
        const QJsonObject body =
            assignmentBody(QStringLiteral("a1"), scope, QStringLiteral("view_role"), paths);
        const QJsonObject assignment =
            body.value(QLatin1String("assignments")).toArray().at(0).toObject();
        return assignment.value(QLatin1String("resource_type")).toString() + QLatin1Char(' ') +
               assignment.value(QLatin1String("resource_id")).toString();
    };
    const Scope everywhere{ScopeKind::AllWorkspaces, {}};
    QCOMPARE(
        resource(Scope{ScopeKind::Workspace, QStringLiteral("prod")}, table()),
        QStringLiteral("RESOURCE_TYPE_WORKSPACE prod"));
    QCOMPARE(resource(everywhere, table()), QStringLiteral("RESOURCE_TYPE_ORGANIZATION *"));

    const PathTable changed = table(
        {{QStringLiteral("all-workspaces.resource-type"),
          QStringLiteral("RESOURCE_TYPE_WORKSPACE")},
         {QStringLiteral("all-workspaces.resource-id"), QStringLiteral("ALL")}});
    QCOMPARE(resource(everywhere, changed), QStringLiteral("RESOURCE_TYPE_WORKSPACE ALL"));
    const auto grants = readAssignedRoles(
        json(R"({"assignments":[{"resource_type":"RESOURCE_TYPE_WORKSPACE","resource_id":"ALL",)"
             R"("roles_granted":[{"role":"view_role"}]}]})"),
        changed);
    QCOMPARE(grants->at(0).scope, everywhere);
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
