#include "core/accounts/key_migration.h"
#include "core/connection/session_factory.h"
#include "core/provider/access_lists.h"
#include "tests/core/atlas_fixture.h"
#include "tests/support/fake_clock.h"
#include "tests/support/faulty_credential_store.h"
#include "tests/support/temporary_journal.h"

#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

sandbox::SandboxOptions slowToTakeEffect()
{
    sandbox::SandboxOptions options;
    options.propagationSeconds = 30;
    return options;
}

/// A stored connection that signs in with an API key, and its migration.
struct Setup
{
    explicit Setup(sandbox::SandboxOptions options = {})
        : fixture(std::move(options))
    {
        connection.id = QStringLiteral("id");
        connection.name = QStringLiteral("Acme");
        connection.provider = QStringLiteral("atlas");
        connection.baseUrl = QUrl(fixture.info().url);
        connection.signIn = SignIn::Digest;
        connection.clientId = fixture.info().publicKey;
        connection.orgId = fixture.info().orgId;
        const auto privateKey = std::make_shared<const Secret>(fixture.info().privateKey.toUtf8());
        StoredCredential entry;
        entry.key = SessionFactory::credentialKey(connection);
        if (!await(credentials->write(entry, privateKey)) || !store.save(connection))
            qFatal("The connection is not there.");
        const auto session = await(factory->open(connection));
        migration = std::make_shared<KeyMigration>(*session, clock);
        migration->setPause(
            [this](std::chrono::milliseconds time, CancelToken) { return pass(time); });
    }
    /// Tokens on their way back come home.
    ~Setup() { await(migration->session()->signOut({})); }

    QCoro::Task<void> pass(std::chrono::milliseconds time)
    {
        clock->advance(time);
        fixture.server().advanceClock(std::chrono::ceil<std::chrono::seconds>(time));
        co_return;
    }

    NewAccount planned()
    {
        start = *await(migration->begin({}));
        NewAccount account = migration->plan(start.keys.constFirst()).account;
        account.name = QStringLiteral("successor");
        return account;
    }

    Result<AccountCreation> create()
    {
        NewAccount account = planned();
        return await(migration->create(start.keys.constFirst(), account, {}));
    }

    Result<MigrationProof> prove()
    {
        return await(migration->prove({}, [this](const PendingRefusal &) { ++refusals; }));
    }

    QString held(const CredentialKey &key) const
    {
        const auto secret = await(credentials->read(key));
        return secret ? QString::fromStdString(std::string(secret->expose())) : QString();
    }
    QString heldFor(const Connection &of) const { return held(SessionFactory::credentialKey(of)); }

    AtlasFixture fixture;
    Connection connection;
    QTemporaryDir directory;
    ConnectionStore store{directory.filePath(QStringLiteral("connections.json"))};
    std::shared_ptr<QStringList> log = std::make_shared<QStringList>();
    std::shared_ptr<FaultyCredentialStore> credentials =
        std::make_shared<FaultyCredentialStore>(log);
    std::shared_ptr<FakeClock> clock = std::make_shared<FakeClock>();
    TemporaryJournal journal;
    std::shared_ptr<SessionFactory> factory = std::make_shared<SessionFactory>(
        credentials, std::make_shared<SystemClock>(), std::make_shared<ExchangeLog>(),
        journal.creations);
    std::shared_ptr<KeyMigration> migration;
    MigrationStart start;
    int refusals = 0;

    int liveTokens() const
    {
        const auto done = QStringLiteral("200");
        return fixture.count(QStringLiteral("POST /api/oauth/token"), done) -
               fixture.count(QStringLiteral("POST /api/oauth/revoke"), done);
    }
};

} // namespace

class TestMigrationFlow : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void isForKeysOnly()
    {
        Setup s;
        QVERIFY(KeyMigration::isPossible(*s.migration->session()));
        Connection other = s.connection;
        other.signIn = SignIn::ClientCredentials;
        other.clientId = s.fixture.info().clientId;
        const auto session =
            s.factory->openWith(other, Secret(s.fixture.info().clientSecret.toUtf8()));
        QVERIFY(!KeyMigration::isPossible(**session));
    }

    void beginsWithTheOwnKey()
    {
        Setup s;
        const auto start = await(s.migration->begin({}));
        QVERIFY(start);
        QVERIFY(start->hasOwnKey);
        QCOMPARE(start->keys.size(), 3);
        QCOMPARE(start->keys.constFirst().publicKey, s.fixture.info().publicKey);
        QVERIFY(start->notices.isEmpty());
        QVERIFY(!start->catalog.isEmpty());
        QCOMPARE(start->projects.size(), 3);
        const MigrationPlan plan = s.migration->plan(start->keys.constFirst());
        QCOMPARE(plan.account.roles, QList<RoleGrant>{organizationRole("ORG_OWNER")});
        QVERIFY(s.migration->removalAdvice().isEmpty());
    }

    void goesAllTheWay()
    {
        Setup s;
        const auto created = s.create();
        QVERIFY(created);
        QVERIFY(created->stored && created->failedRoles.isEmpty());
        QVERIFY(s.migration->removalAdvice().isEmpty());

        const auto proof = s.prove();
        QVERIFY(proof);
        QCOMPARE(proof->seen.projects.size(), 3);
        QVERIFY(proof->tokenExpiresAt.isValid());
        QTRY_COMPARE(s.liveTokens(), 0);
        QVERIFY(s.migration->isProved());
        QVERIFY(s.migration->removalAdvice().endsWith(
            QStringLiteral("apiKeys delete %1 --orgId %2")
                .arg(s.start.keys.constFirst().id, s.fixture.info().orgId)));
        QVERIFY(!await(s.migration->forgetPrivateKey()));

        QVERIFY(await(s.migration->moveConnection(&s.store)));
        const Connection moved = *s.store.byId(s.connection.id);
        QCOMPARE(moved.signIn, SignIn::ClientCredentials);
        QCOMPARE(moved.clientId, created->account.id);
        QCOMPARE(moved.orgId, s.connection.orgId);
        QCOMPARE(s.heldFor(moved), QString::fromStdString(std::string(created->secret->expose())));
        QCOMPARE(s.heldFor(s.connection), s.fixture.info().privateKey);
        const auto session = await(s.factory->open(moved));
        QVERIFY(session);
        QCOMPARE(await(session.value()->identify({}))->name, QStringLiteral("successor"));

        QVERIFY(await(s.migration->forgetPrivateKey()));
        QVERIFY(s.heldFor(s.connection).isEmpty());
        QVERIFY(!s.heldFor(moved).isEmpty());
    }

    void migratesAnotherKeyWithItsRoles()
    {
        Setup s;
        s.start = *await(s.migration->begin({}));
        const auto grafana =
            std::find_if(s.start.keys.begin(), s.start.keys.end(), [](const ApiKeyInfo &key) {
                return key.description.startsWith(QStringLiteral("Grafana"));
            });
        QVERIFY(grafana != s.start.keys.end());
        const MigrationPlan plan = s.migration->plan(*grafana);
        const auto created = await(s.migration->create(*grafana, plan.account, {}));
        QVERIFY(created);
        QVERIFY(created->failedRoles.isEmpty());
        const auto roles =
            await(s.migration->session()->provider()->rolesOf(created->account.id, {}));
        QVERIFY(roles);
        for (const RoleGrant &grant : grafana->roles)
            QVERIFY2(roles->contains(grant), qPrintable(grant.roleId));
        QVERIFY(s.prove());
        QVERIFY(s.migration->removalAdvice().contains(grafana->publicKey));
        QVERIFY(!s.migration->replacesOwnKey());
        const auto moved = await(s.migration->moveConnection(&s.store));
        QCOMPARE(moved.error().kind, ErrorKind::Conflict);
    }

    void withholdsTheMoveWhileRolesAreMissing()
    {
        Setup s;
        const QString project = s.fixture.project(0);
        NewAccount account = s.planned();
        const RoleGrant role = projectRole("GROUP_READ_ONLY", project);
        account.roles.append(role);
        QVERIFY(s.fixture.server().setFaults(
            {QStringLiteral("*groups/%1/serviceAccounts/*=status:403").arg(project)}));
        const auto created = await(s.migration->create(s.start.keys.constFirst(), account, {}));
        QVERIFY(created);
        QCOMPARE(created->failedRoles.size(), 1);
        QCOMPARE(created->failedRoles.constFirst().first, role);
        QVERIFY(s.prove());
        QVERIFY(s.migration->lacksRoles());
        QVERIFY(s.migration->removalAdvice().isEmpty());
        const auto early = await(s.migration->moveConnection(&s.store));
        QCOMPARE(early.error().kind, ErrorKind::Conflict);
        QCOMPARE(s.store.byId(s.connection.id), std::optional(s.connection));
        QVERIFY(!await(s.migration->assignMissingRoles({})));
        QVERIFY(s.migration->lacksRoles());

        QVERIFY(s.fixture.server().setFaults({}));
        QVERIFY(await(s.migration->assignMissingRoles({})));
        QVERIFY(!s.migration->lacksRoles());
        const auto held =
            await(s.migration->session()->provider()->rolesOf(created->account.id, {}));
        QVERIFY(held && held->contains(role));
        // What was proved was less than this.
        QVERIFY(!s.migration->isProved());
        QVERIFY(s.prove());
        QVERIFY(!s.migration->removalAdvice().isEmpty());
        QVERIFY(await(s.migration->moveConnection(&s.store)));
        QCOMPARE(await(s.migration->assignMissingRoles({})).error().kind, ErrorKind::Conflict);
    }

    void waitsUntilTheSecretWorks()
    {
        Setup s(slowToTakeEffect());
        QVERIFY(s.create());
        const auto proof = s.prove();
        QVERIFY2(proof, proof ? "" : qPrintable(proof.error().message));
        QVERIFY(s.refusals >= 2);
    }

    void neverAdvisesRemovalAfterARefusal()
    {
        Setup s;
        const auto created = s.create();
        QVERIFY(created);
        QVERIFY(await(s.migration->session()->provider()->deleteAccount(created->account.id, {})));
        const auto proof = s.prove();
        QVERIFY(!proof);
        QVERIFY(s.refusals > 0);
        // And not that too many tokens were asked for.
        QCOMPARE(proof.error().kind, ErrorKind::NotAuthenticated);
        QVERIFY(!proof.error().hint.isEmpty());
        QVERIFY(!s.migration->isProved());
        QVERIFY(s.migration->removalAdvice().isEmpty());
        const auto moved = await(s.migration->moveConnection(&s.store));
        QCOMPARE(moved.error().kind, ErrorKind::Conflict);
        QCOMPARE(s.store.byId(s.connection.id), std::optional(s.connection));
        QCOMPARE(s.heldFor(s.connection), s.fixture.info().privateKey);
    }

    void explainsAnAddressThatIsNotLetIn()
    {
        Setup s;
        const auto created = s.create();
        QVERIFY(created);
        const auto provider = s.migration->session()->provider();
        QVERIFY(await(provider->accessLists()->add(
            created->account.id, {QStringLiteral("198.51.100.7")}, {})));
        const auto refused = s.prove();
        QVERIFY(!refused);
        QCOMPARE(refused.error().field, QStringLiteral("address"));
        QVERIFY(refused.error().message.contains(QStringLiteral("127.0.0.1")));
        QCOMPARE(s.refusals, 0);
        QVERIFY(s.migration->removalAdvice().isEmpty());

        QVERIFY(await(s.migration->allowThisAddress({})));
        QVERIFY(s.prove());
        QVERIFY(!s.migration->removalAdvice().isEmpty());
    }

    void provesWithTheValueWhenTheKeychainRefused()
    {
        Setup s;
        s.credentials->refuseWrites = true;
        const auto created = s.create();
        QVERIFY(created);
        QVERIFY(!created->stored);
        QVERIFY(created->storeError);
        QVERIFY(created->secret);
        QVERIFY(s.prove());
        QTRY_COMPARE(s.liveTokens(), 0);
        const auto moved = await(s.migration->moveConnection(&s.store));
        QCOMPARE(moved.error().kind, ErrorKind::Keychain);
        QCOMPARE(s.store.byId(s.connection.id), std::optional(s.connection));
    }

    void keepsTheKeyWhenTheConnectionCannotBeSaved()
    {
        Setup s;
        QVERIFY(s.create());
        QVERIFY(s.prove());
        QVERIFY(s.store.remove(s.connection.id));
        const auto moved = await(s.migration->moveConnection(&s.store));
        QCOMPARE(moved.error().kind, ErrorKind::NotFound);
        QVERIFY(!s.migration->isMoved());
        QCOMPARE(s.heldFor(s.connection), s.fixture.info().privateKey);
        QVERIFY(s.heldFor(s.migration->movedConnection(s.connection)).isEmpty());
    }

    void createsOneAccountOnly()
    {
        Setup s;
        NewAccount wrong = s.planned();
        wrong.name = QStringLiteral("a/b");
        const ApiKeyInfo key = s.start.keys.constFirst();
        const auto refused = await(s.migration->create(key, wrong, {}));
        QCOMPARE(refused.error().field, QStringLiteral("name"));
        QVERIFY(!s.migration->creation());
        QVERIFY(s.create());
        QCOMPARE(s.create().error().kind, ErrorKind::Conflict);
    }

    void tellsOfRulesThatCannotBeRead()
    {
        Setup s;
        QVERIFY(s.fixture.server().setFaults({QStringLiteral("*settings=status:403")}));
        const auto start = await(s.migration->begin({}));
        QVERIFY(start);
        QCOMPARE(start->notices.size(), 1);
        QVERIFY(s.fixture.server().setFaults({QStringLiteral("*apiKeys*=status:403")}));
        const auto none = await(s.migration->begin({}));
        QCOMPARE(none.error().kind, ErrorKind::NotPermitted);
    }
};

QTEST_GUILESS_MAIN(TestMigrationFlow)
#include "tst_migration_flow.moc"
