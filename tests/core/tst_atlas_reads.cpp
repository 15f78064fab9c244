#include "tests/core/atlas_fixture.h"

#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString backupExporter = QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb");

QStringList addressesOf(const QList<AccessEntry> &entries)
{
    QStringList addresses;
    for (const AccessEntry &entry : entries)
        addresses += entry.address;
    return addresses;
}

} // namespace

class TestAtlasReads : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accessLists()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        AccessLists *lists = admin->accessLists();
        QCOMPARE(lists->maxEntries(), 200);
        const auto before = await(lists->list(backupExporter, {}));
        QVERIFY(before);
        QCOMPARE(before->size(), 3);
        QCOMPARE(before->at(0).requestCount, 15230);
        QCOMPARE(before->at(0).lastUsedAddress, QStringLiteral("203.0.113.10"));
        QVERIFY(before->at(0).lastUsedAt.isValid() && before->at(0).createdAt.isValid());
        QVERIFY(!before->at(1).lastUsedAt.isValid());

        // What is there already is left out, also in another spelling.
        const auto after = await(lists->add(
            backupExporter,
            {QStringLiteral("203.0.113.10"), QStringLiteral("2001:DB8::/32"),
             QStringLiteral("2001:db8::7"), QStringLiteral("10.1.2.3/8"),
             QStringLiteral("10.0.0.0/8"), QStringLiteral("2a00:1450:4001::/48")},
            {}));
        QVERIFY(after);
        QCOMPARE(after->size(), 6);
        QVERIFY(addressesOf(*after).contains(QStringLiteral("10.0.0.0/8")));
        const auto same = await(lists->add(backupExporter, {QStringLiteral("10.0.0.0/8")}, {}));
        QCOMPARE(same.value().size(), 6);

        for (const char *address : {"10.0.0.0/8", "2001:db8::7", "2a00:1450:4001::/48"})
            QVERIFY(await(lists->remove(backupExporter, QLatin1StringView(address), {})));
        QCOMPARE(await(lists->list(backupExporter, {})).value(), *before);
        const auto gone = await(lists->remove(backupExporter, QStringLiteral("10.0.0.0/8"), {}));
        QCOMPARE(errorOf(gone).kind, ErrorKind::NotFound);
        const auto wrong = await(lists->add(backupExporter, {QStringLiteral("10.0.0.0/64")}, {}));
        QCOMPARE(errorOf(wrong).field, QStringLiteral("address"));
    }

    void fullAccessLists()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto created = await(admin->createAccount(
            newAtlasAccount(QStringLiteral("full"), {organizationRole("ORG_MEMBER")}), {}));
        QVERIFY(created);
        QStringList addresses;
        for (int i = 0; i < 200; ++i)
            addresses += QStringLiteral("198.51.100.%1").arg(i);
        const QString id = created->account.id;
        QCOMPARE(await(admin->accessLists()->add(id, addresses, {})).value().size(), 200);
        QCOMPARE(await(admin->accessLists()->list(id, {})).value().size(), 200);
        const auto more = await(admin->accessLists()->add(id, {QStringLiteral("10.0.0.1")}, {}));
        QCOMPARE(errorOf(more).kind, ErrorKind::Limit);
    }

    void myAddress()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        QCOMPARE(await(admin->accessLists()->myAddress({})).value(), QStringLiteral("127.0.0.1"));
        // Where the server does not say, its own account's list may.
        QVERIFY(fixture.server().setFaults({QStringLiteral("*ipinfo=status:404")}));
        const auto unknown = await(admin->accessLists()->myAddress({}));
        QCOMPARE(errorOf(unknown).kind, ErrorKind::NotFound);
        const auto mine = fixture.info().clientId;
        QVERIFY(await(admin->accessLists()->add(mine, {QStringLiteral("127.0.0.1")}, {})));
        QVERIFY(await(admin->whoAmI({})));
        QCOMPARE(await(admin->accessLists()->myAddress({})).value(), QStringLiteral("127.0.0.1"));
    }

    void addressesThatAreShutOut()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto created = await(admin->createAccount(
            newAtlasAccount(QStringLiteral("elsewhere"), {organizationRole("ORG_READ_ONLY")}), {}));
        QVERIFY(created);
        const QString id = created->account.id;
        QVERIFY(await(admin->accessLists()->add(id, {QStringLiteral("203.0.113.7")}, {})));
        const auto authorizer =
            admin->authorizerFor(id, AccountType::OAuth, created->secret.duplicate());
        const auto refused = await(admin->visibility()->visible(authorizer, {}));
        QCOMPARE(errorOf(refused).kind, ErrorKind::NotPermitted);
        QVERIFY(errorOf(refused).hint.contains(QStringLiteral("access list")));
        QVERIFY(errorOf(refused).message.contains(QStringLiteral("127.0.0.1")));
    }

    void whatACredentialSees()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto all = await(admin->visibility()->visible(nullptr, {}));
        QVERIFY(all);
        QCOMPARE(all->organizations.size(), 1);
        QCOMPARE(all->projects.size(), 3);
        QCOMPARE(all->clusters.size(), 4);
        QVERIFY(all->clusters.contains(
            VisibleCluster{QStringLiteral("orders"), fixture.project(0), QStringLiteral("prod")}));

        const auto created = await(admin->createAccount(
            newAtlasAccount(
                QStringLiteral("narrow"), {projectRole("GROUP_READ_ONLY", fixture.project(1))}),
            {}));
        QVERIFY(created);
        const auto authorizer = admin->authorizerFor(
            created->account.id, AccountType::OAuth, created->secret.duplicate());
        const auto some = await(admin->visibility()->visible(authorizer, {}));
        QVERIFY(some);
        QCOMPARE(some->projects.size(), 1);
        QCOMPARE(some->clusters.size(), 1);
    }

    void settingsAndKeys()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        QVERIFY(await(admin->organizationSettings()->rules({})));
        const auto keys = await(admin->apiKeys()->list({}));
        QVERIFY(keys);
        const auto grafana = std::find_if(keys->begin(), keys->end(), [](const ApiKeyInfo &key) {
            return key.description.startsWith(QStringLiteral("Grafana"));
        });
        QVERIFY(grafana != keys->end());
        QVERIFY(
            grafana->roles.contains(projectRole("GROUP_OBSERVABILITY_VIEWER", fixture.project(0))));
        QCOMPARE(grafana->publicKey.size(), 8);
        QVERIFY(await(fixture.projectAdmin(0)->apiKeys()->list({})));
    }

    void events()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        const auto start = QDateTime::currentDateTimeUtc().addSecs(-5);
        const auto created = await(admin->createAccount(
            newAtlasAccount(QStringLiteral("seen"), {organizationRole("ORG_MEMBER")}), {}));
        QVERIFY(created);
        QVERIFY(await(admin->deleteAccount(created->account.id, {})));
        EventQuery query;
        query.from = start;
        const auto all = await(admin->events()->list(query, {}));
        QVERIFY(all);
        QCOMPARE(all->size(), 2);
        query.types = {QStringLiteral("SERVICE_ACCOUNT_DELETED")};
        const auto deleted = await(admin->events()->list(query, {}));
        QVERIFY(deleted);
        QCOMPARE(deleted->size(), 1);
        QCOMPARE(deleted->constFirst().type, QStringLiteral("SERVICE_ACCOUNT_DELETED"));
        QCOMPARE(deleted->constFirst().actor, fixture.info().clientId);
        QCOMPARE(deleted->constFirst().target, created->account.id);
        QCOMPARE(deleted->constFirst().remoteAddress, QStringLiteral("127.0.0.1"));
        query.types.clear();
        query.atMost = 1;
        QCOMPARE(await(admin->events()->list(query, {})).value().size(), 1);
        QVERIFY(await(fixture.projectAdmin(0)->events()->list(EventQuery(), {})));
    }

    void rawReads()
    {
        AtlasFixture fixture;
        const auto admin = fixture.admin();
        for (const char *path :
             {"/orgs", "/api/atlas/v2/orgs?name=Ac", "/rateLimits", "/clusters"}) {
            const auto answer = await(admin->rawReads()->get(QLatin1StringView(path), nullptr, {}));
            QVERIFY2(answer, qPrintable(errorOf(answer).message));
            QVERIFY(answer->contentType.contains("json"));
            QVERIFY(answer->body.view().contains("results"));
        }
        const auto missing = await(admin->rawReads()->get(QStringLiteral("/nothing"), nullptr, {}));
        QCOMPARE(errorOf(missing).kind, ErrorKind::NotFound);
    }

    void pathsThatLeadElsewhere_data()
    {
        QTest::addColumn<QString>("path");
        for (const char *path :
             {"", "orgs", "//evil.example/x", "https://evil.example/", "/../x", "/a/%2e%2e/b",
              "/a#b", "/a b", "/\\evil.example", "/a%zz"})
            QTest::addRow("%s", path) << QString::fromLatin1(path);
    }
    void pathsThatLeadElsewhere()
    {
        QFETCH(const QString, path);
        AtlasFixture fixture;
        const auto refused = await(fixture.admin()->rawReads()->get(path, nullptr, {}));
        QCOMPARE(errorOf(refused).field, QStringLiteral("path"));
        QVERIFY(fixture.log().exchanges().empty());
    }

    void commands()
    {
        AtlasFixture fixture;
        NewAccount account = newAtlasAccount(
            QStringLiteral("it's"),
            {organizationRole("ORG_MEMBER"), projectRole("GROUP_OWNER", fixture.project(0))});
        const QString command = fixture.admin()->createCommand(account);
        QVERIFY(command.contains(
            QStringLiteral("atlas api serviceAccounts createOrgServiceAccount "
                           "--orgId ") +
            fixture.info().orgId));
        QVERIFY(command.contains(QStringLiteral("it'\\''s")));
        QVERIFY(command.contains(QStringLiteral("\"secretExpiresAfterHours\":720")));
        QVERIFY(!command.contains(QStringLiteral("GROUP_OWNER")));
        const QString ofProject = fixture.projectAdmin(0)->createCommand(account);
        QVERIFY(ofProject.contains(QStringLiteral("createGroupServiceAccount")));
        QVERIFY(ofProject.contains(QStringLiteral("GROUP_OWNER")));
    }
};

QTEST_GUILESS_MAIN(TestAtlasReads)
#include "tst_atlas_reads.moc"
