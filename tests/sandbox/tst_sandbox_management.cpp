#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"
#include "tests/sandbox/tecton_fixture.h"

using namespace Qt::Literals::StringLiterals;
using namespace keywright::sandbox::tecton;

class TestSandboxManagement : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void demoSeedLooksLikeAnOrganization();
    void createsAnOAuthAccountAndShowsItsSecretOnce();
    void createsAnApiKeyAccountAndShowsItsKeyOnce();
    void refusesBadNames_data();
    void refusesBadNames();
    void refusesATakenName();
    void updateLeavesAbsentFieldsAlone();
    void searchMatchesIdNameAndDescription();
    void onlyAdminsAndCreatorsAdminister();
    void introspectsAnApiKey();
    void keepsTheRulesOfSecrets();
    void refusesSecretsForApiKeyAccounts();
    void assignsAndUnassignsRoles();
    void reportsInheritedRoles();
    void ownersManageTheirWorkspaceOnly();
    void ordersAllWorkspacesAsOrganization();
    void listsPrincipalsAndWorkspaces();
    void changesTakeEffectLate();
    void canonicalProtoJsonLeavesDefaultsOut();

private:
    static QJsonObject named(const QString &name)
    {
        return {
            {u"name"_s, name},
            {u"credentials_type"_s, u"SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY"_s}};
    }
    static QJsonArray secretsOf(TectonFixture &tecton, const QString &id)
    {
        return tecton.call("list-service-account-secrets", {{u"id"_s, id}})
            .value("client_secrets"_L1)
            .toArray();
    }
    static QJsonArray rolesOf(TectonFixture &tecton, const QString &id)
    {
        return tecton
            .call(
                "list-assigned-roles", {{u"principal_type"_s, u"PRINCIPAL_TYPE_SERVICE_ACCOUNT"_s},
                                        {u"principal_id"_s, id}})
            .value("assignments"_L1)
            .toArray();
    }
};

void TestSandboxManagement::demoSeedLooksLikeAnOrganization()
{
    TectonFixture tecton;
    const QJsonArray accounts =
        tecton.call("get-service-accounts", {}).value("service_accounts"_L1).toArray();
    QCOMPARE(accounts.size(), 11);
    for (const QJsonValue &account : accounts) {
        QVERIFY(!account["id"_L1].toString().isEmpty());
        QVERIFY(!account["created_by"_L1].toString().isEmpty());
        const auto created =
            QDateTime::fromString(account["created_at"_L1].toString(), Qt::ISODateWithMs);
        QVERIFY(created.isValid());
        QVERIFY(created.toMSecsSinceEpoch() < tecton.nowMs);
    }
    const QJsonObject roles = tecton.call("get-roles", {});
    QCOMPARE(roles.value("roles"_L1).toArray().size(), 6);
}

void TestSandboxManagement::createsAnOAuthAccountAndShowsItsSecretOnce()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"checkout"_s);
    QVERIFY(!tecton.lastCreated.value("client_secret"_L1).toString().isEmpty());
    QVERIFY(!tecton.lastCreated.contains("api_key"_L1));
    QVERIFY(tecton.lastCreated.value("is_active"_L1).toBool());

    const QJsonArray secrets = secretsOf(tecton, id);
    QCOMPARE(secrets.size(), 1);
    QCOMPARE(secrets[0]["status"_L1].toString(), u"ACTIVE"_s);
    const QString value = tecton.lastCreated.value("client_secret"_L1).toString();
    QCOMPARE(secrets[0]["masked_secret"_L1].toString(), QString("***"_L1 + value.right(4)));
    QVERIFY(!secrets[0].toObject().contains("secret"_L1));
}

void TestSandboxManagement::createsAnApiKeyAccountAndShowsItsKeyOnce()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"checkout"_s, false);
    QVERIFY(!tecton.lastCreated.value("api_key"_L1).toString().isEmpty());
    QVERIFY(!tecton.lastCreated.contains("client_secret"_L1));
    const QJsonArray found = tecton.call("get-service-accounts", {{u"ids"_s, QJsonArray{id}}})
                                 .value("service_accounts"_L1)
                                 .toArray();
    QCOMPARE(found.size(), 1);
    QVERIFY(!found[0].toObject().contains("api_key"_L1));
}

void TestSandboxManagement::refusesBadNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("empty") << QString();
    QTest::newRow("blank") << u"  "_s;
    QTest::newRow("too long") << QString(256, u'x');
    QTest::newRow("control character") << u"a\u0007b"_s;
    QTest::newRow("line break") << u"a\nb"_s;
}

void TestSandboxManagement::refusesBadNames()
{
    QFETCH(QString, name);
    TectonFixture tecton;
    QCOMPARE(tecton.call("create-service-account", named(name)).value("http"_L1).toInt(), 400);
    const QJsonObject rename{{u"id"_s, u"svc_8f2c41"_s}, {u"name"_s, name}};
    QCOMPARE(tecton.call("update-service-account", rename).value("code"_L1).toInt(), 3);
}

void TestSandboxManagement::refusesATakenName()
{
    TectonFixture tecton;
    const QJsonObject error = tecton.call("create-service-account", named(u"fraud-scoring"_s));
    QCOMPARE(error.value("http"_L1).toInt(), 409);
    QCOMPARE(error.value("code"_L1).toInt(), 6);
    const QJsonObject same{{u"id"_s, u"svc_8f2c41"_s}, {u"name"_s, u"fraud-scoring"_s}};
    QVERIFY(!tecton.call("update-service-account", same).contains("http"_L1));
}

void TestSandboxManagement::updateLeavesAbsentFieldsAlone()
{
    TectonFixture tecton;
    const QJsonObject renamed = tecton.call(
        "update-service-account", {{u"id"_s, u"svc_8f2c41"_s}, {u"name"_s, u"fraud-v2"_s}});
    QCOMPARE(renamed.value("name"_L1).toString(), u"fraud-v2"_s);
    QCOMPARE(renamed.value("description"_L1).toString(), u"Online scoring of card payments"_s);
    QVERIFY(renamed.value("is_active"_L1).toBool());
    QVERIFY(!renamed.contains("credentials_type"_L1));

    const QJsonObject cleared = tecton.call(
        "update-service-account",
        {{u"id"_s, u"svc_8f2c41"_s}, {u"description"_s, QString()}, {u"isActive"_s, false}});
    QCOMPARE(cleared.value("name"_L1).toString(), u"fraud-v2"_s);
    QCOMPARE(cleared.value("description"_L1).toString(), QString());
    QVERIFY(!cleared.value("is_active"_L1).toBool(true));
}

void TestSandboxManagement::searchMatchesIdNameAndDescription()
{
    TectonFixture tecton;
    const auto count = [&](const QString &search) {
        return tecton.call("get-service-accounts", {{u"search"_s, search}})
            .value("service_accounts"_L1)
            .toArray()
            .size();
    };
    QCOMPARE(count(u"svc_8f2c41"_s), 1);
    QCOMPARE(count(u"FRAUD"_s), 1);
    QCOMPARE(count(u"card payments"_s), 1);
    QCOMPARE(count(u"nobody"_s), 0);
}

void TestSandboxManagement::onlyAdminsAndCreatorsAdminister()
{
    TectonFixture tecton;
    const QString reader = u"svc_8f2c41"_s;
    const QJsonObject deleteOther{{u"id"_s, u"svc_2d91aa"_s}};
    QCOMPARE(
        tecton.call("delete-service-account", deleteOther, reader).value("http"_L1).toInt(), 403);
    QCOMPARE(tecton.call("get-service-accounts", {}, reader).value("http"_L1).toInt(), 403);
    QCOMPARE(
        tecton.call("create-service-account", named(u"mine"_s), reader).value("http"_L1).toInt(),
        403);

    const QString maker = tecton.createAccount(u"maker"_s, false);
    tecton.call("assign-roles", tecton.grantRequest(maker, u"admin_role"_s));
    const QString made =
        tecton.call("create-service-account", named(u"made"_s), maker).value("id"_L1).toString();
    tecton.call("unassign-roles", tecton.grantRequest(maker, u"admin_role"_s));
    QVERIFY(!tecton.call("delete-service-account", {{u"id"_s, made}}, maker).contains("http"_L1));
    QCOMPARE(
        tecton.call("delete-service-account", {{u"id"_s, u"svc_gone"_s}}).value("http"_L1).toInt(),
        404);
}

void TestSandboxManagement::introspectsAnApiKey()
{
    TectonFixture tecton;
    const QJsonObject own =
        tecton.call("introspect-api-key", {{u"api_key"_s, tecton.seed.state.adminApiKey}});
    QCOMPARE(own.value("id"_L1).toString(), tecton.admin);
    QVERIFY(own.value("active"_L1).toBool());
    QVERIFY(own.value("is_admin"_L1).toBool());
    QCOMPARE(
        tecton.call("introspect-api-key", {{u"api_key"_s, u"unknown"_s}}).value("http"_L1).toInt(),
        404);
}

void TestSandboxManagement::keepsTheRulesOfSecrets()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"rotating"_s);
    const QString first = secretsOf(tecton, id)[0]["secret_id"_L1].toString();
    const auto with = [&](const QString &secretId) {
        return QJsonObject{{u"service_account_id"_s, id}, {u"secret_id"_s, secretId}};
    };
    QCOMPARE(
        tecton.call("deactivate-service-account-secret", with(first)).value("code"_L1).toInt(), 9);

    const QJsonObject second =
        tecton.call("create-service-account-secret", {{u"id"_s, id}}).value("secret"_L1).toObject();
    QVERIFY(!second.value("secret"_L1).toString().isEmpty());
    QCOMPARE(
        tecton.call("create-service-account-secret", {{u"id"_s, id}}).value("code"_L1).toInt(), 9);

    QCOMPARE(tecton.call("delete-service-account-secret", with(first)).value("code"_L1).toInt(), 9);
    const QJsonObject off = tecton.call("deactivate-service-account-secret", with(first));
    QCOMPARE(off.value("secret"_L1).toObject().value("status"_L1).toString(), u"INACTIVE"_s);
    const QJsonObject on = tecton.call("activate-service-account-secret", with(first));
    QCOMPARE(on.value("secret"_L1).toObject().value("status"_L1).toString(), u"ACTIVE"_s);
    tecton.call("deactivate-service-account-secret", with(first));
    QVERIFY(!tecton.call("delete-service-account-secret", with(first)).contains("http"_L1));
    QCOMPARE(secretsOf(tecton, id).size(), 1);
    QCOMPARE(
        tecton.call("delete-service-account-secret", with(first)).value("http"_L1).toInt(), 404);
    const QString last = second.value("secret_id"_L1).toString();
    QCOMPARE(tecton.call("delete-service-account-secret", with(last)).value("code"_L1).toInt(), 9);
}

void TestSandboxManagement::refusesSecretsForApiKeyAccounts()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"keyed"_s, false);
    QCOMPARE(
        tecton.call("create-service-account-secret", {{u"id"_s, id}}).value("code"_L1).toInt(), 9);
    QCOMPARE(
        tecton.call("list-service-account-secrets", {{u"id"_s, id}}).value("code"_L1).toInt(), 9);
}

void TestSandboxManagement::assignsAndUnassignsRoles()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"roles"_s);
    QVERIFY(rolesOf(tecton, id).isEmpty());
    const QJsonObject consumer = tecton.grantRequest(id, u"read_data_role"_s, u"prod"_s);
    QVERIFY(!tecton.call("assign-roles", consumer).contains("http"_L1));
    QVERIFY(!tecton.call("assign-roles", consumer).contains("http"_L1));
    const QJsonArray granted = rolesOf(tecton, id);
    QCOMPARE(granted.size(), 1);
    QCOMPARE(granted[0]["resource_id"_L1].toString(), u"prod"_s);
    QCOMPARE(granted[0]["roles_granted"_L1].toArray().size(), 1);
    tecton.call("unassign-roles", consumer);
    QVERIFY(rolesOf(tecton, id).isEmpty());

    const auto refused = [&](const QString &role, const QString &workspace) {
        return tecton.call("assign-roles", tecton.grantRequest(id, role, workspace))
            .value("http"_L1)
            .toInt();
    };
    QCOMPARE(refused(u"no_role"_s, u"prod"_s), 400);
    QCOMPARE(refused(u"admin_role"_s, u"prod"_s), 400);
    QCOMPARE(refused(u"view_role"_s, u"nowhere"_s), 404);
    QCOMPARE(
        tecton.call("assign-roles", tecton.grantRequest(u"svc_gone"_s, u"view_role"_s))
            .value("http"_L1)
            .toInt(),
        404);
}

void TestSandboxManagement::reportsInheritedRoles()
{
    TectonFixture tecton;
    const QJsonArray granted = rolesOf(tecton, u"svc_8f2c41"_s);
    QCOMPARE(granted.size(), 2);
    const QJsonValue source = granted[0]["roles_granted"_L1][0]["role_assignment_sources"_L1][0];
    QCOMPARE(source["assignment_type"_L1].toString(), u"FROM_PRINCIPAL_GROUP"_s);
    QCOMPARE(source["principal_group_name"_L1].toString(), u"ML"_s);
    const QJsonObject inherited = tecton.grantRequest(u"svc_8f2c41"_s, u"view_role"_s);
    QCOMPARE(tecton.call("unassign-roles", inherited).value("code"_L1).toInt(), 9);
}

void TestSandboxManagement::ownersManageTheirWorkspaceOnly()
{
    TectonFixture tecton;
    const QString owner = u"svc_b7d5e2"_s; // Owner of staging
    const QString id = tecton.createAccount(u"target"_s);
    const auto status = [&](const QString &workspace) {
        return tecton
            .call("assign-roles", tecton.grantRequest(id, u"view_role"_s, workspace), owner)
            .value("http"_L1)
            .toInt();
    };
    QCOMPARE(status(u"staging"_s), 0);
    QCOMPARE(status(u"prod"_s), 403);
    QCOMPARE(status(u"nowhere"_s), 403);
    QCOMPARE(status(QString()), 403);
}

void TestSandboxManagement::ordersAllWorkspacesAsOrganization()
{
    TectonFixture tecton;
    const QString id = tecton.createAccount(u"everywhere"_s);
    tecton.call("assign-roles", tecton.grantRequest(id, u"read_data_role"_s, u"*"_s));
    const QJsonArray granted = rolesOf(tecton, id);
    QCOMPARE(granted.size(), 1);
    QCOMPARE(granted[0]["resource_type"_L1].toString(), u"RESOURCE_TYPE_ORGANIZATION"_s);
    QVERIFY(hasPermissionEverywhere(
        *tecton.seed.state.account(id), tecton.seed.catalog, ReadFeatures, tecton.nowMs));
}

void TestSandboxManagement::listsPrincipalsAndWorkspaces()
{
    TectonFixture tecton;
    const QJsonObject prod{
        {u"resource_type"_s, u"RESOURCE_TYPE_WORKSPACE"_s}, {u"resource_id"_s, u"prod"_s}};
    const QJsonArray principals =
        tecton.call("list-assigned-principals", prod).value("assignments"_L1).toArray();
    QCOMPARE(principals.size(), 4);
    const auto workspaces = [&](const QString &caller) {
        return tecton.call("list-workspaces", {}, caller).value("workspaces"_L1).toArray().size();
    };
    QCOMPARE(workspaces(tecton.admin), 3);
    QCOMPARE(workspaces(u"svc_aa04d1"_s), 1);
}

void TestSandboxManagement::changesTakeEffectLate()
{
    TectonFixture tecton;
    tecton.propagationMs = 5000;
    const QString id = tecton.createAccount(u"late"_s, false);
    const QByteArray header =
        "Tecton-key " + tecton.lastCreated.value("api_key"_L1).toString().toLatin1();
    QVERIFY(!authenticate(header, tecton.seed.state, tecton.nowMs + 4999));
    QVERIFY(authenticate(header, tecton.seed.state, tecton.nowMs + 5000));

    tecton.call("assign-roles", tecton.grantRequest(id, u"read_data_role"_s, u"prod"_s));
    const auto mayRead = [&](qint64 afterMs) {
        return hasPermission(
            *tecton.seed.state.account(id), tecton.seed.catalog, u"prod"_s, ReadFeatures,
            tecton.nowMs + afterMs);
    };
    QVERIFY(!mayRead(4999));
    QVERIFY(mayRead(5000));
    QCOMPARE(rolesOf(tecton, id).size(), 1);
}

void TestSandboxManagement::canonicalProtoJsonLeavesDefaultsOut()
{
    const QJsonObject snake{
        {u"service_accounts"_s,
         QJsonArray{QJsonObject{
             {u"is_active"_s, false}, {u"created_by"_s, u"x"_s}, {u"description"_s, QString()}}}},
        {u"roles"_s, QJsonArray()}};
    const QJsonObject canonical{
        {u"serviceAccounts"_s, QJsonArray{QJsonObject{{u"createdBy"_s, u"x"_s}}}}};
    QCOMPARE(toCanonicalProtoJson(snake), canonical);
}

QTEST_GUILESS_MAIN(TestSandboxManagement)
#include "tst_sandbox_management.moc"
