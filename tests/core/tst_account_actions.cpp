// Creating accounts: what happens on the server, in the keychain, and in which order; and what is
// told when an answer is lost.

#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class AccountActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ActionsFixture>(); }

    void createsOAuthAccountInOrder();
    void createsOAuthAccountWithKnownSecretId();
    void createsApiKeyAccount();
    void createsWithoutStoring();
    void refusesWrongInput_data();
    void refusesWrongInput();
    void refusesTakenName();
    void takenNameIsFineWhereNamesRepeat();
    void lostAnswerIsNotTakenForAnotherOfTheName();
    void similarNameIsNotTaken();
    void serverConflictBelongsToName();
    void tellsFailedStore();
    void tellsFailedRole();
    void repeatedRolesAreGrantedOnce();
    void secretIdIsLearntAtSecondTry();
    void unknownSecretIdKeepsSecretUnderPlainItem();
    void cancellingBeforeSendsNothing();
    void cancellingDuringCreationKeepsTheSecret();
    void lostAnswerSaysSecretIsLost_data();
    void lostAnswerSaysSecretIsLost();
    void lostRequestSaysNothingWasCreated();
    void lostAnswerThatCannotBeChecked();

private:
    std::unique_ptr<ActionsFixture> m_fixture;
};

void AccountActionsTest::createsOAuthAccountInOrder()
{
    const auto created = m_fixture->create(newAccount(
        AccountType::OAuth, {grantOf(QStringLiteral("read")), grantOf(QStringLiteral("see"))}));
    QVERIFY(created);
    // The secret is in the keychain before anything else is asked of the server.
    const QStringList expected{
        QStringLiteral("listAccounts build-bot"), QStringLiteral("createAccount build-bot"),
        QStringLiteral("write client-secret"),    QStringLiteral("listSecrets id-build-bot"),
        QStringLiteral("read client-secret"),     QStringLiteral("read secret-1"),
        QStringLiteral("write secret-1"),         QStringLiteral("remove client-secret"),
        QStringLiteral("assignRole read"),        QStringLiteral("assignRole see")};
    QCOMPARE(*m_fixture->log, expected);
    QVERIFY(created->stored);
    QVERIFY(!created->storeError);
    QCOMPARE(created->storedAs, QStringLiteral("Keywright · Tecton prod · build-bot"));
    QCOMPARE(created->secretId, QStringLiteral("secret-1"));
    QCOMPARE(created->account.id, m_fixture->accountId);
    QCOMPARE(created->account.roles->size(), 2);
    QCOMPARE(created->account.secrets->size(), 1);
    QVERIFY(*created->secret == fakeSecret(QStringLiteral("build-bot")));
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
    QCOMPARE(
        m_fixture->storedText(m_fixture->accountId, QStringLiteral("secret-1")),
        QStringLiteral("not-a-real-secret-of-build-bot"));
}

void AccountActionsTest::createsOAuthAccountWithKnownSecretId()
{
    m_fixture->provider->tellsSecretId = true;
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
    QVERIFY(!m_fixture->log->contains(QStringLiteral("listSecrets id-build-bot")));
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
}

void AccountActionsTest::createsApiKeyAccount()
{
    const auto created = m_fixture->create(newAccount(AccountType::ApiKey));
    QVERIFY(created);
    QVERIFY(created->secretId.isEmpty());
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("api-key")));
}

void AccountActionsTest::createsWithoutStoring()
{
    const auto created = m_fixture->create(newAccount(AccountType::OAuth), false);
    QVERIFY(created);
    QVERIFY(!created->stored);
    QVERIFY(!created->storeError);
    QVERIFY(created->storedAs.isEmpty());
    QVERIFY(!created->secret->isEmpty());
    QVERIFY(m_fixture->storedItems().isEmpty());
}

void AccountActionsTest::refusesWrongInput_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("description");
    QTest::addColumn<bool>("oauthOffered");
    QTest::addColumn<QString>("field");
    const QString good = QStringLiteral("build-bot");
    QTest::newRow("empty name") << QString() << QString() << true << QStringLiteral("name");
    QTest::newRow("blank name") << QStringLiteral("  ") << QString() << true
                                << QStringLiteral("name");
    QTest::newRow("long name") << QString(65, u'x') << QString() << true << QStringLiteral("name");
    QTest::newRow("control character")
        << QStringLiteral("a\nb") << QString() << true << QStringLiteral("name");
    QTest::newRow("long description")
        << good << QString(251, u'x') << true << QStringLiteral("description");
    QTest::newRow("type not offered") << good << QString() << false << QStringLiteral("type");
}

void AccountActionsTest::refusesWrongInput()
{
    QFETCH(QString, name);
    QFETCH(QString, description);
    QFETCH(bool, oauthOffered);
    QFETCH(QString, field);
    if (!oauthOffered)
        m_fixture->provider->supported.accountTypes = {AccountType::ApiKey};
    NewAccount account = newAccount(AccountType::OAuth);
    account.name = name;
    account.description = description;
    const auto created = m_fixture->create(account);
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(created.error().field, field);
    QVERIFY(m_fixture->log->isEmpty());
}

void AccountActionsTest::refusesTakenName()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Conflict);
    QCOMPARE(created.error().field, QStringLiteral("name"));
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("listAccounts build-bot")));
}

void AccountActionsTest::takenNameIsFineWhereNamesRepeat()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->supported.uniqueNames = false;
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
    QCOMPARE(m_fixture->provider->accounts.size(), 2);
}

void AccountActionsTest::lostAnswerIsNotTakenForAnotherOfTheName()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->supported.uniqueNames = false;
    m_fixture->provider->loseRequest(QStringLiteral("createAccount"));
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QVERIFY(created.error().message.contains(u"Nothing was created"));
}

void AccountActionsTest::similarNameIsNotTaken()
{
    NewAccount longer = newAccount(AccountType::OAuth);
    longer.name = QStringLiteral("build-bot-2");
    QVERIFY(m_fixture->create(longer));
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
}

void AccountActionsTest::serverConflictBelongsToName()
{
    m_fixture->provider->failNext(
        QStringLiteral("createAccount"),
        makeError(ErrorKind::Conflict, QStringLiteral("The name exists.")));
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QCOMPARE(created.error().field, QStringLiteral("name"));
}

void AccountActionsTest::tellsFailedStore()
{
    m_fixture->credentials->refuseWrites = true;
    const auto created =
        m_fixture->create(newAccount(AccountType::OAuth, {grantOf(QStringLiteral("read"))}));
    QVERIFY(created);
    QVERIFY(!created->stored);
    QVERIFY(created->storeError);
    QCOMPARE(created->storeError->kind, ErrorKind::Keychain);
    QCOMPARE(created->secretId, QStringLiteral("secret-1"));
    QVERIFY(*created->secret == fakeSecret(QStringLiteral("build-bot")));
    QVERIFY(created->failedRoles.isEmpty());
}

void AccountActionsTest::tellsFailedRole()
{
    m_fixture->provider->failNext(
        QStringLiteral("assignRole"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("You may not.")));
    const auto created = m_fixture->create(newAccount(
        AccountType::OAuth, {grantOf(QStringLiteral("read")), grantOf(QStringLiteral("see"))}));
    QVERIFY(created);
    QVERIFY(created->stored);
    QCOMPARE(created->failedRoles.size(), 1);
    QCOMPARE(created->failedRoles.first().first.roleId, QStringLiteral("read"));
    QCOMPARE(created->account.roles, QList<RoleGrant>{grantOf(QStringLiteral("see"))});
}

void AccountActionsTest::repeatedRolesAreGrantedOnce()
{
    const auto created = m_fixture->create(newAccount(
        AccountType::OAuth, {grantOf(QStringLiteral("read")), grantOf(QStringLiteral("read"))}));
    QVERIFY(created);
    QCOMPARE(m_fixture->log->count(QStringLiteral("assignRole read")), 1);
}

void AccountActionsTest::secretIdIsLearntAtSecondTry()
{
    m_fixture->provider->failNext(
        QStringLiteral("listSecrets"), makeError(ErrorKind::Provider, QStringLiteral("Busy.")));
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(created);
    QCOMPARE(created->secretId, QStringLiteral("secret-1"));
}

void AccountActionsTest::unknownSecretIdKeepsSecretUnderPlainItem()
{
    // Another console was faster and made a second secret: which one is ours cannot be told.
    m_fixture->provider->hold(QStringLiteral("listSecrets"));
    Awaited<AccountCreation> created(AccountActions::create(
        m_fixture->session, newAccount(AccountType::OAuth), true, CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("listSecrets id-build-bot")));
    ClientSecret theirs;
    theirs.id = QStringLiteral("theirs");
    m_fixture->provider->secrets[m_fixture->accountId].append(theirs);
    m_fixture->provider->release(QStringLiteral("listSecrets"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(created.get());
    QVERIFY(created.get()->secretId.isEmpty());
    QVERIFY(created.get()->stored);
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("client-secret")));
}

void AccountActionsTest::cancellingBeforeSendsNothing()
{
    CancelSource cancel;
    cancel.cancel();
    const auto created = await(AccountActions::create(
        m_fixture->session, newAccount(AccountType::OAuth), true, cancel.token()));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Cancelled);
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

void AccountActionsTest::cancellingDuringCreationKeepsTheSecret()
{
    m_fixture->provider->hold(QStringLiteral("createAccount"));
    CancelSource cancel;
    Awaited<AccountCreation> created(AccountActions::create(
        m_fixture->session, newAccount(AccountType::OAuth, {grantOf(QStringLiteral("read"))}), true,
        cancel.token()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createAccount build-bot")));
    cancel.cancel();
    m_fixture->provider->release(QStringLiteral("createAccount"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(created.get());
    QVERIFY(created.get()->stored);
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
    // What could still be stopped was stopped, and is told.
    QCOMPARE(created.get()->failedRoles.size(), 1);
    QCOMPARE(created.get()->failedRoles.first().second.kind, ErrorKind::Cancelled);
    QVERIFY(!m_fixture->log->contains(QStringLiteral("assignRole read")));
}

void AccountActionsTest::lostAnswerSaysSecretIsLost_data()
{
    QTest::addColumn<AccountType>("type");
    QTest::addColumn<QString>("advice");
    QTest::newRow("oauth") << AccountType::OAuth << QStringLiteral("new client secret");
    QTest::newRow("api key") << AccountType::ApiKey << QStringLiteral("delete it and create");
}

void AccountActionsTest::lostAnswerSaysSecretIsLost()
{
    QFETCH(AccountType, type);
    QFETCH(QString, advice);
    m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
    const auto created = m_fixture->create(newAccount(type));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Network);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(u"was created, but its secret was lost"));
    QVERIFY(created.error().message.contains(m_fixture->accountId));
    QVERIFY(created.error().hint.contains(advice));
    // Looked up, never repeated.
    QCOMPARE(m_fixture->log->count(QStringLiteral("createAccount build-bot")), 1);
}

void AccountActionsTest::lostRequestSaysNothingWasCreated()
{
    m_fixture->provider->loseRequest(QStringLiteral("createAccount"));
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(u"Nothing was created"));
    QCOMPARE(m_fixture->log->count(QStringLiteral("createAccount build-bot")), 1);
}

void AccountActionsTest::lostAnswerThatCannotBeChecked()
{
    m_fixture->provider->hold(QStringLiteral("createAccount"));
    m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
    Awaited<AccountCreation> created(AccountActions::create(
        m_fixture->session, newAccount(AccountType::OAuth), true, CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createAccount build-bot")));
    m_fixture->provider->failNext(
        QStringLiteral("listAccounts"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    m_fixture->provider->release(QStringLiteral("createAccount"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(!created.get());
    QVERIFY(created.get().error().outcomeUnknown);
    QVERIFY(created.get().error().message.contains(u"not known whether"));
}

QTEST_GUILESS_MAIN(AccountActionsTest)
#include "tst_account_actions.moc"
