// What a rotation in the window proves its new secret with, at the Tecton sandbox.

#include "core/accounts/account_actions.h"
#include "tests/core/provider_fixture.h"
#include "tests/ui/accounts_page_fixture.h"

#include <QComboBox>
#include <QTemporaryDir>

using namespace keywright;
using namespace keywright::test;

class RotationProofTest : public AccountsPageFixture
{
    Q_OBJECT

private Q_SLOTS:
    void initTestCase() { makeTheme(); }
    void init();
    void cleanup();

    void offersNothingToProveWith();
    void takesThePinnedLookupThatMayBeRead();
    void takesNoneThatMayNotBeRead();
    void provesWithTheLookup();
    void provesWithAToken();
    void goesOnWithTheLookupItBeganWith();
    void isNotProvedWithoutAnAnswer();
    void provesTheKeyOfAnotherAccount();

private:
    void makeAccount(AccountType type);
    static LookupRequest requestFor(const char *service, const char *workspace = "prod")
    {
        LookupRequest request;
        request.workspace = QString::fromLatin1(workspace);
        request.featureService = QString::fromLatin1(service);
        request.joinKeys = {
            {QStringLiteral("user_id"), QStringLiteral("user_1")},
            {QStringLiteral("merchant"), QStringLiteral("4711")}};
        request.requestContext = {{QStringLiteral("amt"), 42.5}};
        request.options.apiVersion = ApiVersion::V2;
        return request;
    }
    qint64 save(const char *name, const LookupRequest &request)
    {
        return m_lookups->save(m_world->id, {}, request, QString::fromLatin1(name)).value();
    }
    void pin(const char *name, const LookupRequest &request)
    {
        QVERIFY(m_lookups->setPinned(save(name, request), true));
    }
    /// Opens the plan of a rotation of the account that reads "prod".
    void openPlan(const char *begin = "Rotate", const char *create = "Create secret")
    {
        open();
        QTRY_VERIFY(m_world->inventory.find(m_world->id, m_account.accountId));
        m_page->choose(m_account);
        QTRY_VERIFY(m_world->inventory.find(m_world->id, m_account.accountId)->roles);
        openTab("Secrets");
        press(begin);
        QTRY_VERIFY(isEnabled(create));
    }
    bool isEnabled(const char *name) const
    {
        const auto *button = named<QPushButton>(dialog(), QString::fromUtf8(name));
        return button && button->isEnabled();
    }
    QComboBox *proofs() const { return named<QComboBox>(dialog(), QStringLiteral("Prove with")); }
    int lookupsAnswered() const
    {
        const QString path = QStringLiteral("/api/v2/workspaces/prod/feature-services/"
                                            "fraud_detection_feature_service/get-features");
        return m_tecton->count(path, QStringLiteral("200"));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
    std::unique_ptr<TectonFixture> m_tecton;
    std::unique_ptr<LookupHistory> m_lookups;
    AccountKey m_account;
};

void RotationProofTest::init()
{
    makeWorld();
    m_directory = std::make_unique<QTemporaryDir>();
    m_tecton = std::make_unique<TectonFixture>();
    const auto clock = std::make_shared<SystemClock>();
    m_lookups = std::make_unique<LookupHistory>(
        m_directory->filePath(QStringLiteral("lookups.sqlite")), clock);
    m_rotations = std::make_unique<RotationDesk>(
        m_world->inventory,
        std::make_shared<const Rotations>(
            m_world->journal.database, m_world->journal.locks(), clock),
        *m_lookups);
    Connection connection = m_world->connection;
    connection.baseUrl = m_tecton->settings().baseUrl;
    m_world->session = std::make_shared<Session>(
        connection, m_tecton->admin(), nullptr, m_world->credentials, m_world->journal.creations);
    makeAccount(AccountType::OAuth);
}

void RotationProofTest::makeAccount(AccountType type)
{
    NewAccount account;
    account.type = type;
    account.name = QStringLiteral("reader-%1").arg(accountTypeName(type));
    account.roles = {makeGrant("consumer", "prod")};
    const auto made = await(AccountActions::create(m_world->session, account, true, CancelToken()));
    QVERIFY(made && made->failedRoles.isEmpty());
    QVERIFY(m_world->journal.creations->end(made->journalEntry));
    m_account = {m_world->id, made->account.id};
}

void RotationProofTest::cleanup()
{
    m_window.reset();
    QTRY_VERIFY(
        m_world->inventory.snapshot(m_world->id).state != SnapshotState::Loading &&
        m_world->tasks.tasks().empty());
    m_rotations.reset();
    m_world.reset();
    QCoreApplication::processEvents();
    m_tecton.reset();
}

void RotationProofTest::offersNothingToProveWith()
{
    LookupRequest bare = requestFor("fraud_detection_feature_service");
    QVERIFY(m_lookups->remember(m_world->id, {}, bare, LookupOutcome(), true));
    const auto unknown = m_lookups->remember(m_world->id, {}, bare, LookupOutcome(), false);
    QVERIFY(m_lookups->setPinned(*unknown, true));
    openPlan();
    QCOMPARE(proofs()->count(), 1);
    QCOMPARE(proofs()->currentText(), QStringLiteral("Token only"));
    QVERIFY(shows(dialog(), QStringLiteral("not that it may read features. Save or pin")));
}

void RotationProofTest::takesThePinnedLookupThatMayBeRead()
{
    save("Saved only", requestFor("fraud_detection_feature_service"));
    pin("Elsewhere", requestFor("clickstream_feature_service", "staging"));
    pin("Mine", requestFor("recommendations:v3"));
    openPlan();
    QCOMPARE(proofs()->count(), 4);
    QCOMPARE(proofs()->currentText(), QStringLiteral("Mine · prod / recommendations:v3"));
    QVERIFY(shows(dialog(), QStringLiteral("answers this lookup with it")));
    proofs()->setCurrentIndex(0);
    QVERIFY(shows(dialog(), QStringLiteral("not that it may read features")));
}

void RotationProofTest::takesNoneThatMayNotBeRead()
{
    pin("Elsewhere", requestFor("clickstream_feature_service", "staging"));
    openPlan();
    QCOMPARE(proofs()->count(), 2);
    QCOMPARE(proofs()->currentText(), QStringLiteral("Token only"));
}

void RotationProofTest::provesWithTheLookup()
{
    pin("Mine", requestFor("fraud_detection_feature_service"));
    openPlan();
    const int before = lookupsAnswered();
    pressInDialog("Create secret");
    QTRY_VERIFY(isEnabled("All have it"));
    QCOMPARE(lookupsAnswered(), before + 1);
    QVERIFY(shows(dialog(), QStringLiteral("It signs in, and its lookup is answered")));
}

void RotationProofTest::provesWithAToken()
{
    pin("Mine", requestFor("fraud_detection_feature_service"));
    openPlan();
    const int before = lookupsAnswered();
    proofs()->setCurrentIndex(0);
    pressInDialog("Create secret");
    QTRY_VERIFY(isEnabled("All have it"));
    QCOMPARE(lookupsAnswered(), before);
    QVERIFY(shows(dialog(), QStringLiteral("It signs in")));
    QVERIFY(!shows(dialog(), QStringLiteral("lookup is answered")));
}

void RotationProofTest::goesOnWithTheLookupItBeganWith()
{
    pin("Mine", requestFor("fraud_detection_feature_service"));
    openPlan();
    pressInDialog("Create secret");
    QTRY_VERIFY(isEnabled("All have it"));
    const auto rotation = m_rotations->underWay(m_world->id, m_account.accountId);
    QVERIFY(rotation && rotation->probe);
    const LookupRequest wanted = requestFor("fraud_detection_feature_service");
    QCOMPARE(rotation->probe->joinKeys, wanted.joinKeys);
    QCOMPARE(rotation->probe->requestContext, wanted.requestContext);
    QCOMPARE(rotation->probe->options.apiVersion, ApiVersion::V2);
}

void RotationProofTest::isNotProvedWithoutAnAnswer()
{
    pin("Gone", requestFor("no_such_service"));
    openPlan();
    pressInDialog("Create secret");
    QTRY_VERIFY(isEnabled("Continue"));
    QVERIFY(shows(dialog(), QStringLiteral("has not proved that it works")));
    QVERIFY(!named<QPushButton>(dialog(), QStringLiteral("All have it")));
    const auto secrets =
        await(m_world->session->provider()->listSecrets(m_account.accountId, CancelToken()));
    QCOMPARE(secrets->size(), 2);
    for (const ClientSecret &secret : *secrets)
        QCOMPARE(secret.status, SecretStatus::Active);
}

void RotationProofTest::provesTheKeyOfAnotherAccount()
{
    makeAccount(AccountType::ApiKey);
    pin("Mine", requestFor("fraud_detection_feature_service"));
    openPlan("Replace account", "Create account");
    QCOMPARE(proofs()->itemText(0), QStringLiteral("Key only"));
    QCOMPARE(proofs()->currentIndex(), 1);
    const int before = lookupsAnswered();
    pressInDialog("Create account");
    QTRY_VERIFY(isEnabled("All have it"));
    QCOMPARE(lookupsAnswered(), before + 1);
}

QTEST_MAIN(RotationProofTest)
#include "tst_rotation_proof.moc"
