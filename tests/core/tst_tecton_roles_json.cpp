#include "core/provider/tecton/path_table.h"
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

PathTable table(const QMap<QString, QString> &overrides = {})
{
    return PathTable::create(overrides).value();
}

} // namespace

class TestTectonRolesJson : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void pathsComeFromTheTableUnlessOverridden();
    void pathParametersAreEncoded();
    void wrongOverridesAreRefused_data();
    void wrongOverridesAreRefused();
    void rolesOfTheCatalogue();
    void grantsDirectAndThroughGroups();
    void scopesOnTheWire();
};

void TestTectonRolesJson::pathsComeFromTheTableUnlessOverridden()
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

void TestTectonRolesJson::pathParametersAreEncoded()
{
    QCOMPARE(
        table().path(
            QStringLiteral("get-features-v2"),
            {{QStringLiteral("workspace"), QStringLiteral("a/b?{featureService}")},
             {QStringLiteral("featureService"), QStringLiteral("fraud:v2 ü")}}),
        QStringLiteral("/api/v2/workspaces/a%2Fb%3F%7BfeatureService%7D/feature-services/"
                       "fraud%3Av2%20%C3%BC/get-features"));
}

void TestTectonRolesJson::wrongOverridesAreRefused_data()
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

void TestTectonRolesJson::wrongOverridesAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, path);
    const auto created = PathTable::create({{name, path}});
    QVERIFY(!created);
    QCOMPARE(created.error().field, QStringLiteral("paths"));
    QVERIFY(created.error().message.contains(name));
}

void TestTectonRolesJson::rolesOfTheCatalogue()
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

void TestTectonRolesJson::grantsDirectAndThroughGroups()
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

void TestTectonRolesJson::scopesOnTheWire()
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

QTEST_GUILESS_MAIN(TestTectonRolesJson)
#include "tst_tecton_roles_json.moc"
