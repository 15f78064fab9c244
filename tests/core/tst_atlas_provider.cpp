#include "tests/core/atlas_fixture.h"

#include <QTest>

#include <algorithm>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString terraform = QStringLiteral("mdb_sa_id_66f1d20c84b7a95e3f0c1d42");
const QString backupExporter = QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb");

qint64 hoursUntil(const QDateTime &time)
{
    return (QDateTime::currentDateTimeUtc().secsTo(time) + 1800) / 3600;
}

} // namespace

class TestAtlasProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsThatCannotWorkAreRefused_data();
    void settingsThatCannotWorkAreRefused();
    void whatItCanDo();
    void anAccountsLife();
    void allPages();
    void systemManagedAccounts();
    void aLifetimeOfItsOwn();
    void secretsAreCutShort();
    void whoAmI();
    void whoAmIWithKeys();
    void organisationsAreFound();
    void refusals();
    void whatAtlasDoesNotOffer();
    void budgets();
    void theSecretIsDeletedMeanwhile();
    void nothingSecretIsLogged();
};

void TestAtlasProvider::settingsThatCannotWorkAreRefused_data()
{
    QTest::addColumn<SignIn>("signIn");
    QTest::addColumn<QString>("orgId");
    QTest::addColumn<QString>("projectId");
    QTest::addColumn<QString>("id");
    QTest::addColumn<QString>("secret");
    QTest::addColumn<QString>("field");
    const QString good = QStringLiteral("32b6e34b3d91647abb20e7b8");
    const QString id = QStringLiteral("mdb_sa_id_1");
    const QString secret = QStringLiteral("not-a-real-secret");
    const auto row = [&](const char *name) -> QTestData & {
        return QTest::newRow(name);
    };
    row("API key") << SignIn::ApiKey << good << QString() << id << secret
                   << QStringLiteral("signIn");
    row("no secret") << SignIn::ClientCredentials << good << QString() << id << QString()
                     << QStringLiteral("clientSecret");
    row("no private key") << SignIn::Digest << good << QString() << id << QString()
                          << QStringLiteral("privateKey");
    row("no client id") << SignIn::ClientCredentials << good << QString() << QStringLiteral(" ")
                        << secret << QStringLiteral("clientId");
    row("organisation") << SignIn::ClientCredentials << QStringLiteral("acme") << QString() << id
                        << secret << QStringLiteral("orgId");
    row("project") << SignIn::ClientCredentials << good << QStringLiteral("../../..") << id
                   << secret << QStringLiteral("projectId");
    row("good") << SignIn::ClientCredentials << good << good << id << secret << QString();
    row("good keys") << SignIn::Digest << QString() << QString() << id << secret << QString();
}

void TestAtlasProvider::settingsThatCannotWorkAreRefused()
{
    QFETCH(const SignIn, signIn);
    QFETCH(const QString, orgId);
    QFETCH(const QString, projectId);
    QFETCH(const QString, id);
    QFETCH(const QString, secret);
    AtlasFixture fixture;
    ProviderSettings settings = fixture.settings();
    settings.orgId = orgId;
    settings.projectId = projectId;
    const auto connected = fixture.connect(settings, signIn, id, secret);
    QTEST(errorOf(connected).field, "field");
}

void TestAtlasProvider::whatItCanDo()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    const Capabilities &can = admin->capabilities();
    QCOMPARE(can.accountTypes, QList{AccountType::OAuth});
    QVERIFY(!can.deactivateAccounts && !can.deactivateSecrets && !can.lookups);
    QVERIFY(!can.introspectApiKey && !can.deleteRemovesFromProject);
    QVERIFY(can.secretExpiry && can.accessLists && can.rolesReplacedAsList);
    QVERIFY((can.expiry == ExpiryRules{8, 8760, 2160}));
    QCOMPARE(can.minRolesAtCreation, 1);
    QVERIFY(can.connectionScope == ScopeKind::Organization);
    QVERIFY(admin->accessLists() && admin->projects() && admin->organizationSettings());
    QVERIFY(admin->apiKeys() && admin->events() && admin->rawReads() && admin->visibility());
    QVERIFY(admin->deletionMeaning().isEmpty());
    QCOMPARE(admin->tokenUrl(), QUrl(fixture.info().tokenUrl));

    const auto ofProject = fixture.projectAdmin(0);
    QVERIFY(ofProject->capabilities().deleteRemovesFromProject);
    QVERIFY(ofProject->capabilities().connectionScope == ScopeKind::Project);
    QVERIFY(ofProject->deletionMeaning().contains(QStringLiteral("only leaves this project")));
}

void TestAtlasProvider::anAccountsLife()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    const QList<RoleGrant> roles{
        organizationRole("ORG_READ_ONLY"), organizationRole("ORG_GROUP_CREATOR"),
        projectRole("GROUP_READ_ONLY", fixture.project(1))};
    const auto created =
        await(admin->createAccount(newAtlasAccount(QStringLiteral("Größe, it's"), roles), {}));
    QVERIFY(created);
    const QString id = created->account.id;
    QVERIFY(id.startsWith(QStringLiteral("mdb_sa_id_")));
    QVERIFY(created->secret.expose().starts_with("mdb_sa_sk_"));
    QCOMPARE(created->account.type, AccountType::OAuth);
    QCOMPARE(created->account.secrets->size(), 1);
    QCOMPARE(created->secretId, created->account.secrets->constFirst().id);
    QCOMPARE(hoursUntil(created->account.secrets->constFirst().expiresAt), 720);
    // The role in the project is for assignRole.
    QCOMPARE(created->account.roles, roles.first(2));

    const auto byId = await(admin->listAccounts(id.toUpper(), {}));
    QVERIFY(byId);
    QCOMPARE(byId->size(), 1);
    QVERIFY(!byId->constFirst().roles);
    QVERIFY(byId->constFirst().secrets);
    QVERIFY(byId->constFirst().createdAt.isValid());

    AccountChange change;
    change.name = QStringLiteral("renamed");
    const auto renamed = await(admin->updateAccount(id, change, {}));
    QVERIFY(renamed);
    QCOMPARE(renamed->name, QStringLiteral("renamed"));
    QCOMPARE(renamed->description, QStringLiteral("Made by a test"));
    QCOMPARE(await(admin->account(id, {})).value(), *renamed);
    QCOMPARE(await(admin->rolesOf(id, {})).value(), roles.first(2));

    QVERIFY(await(admin->deleteAccount(id, {})));
    QCOMPARE(errorOf(await(admin->account(id, {}))).kind, ErrorKind::NotFound);
    QCOMPARE(errorOf(await(admin->deleteAccount(id, {}))).kind, ErrorKind::NotFound);
}

void TestAtlasProvider::allPages()
{
    sandbox::SandboxOptions options;
    options.extraAccounts = 1'234;
    options.seed = QStringLiteral("empty");
    AtlasFixture fixture(options);
    const auto accounts = await(fixture.admin()->listAccounts({}, {}));
    QVERIFY(accounts);
    const auto extra = std::count_if(accounts->begin(), accounts->end(), [&](const auto &account) {
        return account.id != fixture.info().clientId;
    });
    QCOMPARE(extra, 1'234);
    QSet<QString> ids;
    for (const ServiceAccount &account : *accounts)
        ids.insert(account.id);
    QCOMPARE(ids.size(), accounts->size());
    const QString path = QStringLiteral("GET /api/atlas/v2/orgs/%1/serviceAccounts");
    QCOMPARE(fixture.count(path.arg(fixture.info().orgId), QStringLiteral("200")), 3);
}

void TestAtlasProvider::systemManagedAccounts()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    const QString search = QStringLiteral("mcp-gateway");
    QCOMPARE(await(admin->listAccounts(search, {})).value().size(), 0);
    QCOMPARE(await(admin->listAllAccounts(search, {})).value().size(), 1);
}

void TestAtlasProvider::aLifetimeOfItsOwn()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    NewAccount account = newAtlasAccount(QStringLiteral("usual"), {organizationRole("ORG_MEMBER")});
    account.secretLifetimeHours = 0;
    const auto created = await(admin->createAccount(account, {}));
    QVERIFY(created);
    QCOMPARE(hoursUntil(created->account.secrets->constFirst().expiresAt), 2160);

    const auto rules = await(admin->organizationSettings()->rules({}));
    QVERIFY(rules);
    QVERIFY(!rules->accessListRequired);
    account.secretLifetimeHours = 7;
    const auto tooShort = await(admin->createAccount(account, {}));
    QCOMPARE(errorOf(tooShort).kind, ErrorKind::InvalidInput);
    QCOMPARE(errorOf(tooShort).field, QStringLiteral("lifetime"));
    QVERIFY(!errorOf(tooShort).outcomeUnknown);
}

void TestAtlasProvider::secretsAreCutShort()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    const auto created = await(admin->createAccount(
        newAtlasAccount(QStringLiteral("rotating"), {organizationRole("ORG_MEMBER")}), {}));
    QVERIFY(created);
    const QString id = created->account.id;
    const auto before = await(admin->listSecrets(id, {})).value();
    const QString notice = admin->newSecretNotice(before, QDateTime::currentDateTimeUtc());
    QVERIFY(notice.contains(QStringLiteral("seven days")));
    QVERIFY(notice.contains(before.constFirst().masked));

    const auto second = await(admin->createSecret(id, 100 * 24, {}));
    QVERIFY(second);
    QVERIFY(!second->secret.isEmpty());
    QCOMPARE(hoursUntil(second->info.expiresAt), 2400);
    const auto after = await(admin->listSecrets(id, {})).value();
    QCOMPARE(after.size(), 2);
    for (const ClientSecret &secret : after) {
        const bool isNew = secret.id == second->info.id;
        QCOMPARE(hoursUntil(secret.expiresAt), isNew ? 2400 : 168);
        QCOMPARE(secret.status, SecretStatus::Active);
    }
    const auto third = await(admin->createSecret(id, 24, {}));
    QVERIFY(!third);
    QVERIFY(!third.error().outcomeUnknown);

    QVERIFY(await(admin->deleteSecret(id, created->secretId, {})));
    const auto again = await(admin->deleteSecret(id, created->secretId, {}));
    QCOMPARE(errorOf(again).kind, ErrorKind::NotFound);
    // Also the last one may go.
    QVERIFY(await(admin->deleteSecret(id, second->info.id, {})));
    QVERIFY(await(admin->listSecrets(id, {})).value().isEmpty());
}

void TestAtlasProvider::whoAmI()
{
    AtlasFixture fixture;
    const auto me = await(fixture.admin()->whoAmI({}));
    QVERIFY(me);
    QCOMPARE(me->id, fixture.info().clientId);
    QCOMPARE(me->name, QStringLiteral("keywright-console"));
    QVERIFY(me->isAdmin);

    const auto wrong = fixture.connect(
        fixture.settings(), SignIn::ClientCredentials, fixture.info().clientId,
        QStringLiteral("not-the-secret"));
    const auto nobody = await(wrong->provider->whoAmI({}));
    QCOMPARE(errorOf(nobody).kind, ErrorKind::NotAuthenticated);
    QVERIFY(!errorOf(nobody).message.contains(QStringLiteral("not-the-secret")));
}

void TestAtlasProvider::whoAmIWithKeys()
{
    AtlasFixture fixture;
    const auto keyed = fixture.keyed();
    const auto me = await(keyed->whoAmI({}));
    QVERIFY(me);
    QVERIFY(me->id.isEmpty());
    QCOMPARE(me->name, fixture.info().publicKey);
    QVERIFY(me->isAdmin);
    QVERIFY(!await(keyed->listAccounts({}, {})).value().isEmpty());
    const auto created = await(keyed->createAccount(
        newAtlasAccount(QStringLiteral("by key"), {organizationRole("ORG_MEMBER")}), {}));
    QVERIFY(created);
    QVERIFY(!keyed->callBudget().tokensLeft);

    const auto wrong = fixture.connect(
        fixture.settings(), SignIn::Digest, fixture.info().publicKey,
        QStringLiteral("not-the-private-key"));
    QCOMPARE(errorOf(await(wrong->provider->whoAmI({}))).kind, ErrorKind::NotAuthenticated);
}

void TestAtlasProvider::organisationsAreFound()
{
    AtlasFixture fixture;
    ProviderSettings settings = fixture.settings();
    settings.orgId.clear();
    const auto found = fixture.connectAdmin(settings).provider;
    QVERIFY(!await(found->listAccounts({}, {})).value().isEmpty());
    QVERIFY(!await(found->listAccounts({}, {})).value().isEmpty());
    QCOMPARE(fixture.count(QStringLiteral("GET /api/atlas/v2/orgs"), QStringLiteral("200")), 1);

    settings.projectId = fixture.project(0);
    const auto ofProject = fixture.connectAdmin(settings).provider;
    QVERIFY(await(ofProject->organizationSettings()->rules({})));
    QCOMPARE(
        fixture.count(
            QStringLiteral("GET /api/atlas/v2/groups/%1").arg(fixture.project(0)),
            QStringLiteral("200")),
        1);

    settings = fixture.settings();
    settings.orgId = QStringLiteral("32b6e34b3d91647abb20e7b8");
    const auto elsewhere = await(fixture.connectAdmin(settings).provider->listAccounts({}, {}));
    QVERIFY(!elsewhere);
    QVERIFY(
        elsewhere.error().kind == ErrorKind::NotFound ||
        elsewhere.error().kind == ErrorKind::NotPermitted);
}

void TestAtlasProvider::refusals()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    NewAccount account = newAtlasAccount(QStringLiteral("a/b"), {organizationRole("ORG_MEMBER")});
    const auto badName = await(admin->createAccount(account, {}));
    QCOMPARE(errorOf(badName).kind, ErrorKind::InvalidInput);
    QCOMPARE(errorOf(badName).field, QStringLiteral("name"));
    QVERIFY(errorOf(badName).message.startsWith(
        QStringLiteral("The service account could not be created: ")));

    account.name = QStringLiteral("no description");
    account.description.clear();
    QCOMPARE(
        errorOf(await(admin->createAccount(account, {}))).field, QStringLiteral("description"));
    account.roles.clear();
    QCOMPARE(errorOf(await(admin->createAccount(account, {}))).field, QStringLiteral("role"));

    // A reader may look, but not change.
    const auto reader = await(admin->createAccount(
        newAtlasAccount(QStringLiteral("reader"), {organizationRole("ORG_READ_ONLY")}), {}));
    QVERIFY(reader);
    const auto connected = fixture.connect(
        fixture.settings(), SignIn::ClientCredentials, reader->account.id,
        QString::fromLatin1(
            reader->secret.expose().data(), qsizetype(reader->secret.expose().size())));
    QVERIFY(await(connected->provider->listAccounts({}, {})));
    const auto refused = await(connected->provider->deleteAccount(backupExporter, {}));
    QCOMPARE(errorOf(refused).kind, ErrorKind::NotPermitted);
    QVERIFY(errorOf(refused).hint.contains(QStringLiteral("Organization Owner")));
}

void TestAtlasProvider::whatAtlasDoesNotOffer()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    QCOMPARE(
        errorOf(await(admin->setAccountActive(terraform, false, {}))).kind, ErrorKind::Conflict);
    QCOMPARE(
        errorOf(await(admin->setSecretActive(terraform, QStringLiteral("x"), true, {}))).kind,
        ErrorKind::Conflict);
    QCOMPARE(errorOf(await(admin->introspectApiKey({}, {}))).kind, ErrorKind::Conflict);
    QVERIFY(!admin->featureReader(nullptr));
}

void TestAtlasProvider::budgets()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(!admin->callBudget().toldAt.isValid());
    QCOMPARE(admin->callBudget().tokensLeft, 10);
    QVERIFY(await(admin->listAccounts({}, {})));
    const CallBudget first = admin->callBudget();
    QVERIFY(first.toldAt.isValid());
    QVERIFY(first.limit.value_or(0) > 0);
    QCOMPARE(first.tokensLeft, 9);
    QCOMPARE(first.tokenLimit, 10);
    QCOMPARE(first.tokensLive, 1);
    QCOMPARE(first.mostTokensLive, 100);
    const QDateTime now = QDateTime::currentDateTimeUtc();
    QVERIFY(first.moreTokensAt > now && first.moreTokensAt <= now.addSecs(60));
    QVERIFY(await(admin->listAccounts({}, {})));
    QVERIFY(*admin->callBudget().remaining < *first.remaining);
    QVERIFY(fixture.server().setFaults({QStringLiteral("*serviceAccounts*=status:429")}));
    const auto refused = await(admin->deleteAccount(terraform, {}));
    QCOMPARE(errorOf(refused).kind, ErrorKind::Limit);
}

void TestAtlasProvider::theSecretIsDeletedMeanwhile()
{
    AtlasFixture fixture;
    const auto admin = fixture.admin();
    const auto created = await(admin->createAccount(
        newAtlasAccount(QStringLiteral("short-lived"), {organizationRole("ORG_READ_ONLY")}), {}));
    QVERIFY(created);
    const auto authorizer =
        admin->authorizerFor(created->account.id, AccountType::OAuth, created->secret.duplicate());
    QVERIFY(await(admin->visibility()->visible(authorizer, {})));
    QVERIFY(await(admin->deleteSecret(created->account.id, created->secretId, {})));
    const auto refused = await(admin->visibility()->visible(authorizer, {}));
    QCOMPARE(errorOf(refused).kind, ErrorKind::NotAuthenticated);
    QVERIFY(errorOf(refused).hint.contains(QStringLiteral("deleted")));
}

void TestAtlasProvider::nothingSecretIsLogged()
{
    AtlasFixture fixture;
    QVERIFY(await(fixture.admin()->listAccounts({}, {})));
    QVERIFY(!fixture.log().exchanges().empty());
    for (const Exchange &exchange : fixture.log().exchanges())
        QVERIFY(!exchange.url.contains(fixture.info().clientSecret));
}

QTEST_GUILESS_MAIN(TestAtlasProvider)
#include "tst_atlas_provider.moc"
