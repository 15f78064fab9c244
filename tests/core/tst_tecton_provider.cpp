#include "tests/core/provider_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString prefix = QStringLiteral("/api/v1/metadata-service/");
const Scope prod{ScopeKind::Workspace, QStringLiteral("prod")};

sandbox::SandboxOptions spelling(bool camelCase)
{
    sandbox::SandboxOptions options;
    options.camelCase = camelCase;
    return options;
}

NewAccount newAccount(const QString &name, AccountType type)
{
    NewAccount account;
    account.name = name;
    account.description = QStringLiteral("Made by a test");
    account.type = type;
    return account;
}

/// The first OAuth account with that name.
CreatedAccount
create(const std::shared_ptr<Provider> &provider, const QString &name, AccountType type)
{
    return await(provider->createAccount(newAccount(name, type), {})).value();
}

Error errorOf(const auto &result)
{
    return result ? Error() : result.error();
}

} // namespace

class TestTectonProvider : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void settingsThatCannotWorkAreRefused();
    void anAccountsLife_data();
    void anAccountsLife();
    void keysOfApiKeyAccounts();
    void secretsFollowTheRules();
    void rolesAreAssignedAndRemoved();
    void rolesTheTableDoesNotKnow();
    void rolesThroughAGroupStay();
    void unknownRolesAreRefused();
    void catalogueAndWorkspaces();
    void whoAmIWithAKey();
    void whoAmIWithoutIntrospection();
    void whoAmIAsAClient();
    void refusals();
    void takenNamesAreAConflict();
    void accountsThatAreGone();
    void anotherPathTable();
    void nothingSecretIsLogged();
};

void TestTectonProvider::settingsThatCannotWorkAreRefused()
{
    TectonFixture fixture;
    ProviderSettings settings = fixture.settings();
    const auto field = [&](AccountType type, const QString &id, const QString &secret) {
        const auto connected = fixture.connect(settings, type, id, secretOf(secret));
        return errorOf(connected).field;
    };
    const QString something = QStringLiteral("not-a-real-secret");
    QCOMPARE(field(AccountType::ApiKey, {}, {}), QStringLiteral("apiKey"));
    QCOMPARE(field(AccountType::OAuth, QStringLiteral("a"), {}), QStringLiteral("clientSecret"));
    QCOMPARE(field(AccountType::OAuth, QStringLiteral(" "), something), QStringLiteral("clientId"));
    settings.paths.insert(QStringLiteral("get-roles"), QStringLiteral("//elsewhere/"));
    QCOMPARE(field(AccountType::ApiKey, {}, something), QStringLiteral("paths"));
    settings.provider = QStringLiteral("hal9000");
    QCOMPARE(field(AccountType::ApiKey, {}, something), QStringLiteral("provider"));
    QCOMPARE(providerChoices().size(), 2);
}

void TestTectonProvider::anAccountsLife_data()
{
    QTest::addColumn<bool>("camelCase");
    QTest::newRow("snake_case") << false;
    QTest::newRow("camelCase") << true;
}

void TestTectonProvider::anAccountsLife()
{
    QFETCH(bool, camelCase);
    TectonFixture fixture(spelling(camelCase));
    const auto admin = fixture.admin();
    const QString name = QStringLiteral("life of ä \"test\"");

    const CreatedAccount created = create(admin, name, AccountType::OAuth);
    QVERIFY(!created.secret.isEmpty());
    QVERIFY(created.secretId.isEmpty());
    const QString id = created.account.id;

    const auto found = await(admin->listAccounts(QStringLiteral("LIFE OF"), {})).value();
    QCOMPARE(found.size(), 1);
    QCOMPARE(found.at(0).name, name);
    QCOMPARE(found.at(0).type, AccountType::OAuth);
    QCOMPARE(found.at(0).status, AccountStatus::Active);
    QVERIFY(found.at(0).createdAt.isValid());
    QVERIFY(!found.at(0).roles && !found.at(0).secrets);
    QVERIFY(await(admin->listAccounts({}, {})).value().size() > 5);

    AccountChange change;
    change.name = QStringLiteral("renamed");
    change.description = QString();
    const auto renamed = await(admin->updateAccount(id, change, {})).value();
    QCOMPARE(renamed.name, QStringLiteral("renamed"));
    QVERIFY(renamed.description.isEmpty());
    QCOMPARE(renamed.type, AccountType::OAuth);
    QCOMPARE(renamed.createdBy, found.at(0).createdBy);
    QCOMPARE(await(admin->account(id, {})).value(), renamed);

    const auto off = await(admin->setAccountActive(id, false, {})).value();
    QCOMPARE(off.status, AccountStatus::Deactivated);
    QCOMPARE(off.name, QStringLiteral("renamed"));
    const auto on = await(admin->setAccountActive(id, true, {})).value();
    QCOMPARE(on, renamed);

    QVERIFY(await(admin->deleteAccount(id, {})));
    const auto gone = await(admin->account(id, {}));
    QCOMPARE(errorOf(gone).kind, ErrorKind::NotFound);
    QVERIFY(errorOf(gone).message.contains(id));
}

void TestTectonProvider::keysOfApiKeyAccounts()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    CreatedAccount created = create(admin, QStringLiteral("keyed"), AccountType::ApiKey);
    QCOMPARE(created.account.type, AccountType::ApiKey);
    const auto key = std::make_shared<const Secret>(std::move(created.secret));

    const auto owner = await(admin->introspectApiKey(key, {})).value();
    QCOMPARE(owner.id, created.account.id);
    QCOMPARE(owner.name, QStringLiteral("keyed"));
    QCOMPARE(owner.status, AccountStatus::Active);

    const auto odd =
        std::make_shared<const Secret>(QByteArray("not-a-\"key\"\\ \x01\x1f \xc3\xa4"));
    const auto unknown = await(admin->introspectApiKey(odd, {}));
    QCOMPARE(errorOf(unknown).kind, ErrorKind::NotFound);
    QVERIFY(!errorOf(unknown).message.contains(QLatin1String("not-a-")));

    const auto secrets = await(admin->listSecrets(created.account.id, {}));
    QCOMPARE(errorOf(secrets).kind, ErrorKind::Conflict);
}

void TestTectonProvider::secretsFollowTheRules()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const QString id = create(admin, QStringLiteral("rotating"), AccountType::OAuth).account.id;
    const auto first = await(admin->listSecrets(id, {})).value();
    QCOMPARE(first.size(), 1);
    QCOMPARE(first.at(0).status, SecretStatus::Active);
    QVERIFY(!first.at(0).masked.isEmpty());
    const QString oldId = first.at(0).id;

    const auto lastOne = await(admin->setSecretActive(id, oldId, false, {}));
    QCOMPARE(errorOf(lastOne).kind, ErrorKind::Conflict);
    QVERIFY(errorOf(lastOne).hint.contains(QLatin1String("at least one of them active")));

    const auto second = await(admin->createSecret(id, 0, {})).value();
    QVERIFY(!second.secret.isEmpty());
    QVERIFY(second.info.id != oldId);
    const auto third = await(admin->createSecret(id, 0, {}));
    QCOMPARE(errorOf(third).kind, ErrorKind::Conflict);
    QVERIFY(!errorOf(third).outcomeUnknown);

    const auto stillActive = await(admin->deleteSecret(id, oldId, {}));
    QCOMPARE(errorOf(stillActive).kind, ErrorKind::Conflict);
    const auto off = await(admin->setSecretActive(id, oldId, false, {})).value();
    QCOMPARE(off.status, SecretStatus::Deactivated);
    const auto on = await(admin->setSecretActive(id, oldId, true, {})).value();
    QCOMPARE(on.status, SecretStatus::Active);
    QVERIFY(await(admin->setSecretActive(id, oldId, false, {})));
    QVERIFY(await(admin->deleteSecret(id, oldId, {})));
    const auto left = await(admin->listSecrets(id, {})).value();
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.at(0).id, second.info.id);
    const auto again = await(admin->deleteSecret(id, oldId, {}));
    QCOMPARE(errorOf(again).kind, ErrorKind::NotFound);
}

void TestTectonProvider::rolesAreAssignedAndRemoved()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const QString id = create(admin, QStringLiteral("roles"), AccountType::OAuth).account.id;
    QVERIFY(await(admin->rolesOf(id, {})).value().isEmpty());

    const QList<RoleGrant> grants{
        {QStringLiteral("consumer"), prod, {}},
        {QStringLiteral("viewer"), Scope{ScopeKind::AllWorkspaces, {}}, {}},
        {QStringLiteral("admin"), Scope{ScopeKind::Organization, {}}, {}}};
    for (const RoleGrant &grant : grants) {
        QVERIFY(await(admin->assignRole(id, grant, {})));
        QVERIFY(await(admin->assignRole(id, grant, {})));
    }
    const auto held = await(admin->rolesOf(id, {})).value();
    QCOMPARE(held.size(), 3);
    for (const RoleGrant &grant : grants)
        QVERIFY(held.contains(grant));

    for (const RoleGrant &grant : grants)
        QVERIFY(await(admin->removeRole(id, grant, {})));
    QVERIFY(await(admin->rolesOf(id, {})).value().isEmpty());
}

void TestTectonProvider::rolesTheTableDoesNotKnow()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const QString id = create(admin, QStringLiteral("operator"), AccountType::OAuth).account.id;
    const RoleGrant grant{QStringLiteral("operator"), prod, {}};
    QVERIFY(await(admin->assignRole(id, grant, {})));
    QCOMPARE(await(admin->rolesOf(id, {})).value(), QList{grant});

    // Without the catalogue the role is still shown, under the server's other name for it.
    QVERIFY(fixture.server().setFaults({QStringLiteral("get-roles=status:500")}));
    const auto held = await(admin->rolesOf(id, {})).value();
    QCOMPARE(held.size(), 1);
    QCOMPARE(held.at(0).roleId, QStringLiteral("operate_role"));
}

void TestTectonProvider::rolesThroughAGroupStay()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const QString fraudScoring = QStringLiteral("svc_8f2c41");
    const auto held = await(admin->rolesOf(fraudScoring, {})).value();
    QCOMPARE(held.size(), 2);
    const RoleGrant inherited{
        QStringLiteral("viewer"), Scope{ScopeKind::AllWorkspaces, {}}, QStringLiteral("ML")};
    QVERIFY(held.contains(inherited));
    const auto removed = await(admin->removeRole(fraudScoring, inherited, {}));
    QCOMPARE(errorOf(removed).kind, ErrorKind::Conflict);
    QVERIFY(errorOf(removed).message.contains(QStringLiteral("group “ML”")));
    QCOMPARE(fixture.count(prefix + QLatin1String("unassign-roles"), QStringLiteral("400")), 0);
}

void TestTectonProvider::unknownRolesAreRefused()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const RoleGrant grant{QStringLiteral("emperor"), prod, {}};
    const auto result = await(admin->assignRole(QStringLiteral("svc_8f2c41"), grant, {}));
    QCOMPARE(errorOf(result).kind, ErrorKind::InvalidInput);
    QCOMPARE(errorOf(result).field, QStringLiteral("role"));
    QVERIFY(errorOf(result).hint.contains(QLatin1String("consumer")));
    const RoleGrant nowhere{
        QStringLiteral("consumer"), Scope{ScopeKind::Workspace, QStringLiteral("nowhere")}, {}};
    const auto missing = await(admin->assignRole(QStringLiteral("svc_8f2c41"), nowhere, {}));
    QCOMPARE(errorOf(missing).kind, ErrorKind::NotFound);
}

void TestTectonProvider::catalogueAndWorkspaces()
{
    TectonFixture fixture(spelling(true));
    const auto admin = fixture.admin();
    const auto roles = await(admin->roleCatalog({})).value();
    QStringList ids;
    for (const Role &role : roles) {
        ids += role.id;
        QVERIFY(!role.description.isEmpty());
        QVERIFY(!role.permissions.isEmpty());
        QVERIFY(!role.scopes.isEmpty());
    }
    QCOMPARE(
        ids, QStringLiteral("viewer consumer operator editor owner admin").split(QLatin1Char(' ')));
    const auto scopes = await(admin->scopes({})).value();
    QVERIFY(scopes.contains(prod));
    QVERIFY(admin->capabilities().lookups);
    QCOMPARE(admin->capabilities().secrets.maxSecrets, 2);
}

void TestTectonProvider::whoAmIWithAKey()
{
    TectonFixture fixture;
    const auto me = await(fixture.admin()->whoAmI({})).value();
    QCOMPARE(me.name, QStringLiteral("keywright-console"));
    QVERIFY(!me.id.isEmpty());
    QVERIFY(me.isAdmin);

    const auto wrong =
        fixture.connect(fixture.settings(), AccountType::ApiKey, {}, secretOf(QStringLiteral("x")));
    const auto nobody = await(wrong->provider->whoAmI({}));
    QCOMPARE(errorOf(nobody).kind, ErrorKind::NotAuthenticated);
    QVERIFY(errorOf(nobody).hint.contains(QLatin1String("60 seconds")));
}

void TestTectonProvider::whoAmIWithoutIntrospection()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QStringLiteral("introspect-api-key=status:404")}));
    const auto me = await(admin->whoAmI({}));
    QVERIFY(me);
    QVERIFY(me->id.isEmpty());
    QVERIFY(fixture.server().setFaults(
        {QStringLiteral("introspect-api-key=status:404"),
         QStringLiteral("get-service-accounts=status:401")}));
    QCOMPARE(errorOf(await(admin->whoAmI({}))).kind, ErrorKind::NotAuthenticated);
}

void TestTectonProvider::whoAmIAsAClient()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    CreatedAccount created = create(admin, QStringLiteral("client"), AccountType::OAuth);
    const QString id = created.account.id;
    const auto connected =
        fixture.connect(fixture.settings(), AccountType::OAuth, id, std::move(created.secret));
    QVERIFY(connected);
    QCOMPARE(connected->provider->tokenUrl(), QUrl(fixture.server().info().tecton.tokenUrl));
    const auto me = await(connected->provider->whoAmI({})).value();
    QCOMPARE(me.id, id);
    QCOMPARE(me.name, QStringLiteral("client"));
    QVERIFY(connected->authorizer->tokenExpiresAt());
    QCOMPARE(fixture.count(QStringLiteral("/oauth2/default/v1/token"), QStringLiteral("200")), 1);

    QVERIFY(await(admin->setAccountActive(id, false, {})));
    const auto off = await(connected->provider->whoAmI({}));
    QCOMPARE(errorOf(off).kind, ErrorKind::NotAuthenticated);
    QVERIFY(errorOf(off).message.contains(QLatin1String("deactivated")));
}

void TestTectonProvider::refusals()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    CreatedAccount created = create(admin, QStringLiteral("nobody"), AccountType::ApiKey);
    const auto nobody =
        fixture.connect(fixture.settings(), AccountType::ApiKey, {}, std::move(created.secret));
    const auto listed = await(nobody->provider->listAccounts({}, {}));
    QCOMPARE(errorOf(listed).kind, ErrorKind::NotPermitted);
    QVERIFY(errorOf(listed).message.startsWith(
        QLatin1String("The service accounts could not be listed: ")));
    QVERIFY(errorOf(listed).hint.contains(QLatin1String("Admin")));

    const auto connected = fixture.connect(
        fixture.settings(), AccountType::OAuth, created.account.id,
        secretOf(QStringLiteral("not-a-real-secret")));
    const auto refused = await(connected->provider->listAccounts({}, {}));
    QCOMPARE(errorOf(refused).kind, ErrorKind::NotAuthenticated);
    QCOMPARE(errorOf(refused).providerCode, QStringLiteral("invalid_client"));
    QVERIFY(!errorOf(refused).hint.isEmpty());
}

void TestTectonProvider::takenNamesAreAConflict()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const auto taken = await(
        admin->createAccount(newAccount(QStringLiteral("fraud-scoring"), AccountType::OAuth), {}));
    QCOMPARE(errorOf(taken).kind, ErrorKind::Conflict);
    QCOMPARE(errorOf(taken).field, QStringLiteral("name"));
    QCOMPARE(errorOf(taken).hint, QStringLiteral("Choose another name."));
    const auto empty = await(admin->createAccount(newAccount(QString(), AccountType::OAuth), {}));
    QCOMPARE(errorOf(empty).kind, ErrorKind::InvalidInput);
}

void TestTectonProvider::accountsThatAreGone()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const QString id = QStringLiteral("svc_000000");
    QCOMPARE(errorOf(await(admin->deleteAccount(id, {}))).kind, ErrorKind::NotFound);
    QCOMPARE(errorOf(await(admin->listSecrets(id, {}))).kind, ErrorKind::NotFound);
    QCOMPARE(errorOf(await(admin->setAccountActive(id, true, {}))).kind, ErrorKind::NotFound);
    QCOMPARE(
        fixture.count(prefix + QLatin1String("update-service-account"), QStringLiteral("404")), 0);
}

void TestTectonProvider::anotherPathTable()
{
    TectonFixture fixture;
    ProviderSettings settings = fixture.settings();
    settings.paths.insert(QStringLiteral("get-roles"), QStringLiteral("/moved/roles"));
    const auto connected =
        fixture.connect(settings, AccountType::ApiKey, {}, secretOf(fixture.adminKey()));
    const auto roles = await(connected->provider->roleCatalog({}));
    QCOMPARE(errorOf(roles).kind, ErrorKind::NotFound);
    QVERIFY(errorOf(roles).hint.contains(QLatin1String("get-roles")));
    QVERIFY(await(connected->provider->scopes({})));
}

void TestTectonProvider::nothingSecretIsLogged()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const CreatedAccount created = create(admin, QStringLiteral("quiet"), AccountType::ApiKey);
    const auto key = std::make_shared<const Secret>(created.secret.duplicate());
    QVERIFY(await(admin->introspectApiKey(key, {})));
    const QString value =
        QString::fromUtf8(key->expose().data(), static_cast<qsizetype>(key->size()));
    QVERIFY(fixture.log().exchanges().size() >= 2);
    for (const Exchange &exchange : fixture.log().exchanges())
        QVERIFY(!exchange.url.contains(value) && !exchange.failure.contains(value));
}

QTEST_GUILESS_MAIN(TestTectonProvider)
#include "tst_tecton_provider.moc"
