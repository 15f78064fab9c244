#include "tests/core/atlas_fixture.h"

#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString metricsReader = QStringLiteral("mdb_sa_id_8e22a1f47c60d93b58e4f071");
const QString backupExporter = QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb");

QList<RoleGrant> sorted(QList<RoleGrant> grants)
{
    std::sort(grants.begin(), grants.end(), [](const RoleGrant &one, const RoleGrant &other) {
        return std::pair(one.scope.id, one.roleId) < std::pair(other.scope.id, other.roleId);
    });
    return grants;
}

} // namespace

class TestAtlasRoles : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void theCatalogueHasMeanings()
    {
        AtlasFixture fixture;
        const auto roles = await(fixture.admin()->roleCatalog({})).value();
        QSet<QString> ids;
        for (const Role &role : roles) {
            ids.insert(role.id);
            QVERIFY(!role.name.isEmpty());
            QVERIFY(role.description.endsWith(QLatin1Char('.')));
            const bool isOfOrganization = role.id.startsWith(QStringLiteral("ORG_"));
            // A narrow column has to tell them apart.
            QCOMPARE(role.shortName.startsWith(QStringLiteral("Org. ")), isOfOrganization);
            QVERIFY(!role.shortName.contains(QStringLiteral("Organization")));
            QCOMPARE(
                role.scopes,
                QList{isOfOrganization ? ScopeKind::Organization : ScopeKind::Project});
        }
        QCOMPARE(ids.size(), roles.size());
        QCOMPARE(roles.size(), 7 + 26);
        QVERIFY(ids.contains(QStringLiteral("GROUP_MODEL_OWNER")));
    }

    void rolesOfOrganisationAndProjects()
    {
        AtlasFixture fixture;
        const auto held = await(fixture.admin()->rolesOf(metricsReader, {}));
        QVERIFY(held);
        QVERIFY(held->contains(projectRole("GROUP_READ_ONLY", fixture.project(0))));
        QVERIFY(held->contains(projectRole("GROUP_READ_ONLY", fixture.project(2))));
        const auto inProject = await(fixture.projectAdmin(0)->rolesOf(metricsReader, {}));
        QVERIFY(inProject);
        QCOMPARE(*inProject, QList{projectRole("GROUP_READ_ONLY", fixture.project(0))});
    }

    void rolesOfAllAtOnce()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto accounts = await(admin->listAccounts({}, {})).value();
        const int calls = int(fixture.log().exchanges().size());
        QVERIFY(accounts.size() > 5);
        // The token, the accounts, the projects, and the accounts of each.
        QCOMPARE(calls, 3 + 3);
        for (const ServiceAccount &account : accounts) {
            QVERIFY(account.roles);
            QCOMPARE(sorted(*account.roles), sorted(await(admin->rolesOf(account.id, {})).value()));
        }
        // A project that may not be read leaves them to be asked for one by one.
        QVERIFY(fixture.server().setFaults(
            {QStringLiteral("*%1/serviceAccounts=status:403").arg(fixture.project(1))}));
        const auto partial = await(admin->listAccounts({}, {})).value();
        QCOMPARE(partial.size(), accounts.size());
        for (const ServiceAccount &account : partial)
            QVERIFY(!account.roles);
    }

    void rolesAreReplacedAsAList()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto created = await(admin->createAccount(
            newAtlasAccount(QStringLiteral("roles"), {organizationRole("ORG_MEMBER")}), {}));
        QVERIFY(created);
        const QString id = created->account.id;
        const QString project = fixture.project(1);
        // The second one invites, the third one replaces.
        const QList<RoleGrant> grants{
            organizationRole("ORG_READ_ONLY"), projectRole("GROUP_READ_ONLY", project),
            projectRole("GROUP_SEARCH_INDEX_EDITOR", project)};
        for (const RoleGrant &grant : grants) {
            QVERIFY(await(admin->assignRole(id, grant, {})));
            QVERIFY(await(admin->assignRole(id, grant, {})));
        }
        QList<RoleGrant> expected = grants;
        expected.prepend(organizationRole("ORG_MEMBER"));
        QCOMPARE(sorted(await(admin->rolesOf(id, {})).value()), sorted(expected));
        QCOMPARE(
            fixture.count(
                QStringLiteral("POST /api/atlas/v2/groups/%1/serviceAccounts/%2:invite")
                    .arg(project, id),
                QStringLiteral("200")),
            1);

        QVERIFY(await(admin->removeRole(id, grants.at(2), {})));
        QVERIFY(await(admin->removeRole(id, grants.at(2), {})));
        const auto last = await(admin->removeRole(id, grants.at(1), {}));
        QCOMPARE(errorOf(last).kind, ErrorKind::Conflict);
        QVERIFY(errorOf(last).hint.contains(QStringLiteral("Remove the account from the project")));
        QVERIFY(await(admin->removeRole(id, grants.at(0), {})));
        const auto lastOfAll = await(admin->removeRole(id, organizationRole("ORG_MEMBER"), {}));
        QCOMPARE(errorOf(lastOfAll).kind, ErrorKind::Conflict);
    }

    void changesAtOnceDoNotUndoEachOther()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto created = await(admin->createAccount(
            newAtlasAccount(QStringLiteral("busy"), {organizationRole("ORG_MEMBER")}), {}));
        QVERIFY(created);
        const QString id = created->account.id;
        std::vector<Awaited<void>> changes;
        for (const char *role :
             {"GROUP_READ_ONLY", "GROUP_CLUSTER_MANAGER", "GROUP_BACKUP_MANAGER", "GROUP_OWNER"})
            changes.emplace_back(
                admin->assignRole(id, projectRole(role, fixture.project(0)), CancelToken()));
        for (auto &change : changes) {
            QTRY_VERIFY(change.isReady());
            QVERIFY(change.get());
        }
        QCOMPARE(await(admin->rolesOf(id, {})).value().size(), 5);
    }

    void unknownRolesAreKept()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const RoleGrant unknown = projectRole("GROUP_OF_TOMORROW", fixture.project(0));
        QVERIFY(await(admin->assignRole(backupExporter, unknown, {})));
        const RoleGrant more = projectRole("GROUP_READ_ONLY", fixture.project(0));
        QVERIFY(await(admin->assignRole(backupExporter, more, {})));
        const auto held = await(admin->rolesOf(backupExporter, {})).value();
        QVERIFY(held.contains(unknown) && held.contains(more));
        QVERIFY(held.contains(projectRole("GROUP_BACKUP_MANAGER", fixture.project(0))));
    }

    void wrongScopes()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const RoleGrant workspace{
            QStringLiteral("ORG_MEMBER"), Scope{ScopeKind::Workspace, QStringLiteral("prod")}, {}};
        const auto refused = await(admin->assignRole(backupExporter, workspace, {}));
        QCOMPARE(errorOf(refused).field, QStringLiteral("scope"));
        RoleGrant inherited = organizationRole("ORG_MEMBER");
        inherited.viaGroup = QStringLiteral("ops");
        QCOMPARE(
            errorOf(await(admin->removeRole(backupExporter, inherited, {}))).kind,
            ErrorKind::Conflict);
        const auto swapped =
            await(admin->assignRole(backupExporter, organizationRole("GROUP_OWNER"), {}));
        QCOMPARE(errorOf(swapped).field, QStringLiteral("role"));
    }

    void projects()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto list = await(admin->projects()->list({}));
        QVERIFY(list);
        QCOMPARE(list->size(), 3);
        QCOMPARE(list->constFirst().id, fixture.project(0));
        QCOMPARE(list->constFirst().name, QStringLiteral("prod"));
        QCOMPARE(list->constFirst().organizationId, fixture.info().orgId);
        QCOMPARE(list->constFirst().clusterCount, 2);
        QCOMPARE(await(admin->scopes({})).value().size(), 4);
        const auto ofProject = fixture.projectAdmin(1);
        QCOMPARE(await(ofProject->projects()->list({})).value().size(), 1);
        QCOMPARE(
            await(ofProject->scopes({})).value(),
            (QList<Scope>{Scope{ScopeKind::Project, fixture.project(1)}}));
    }

    void membershipAndItsEnd()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto withoutRole =
            await(admin->projects()->invite(backupExporter, fixture.project(1), {}, {}));
        QCOMPARE(errorOf(withoutRole).field, QStringLiteral("roles"));
        const QStringList roles{QStringLiteral("GROUP_READ_ONLY"), QStringLiteral("GROUP_OWNER")};
        QVERIFY(await(admin->projects()->invite(backupExporter, fixture.project(1), roles, {})));
        const auto joined = await(admin->projects()->projectsOf(backupExporter, {})).value();
        QVERIFY(joined.contains(ProjectMembership{fixture.project(1), roles}));
        QVERIFY(await(admin->projects()->remove(backupExporter, fixture.project(1), {})));
        const auto left = await(admin->projects()->projectsOf(backupExporter, {})).value();
        QCOMPARE(left.size(), joined.size() - 1);
        QVERIFY(await(admin->account(backupExporter, {})));
        QVERIFY(admin->projects()->removalMeaning().contains(QStringLiteral("go on working")));
    }

    void aProjectsOwnAccounts()
    {
        AtlasFixture fixture;
        const auto ofProject = fixture.projectAdmin(1);
        const QList<RoleGrant> roles{projectRole("GROUP_READ_ONLY", fixture.project(1))};
        const auto none = await(ofProject->createAccount(
            newAtlasAccount(QStringLiteral("x"), {organizationRole("ORG_OWNER")}), {}));
        QCOMPARE(errorOf(none).field, QStringLiteral("role"));
        const auto created =
            await(ofProject->createAccount(newAtlasAccount(QStringLiteral("local"), roles), {}));
        QVERIFY(created);
        const QString id = created->account.id;
        QCOMPARE(created->account.roles, roles);
        const auto listed = await(ofProject->listAccounts(QStringLiteral("local"), {})).value();
        QCOMPARE(listed.size(), 1);
        QCOMPARE(listed.constFirst().roles, roles);

        AccountChange change;
        change.description = QStringLiteral("Changed");
        QCOMPARE(
            await(ofProject->updateAccount(id, change, {})).value().description,
            QStringLiteral("Changed"));
        const auto second = await(ofProject->createSecret(id, 24, {}));
        QVERIFY(second);
        QVERIFY(await(ofProject->deleteSecret(id, second->info.id, {})));
        QVERIFY(await(ofProject->accessLists()->add(id, {QStringLiteral("203.0.113.0/24")}, {})));
        QVERIFY(await(ofProject->accessLists()->remove(id, QStringLiteral("203.0.113.0/24"), {})));

        // Deleting here only takes it out of the project.
        QVERIFY(await(ofProject->deleteAccount(id, {})));
        QCOMPARE(errorOf(await(ofProject->account(id, {}))).kind, ErrorKind::NotFound);
        const auto stays = await(fixture.admin()->rolesOf(id, {}));
        QVERIFY(stays);
        QCOMPARE(*stays, QList{organizationRole("ORG_MEMBER")});
    }

    void bornInAProject()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const QList<RoleGrant> roles{
            projectRole("GROUP_READ_ONLY", fixture.project(2)),
            projectRole("GROUP_OWNER", fixture.project(0)),
            projectRole("GROUP_CLUSTER_MANAGER", fixture.project(2))};
        const auto created =
            await(admin->createAccount(newAtlasAccount(QStringLiteral("born"), roles), {}));
        QVERIFY(created);
        QCOMPARE(*created->account.roles, (QList{roles.at(0), roles.at(2)}));
    }
};

QTEST_GUILESS_MAIN(TestAtlasRoles)
#include "tst_atlas_roles.moc"
