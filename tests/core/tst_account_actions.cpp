// Creating and deleting accounts and secrets: what happens on the server, in the keychain, and in
// which order; and what is told when an answer is lost.

#include "core/accounts/account_actions.h"
#include "tests/support/awaited.h"
#include "tests/support/fake_provider.h"
#include "tests/support/faulty_credential_store.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

RoleGrant grant(const QString &role)
{
    RoleGrant made;
    made.roleId = role;
    made.scope.id = QStringLiteral("prod");
    return made;
}

NewAccount newAccount(AccountType type, const QList<RoleGrant> &roles = {})
{
    NewAccount account;
    account.name = QStringLiteral("build-bot");
    account.type = type;
    account.roles = roles;
    return account;
}

} // namespace

class AccountActionsTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void createsOAuthAccountInOrder();
    void createsOAuthAccountWithKnownSecretId();
    void createsApiKeyAccount();
    void createsWithoutStoring();
    void refusesWrongInput_data();
    void refusesWrongInput();
    void refusesTakenName();
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

    void removesAccountThenEntries();
    void removalThatFailsKeepsEntries();
    void removalWithLostAnswer_data();
    void removalWithLostAnswer();
    void removingGoneAccountClearsEntries();
    void removingUnknownAccountIsNotFound();
    void tellsEntryLeftInKeychain();

    void createsSecondSecret();
    void refusesThirdSecret();
    void tellsFailedStoreOfSecret();
    void lostSecretIsTold_data();
    void lostSecretIsTold();
    void lostSecretThatCannotBeChecked();
    void newSecretIsUsedFromThenOn();

    void refusesDeactivatingLastSecret();
    void deactivatesOneOfTwo();
    void deactivationWithLostAnswer();
    void refusesDeletingActiveSecret();
    void deletesDeactivatedSecret();
    void deletionWithLostAnswer();

    void warnsOfSelfLockout();

private:
    Result<AccountCreation> create(const NewAccount &account, bool store = true);
    Result<SecretCreation> createSecret();
    QString storedText(const QString &owner, const QString &item);
    QStringList storedItems() const;
    void makeOAuthAccount();

    std::shared_ptr<QStringList> m_log;
    std::shared_ptr<FakeProvider> m_provider;
    std::shared_ptr<FaultyCredentialStore> m_credentials;
    std::shared_ptr<Session> m_session;
    const QString m_account = QStringLiteral("id-build-bot");
};

void AccountActionsTest::init()
{
    m_log = std::make_shared<QStringList>();
    m_provider = std::make_shared<FakeProvider>(m_log);
    m_credentials = std::make_shared<FaultyCredentialStore>(m_log);
    Connection connection;
    connection.id = QStringLiteral("c1");
    connection.name = QStringLiteral("Tecton prod");
    m_session = std::make_shared<Session>(connection, m_provider, nullptr, m_credentials);
}

Result<AccountCreation> AccountActionsTest::create(const NewAccount &account, bool store)
{
    return await(AccountActions::create(m_session, account, store, CancelToken()));
}

Result<SecretCreation> AccountActionsTest::createSecret()
{
    return await(AccountActions::createSecret(
        m_session, m_account, QStringLiteral("build-bot"), 0, true, CancelToken()));
}

QString AccountActionsTest::storedText(const QString &owner, const QString &item)
{
    const CredentialKey key{QStringLiteral("c1"), owner, item};
    const auto read = await(m_credentials->read(key));
    if (!read)
        return {};
    const std::string_view bytes = read->expose();
    return QString::fromUtf8(bytes.data(), static_cast<qsizetype>(bytes.size()));
}

QStringList AccountActionsTest::storedItems() const
{
    QStringList items;
    for (const StoredCredential &stored : m_credentials->stored(QStringLiteral("c1")))
        items.append(stored.key.item);
    return items;
}

/// An account with one active secret, which is in the keychain; the log is empty afterwards.
void AccountActionsTest::makeOAuthAccount()
{
    QVERIFY(create(newAccount(AccountType::OAuth)));
    m_log->clear();
}

void AccountActionsTest::createsOAuthAccountInOrder()
{
    const auto created = create(newAccount(
        AccountType::OAuth, {grant(QStringLiteral("read")), grant(QStringLiteral("see"))}));
    QVERIFY(created);
    // The secret is in the keychain before anything else is asked of the server.
    const QStringList expected{
        QStringLiteral("listAccounts build-bot"), QStringLiteral("createAccount build-bot"),
        QStringLiteral("write client-secret"),    QStringLiteral("listSecrets id-build-bot"),
        QStringLiteral("write secret-1"),         QStringLiteral("remove client-secret"),
        QStringLiteral("assignRole read"),        QStringLiteral("assignRole see")};
    QCOMPARE(*m_log, expected);
    QVERIFY(created->stored);
    QVERIFY(!created->storeError);
    QCOMPARE(created->storedAs, QStringLiteral("Keywright · Tecton prod · build-bot"));
    QCOMPARE(created->secretId, QStringLiteral("secret-1"));
    QCOMPARE(created->account.id, m_account);
    QCOMPARE(created->account.roles->size(), 2);
    QCOMPARE(created->account.secrets->size(), 1);
    QVERIFY(*created->secret == fakeSecret(QStringLiteral("build-bot")));
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-1")));
    QCOMPARE(
        storedText(m_account, QStringLiteral("secret-1")),
        QStringLiteral("not-a-real-secret-of-build-bot"));
}

void AccountActionsTest::createsOAuthAccountWithKnownSecretId()
{
    m_provider->tellsSecretId = true;
    QVERIFY(create(newAccount(AccountType::OAuth)));
    QVERIFY(!m_log->contains(QStringLiteral("listSecrets id-build-bot")));
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-1")));
}

void AccountActionsTest::createsApiKeyAccount()
{
    const auto created = create(newAccount(AccountType::ApiKey));
    QVERIFY(created);
    QVERIFY(created->secretId.isEmpty());
    QCOMPARE(storedItems(), QStringList(QStringLiteral("api-key")));
}

void AccountActionsTest::createsWithoutStoring()
{
    const auto created = create(newAccount(AccountType::OAuth), false);
    QVERIFY(created);
    QVERIFY(!created->stored);
    QVERIFY(!created->storeError);
    QVERIFY(created->storedAs.isEmpty());
    QVERIFY(!created->secret->isEmpty());
    QVERIFY(storedItems().isEmpty());
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
        m_provider->supported.accountTypes = {AccountType::ApiKey};
    NewAccount account = newAccount(AccountType::OAuth);
    account.name = name;
    account.description = description;
    const auto created = create(account);
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(created.error().field, field);
    QVERIFY(m_log->isEmpty());
}

void AccountActionsTest::refusesTakenName()
{
    makeOAuthAccount();
    const auto created = create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Conflict);
    QCOMPARE(created.error().field, QStringLiteral("name"));
    QCOMPARE(*m_log, QStringList(QStringLiteral("listAccounts build-bot")));
}

void AccountActionsTest::similarNameIsNotTaken()
{
    NewAccount longer = newAccount(AccountType::OAuth);
    longer.name = QStringLiteral("build-bot-2");
    QVERIFY(create(longer));
    QVERIFY(create(newAccount(AccountType::OAuth)));
}

void AccountActionsTest::serverConflictBelongsToName()
{
    m_provider->failNext(
        QStringLiteral("createAccount"),
        makeError(ErrorKind::Conflict, QStringLiteral("The name exists.")));
    const auto created = create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QCOMPARE(created.error().field, QStringLiteral("name"));
}

void AccountActionsTest::tellsFailedStore()
{
    m_credentials->refuseWrites = true;
    const auto created = create(newAccount(AccountType::OAuth, {grant(QStringLiteral("read"))}));
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
    m_provider->failNext(
        QStringLiteral("assignRole"),
        makeError(ErrorKind::NotPermitted, QStringLiteral("You may not.")));
    const auto created = create(newAccount(
        AccountType::OAuth, {grant(QStringLiteral("read")), grant(QStringLiteral("see"))}));
    QVERIFY(created);
    QVERIFY(created->stored);
    QCOMPARE(created->failedRoles.size(), 1);
    QCOMPARE(created->failedRoles.first().first.roleId, QStringLiteral("read"));
    QCOMPARE(created->account.roles, QList<RoleGrant>{grant(QStringLiteral("see"))});
}

void AccountActionsTest::repeatedRolesAreGrantedOnce()
{
    const auto created = create(newAccount(
        AccountType::OAuth, {grant(QStringLiteral("read")), grant(QStringLiteral("read"))}));
    QVERIFY(created);
    QCOMPARE(m_log->count(QStringLiteral("assignRole read")), 1);
}

void AccountActionsTest::secretIdIsLearntAtSecondTry()
{
    m_provider->failNext(
        QStringLiteral("listSecrets"), makeError(ErrorKind::Provider, QStringLiteral("Busy.")));
    const auto created = create(newAccount(AccountType::OAuth));
    QVERIFY(created);
    QCOMPARE(created->secretId, QStringLiteral("secret-1"));
}

void AccountActionsTest::unknownSecretIdKeepsSecretUnderPlainItem()
{
    // Another console was faster and made a second secret: which one is ours cannot be told.
    m_provider->hold(QStringLiteral("listSecrets"));
    Awaited<AccountCreation> created(
        AccountActions::create(m_session, newAccount(AccountType::OAuth), true, CancelToken()));
    QTRY_VERIFY(m_log->contains(QStringLiteral("listSecrets id-build-bot")));
    ClientSecret theirs;
    theirs.id = QStringLiteral("theirs");
    m_provider->secrets[m_account].append(theirs);
    m_provider->release(QStringLiteral("listSecrets"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(created.get());
    QVERIFY(created.get()->secretId.isEmpty());
    QVERIFY(created.get()->stored);
    QCOMPARE(storedItems(), QStringList(QStringLiteral("client-secret")));
}

void AccountActionsTest::cancellingBeforeSendsNothing()
{
    CancelSource cancel;
    cancel.cancel();
    const auto created = await(
        AccountActions::create(m_session, newAccount(AccountType::OAuth), true, cancel.token()));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Cancelled);
    QVERIFY(m_provider->accounts.isEmpty());
}

void AccountActionsTest::cancellingDuringCreationKeepsTheSecret()
{
    m_provider->hold(QStringLiteral("createAccount"));
    CancelSource cancel;
    Awaited<AccountCreation> created(AccountActions::create(
        m_session, newAccount(AccountType::OAuth, {grant(QStringLiteral("read"))}), true,
        cancel.token()));
    QTRY_VERIFY(m_log->contains(QStringLiteral("createAccount build-bot")));
    cancel.cancel();
    m_provider->release(QStringLiteral("createAccount"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(created.get());
    QVERIFY(created.get()->stored);
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-1")));
    // What could still be stopped was stopped, and is told.
    QCOMPARE(created.get()->failedRoles.size(), 1);
    QCOMPARE(created.get()->failedRoles.first().second.kind, ErrorKind::Cancelled);
    QVERIFY(!m_log->contains(QStringLiteral("assignRole read")));
}

void AccountActionsTest::lostAnswerSaysSecretIsLost_data()
{
    QTest::addColumn<AccountType>("type");
    QTest::addColumn<QString>("advice");
    QTest::newRow("oauth") << AccountType::OAuth << QStringLiteral("new client secret");
    QTest::newRow("api key") << AccountType::ApiKey << QStringLiteral("Delete it and create");
}

void AccountActionsTest::lostAnswerSaysSecretIsLost()
{
    QFETCH(AccountType, type);
    QFETCH(QString, advice);
    m_provider->loseAnswer(QStringLiteral("createAccount"));
    const auto created = create(newAccount(type));
    QVERIFY(!created);
    QCOMPARE(created.error().kind, ErrorKind::Network);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(u"was created, but its secret was lost"));
    QVERIFY(created.error().message.contains(m_account));
    QVERIFY(created.error().hint.contains(advice));
    // Looked up, never repeated.
    QCOMPARE(m_log->count(QStringLiteral("createAccount build-bot")), 1);
}

void AccountActionsTest::lostRequestSaysNothingWasCreated()
{
    m_provider->loseRequest(QStringLiteral("createAccount"));
    const auto created = create(newAccount(AccountType::OAuth));
    QVERIFY(!created);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(u"Nothing was created"));
    QCOMPARE(m_log->count(QStringLiteral("createAccount build-bot")), 1);
}

void AccountActionsTest::lostAnswerThatCannotBeChecked()
{
    m_provider->hold(QStringLiteral("createAccount"));
    m_provider->loseAnswer(QStringLiteral("createAccount"));
    Awaited<AccountCreation> created(
        AccountActions::create(m_session, newAccount(AccountType::OAuth), true, CancelToken()));
    QTRY_VERIFY(m_log->contains(QStringLiteral("createAccount build-bot")));
    m_provider->failNext(
        QStringLiteral("listAccounts"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    m_provider->release(QStringLiteral("createAccount"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(!created.get());
    QVERIFY(created.get().error().outcomeUnknown);
    QVERIFY(created.get().error().message.contains(u"not known whether"));
}

void AccountActionsTest::removesAccountThenEntries()
{
    makeOAuthAccount();
    QVERIFY(await(AccountActions::remove(m_session, m_account, CancelToken())));
    const QStringList expected{
        QStringLiteral("deleteAccount id-build-bot"), QStringLiteral("remove secret-1")};
    QCOMPARE(*m_log, expected);
    QVERIFY(storedItems().isEmpty());
}

void AccountActionsTest::removalThatFailsKeepsEntries()
{
    makeOAuthAccount();
    m_provider->failNext(
        QStringLiteral("deleteAccount"), makeError(ErrorKind::NotPermitted, QStringLiteral("No.")));
    const auto removed = await(AccountActions::remove(m_session, m_account, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::NotPermitted);
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-1")));
}

void AccountActionsTest::removalWithLostAnswer_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("took effect") << true;
    QTest::newRow("never arrived") << false;
}

void AccountActionsTest::removalWithLostAnswer()
{
    QFETCH(bool, arrived);
    makeOAuthAccount();
    if (arrived)
        m_provider->loseAnswer(QStringLiteral("deleteAccount"));
    else
        m_provider->loseRequest(QStringLiteral("deleteAccount"));
    const auto removed = await(AccountActions::remove(m_session, m_account, CancelToken()));
    QCOMPARE(removed.has_value(), arrived);
    QCOMPARE(storedItems().isEmpty(), arrived);
    QCOMPARE(m_log->count(QStringLiteral("deleteAccount id-build-bot")), 1);
}

void AccountActionsTest::removingGoneAccountClearsEntries()
{
    makeOAuthAccount();
    m_provider->accounts.clear();
    QVERIFY(await(AccountActions::remove(m_session, m_account, CancelToken())));
    QVERIFY(storedItems().isEmpty());
}

void AccountActionsTest::removingUnknownAccountIsNotFound()
{
    const auto removed = await(AccountActions::remove(m_session, m_account, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::NotFound);
}

void AccountActionsTest::tellsEntryLeftInKeychain()
{
    makeOAuthAccount();
    m_credentials->refuseRemovals = true;
    const auto removed = await(AccountActions::remove(m_session, m_account, CancelToken()));
    QVERIFY(!removed);
    QCOMPARE(removed.error().kind, ErrorKind::Keychain);
    QVERIFY(removed.error().message.startsWith(u"The account was deleted"));
    QVERIFY(m_provider->accounts.isEmpty());
}

void AccountActionsTest::createsSecondSecret()
{
    makeOAuthAccount();
    const auto created = createSecret();
    QVERIFY(created);
    const QStringList expected{
        QStringLiteral("listSecrets id-build-bot"), QStringLiteral("createSecret id-build-bot"),
        QStringLiteral("write secret-2")};
    QCOMPARE(*m_log, expected);
    QVERIFY(created->stored);
    QCOMPARE(created->info.id, QStringLiteral("secret-2"));
    QCOMPARE(created->storedAs, QStringLiteral("Keywright · Tecton prod · build-bot"));
    QVERIFY(*created->secret == fakeSecret(QStringLiteral("secret-2")));
}

void AccountActionsTest::refusesThirdSecret()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    m_log->clear();
    const auto refused = createSecret();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Limit);
    QCOMPARE(*m_log, QStringList(QStringLiteral("listSecrets id-build-bot")));
}

void AccountActionsTest::tellsFailedStoreOfSecret()
{
    makeOAuthAccount();
    m_credentials->refuseWrites = true;
    const auto created = createSecret();
    QVERIFY(created);
    QVERIFY(!created->stored);
    QCOMPARE(created->storeError->kind, ErrorKind::Keychain);
    QVERIFY(!created->secret->isEmpty());
}

void AccountActionsTest::lostSecretIsTold_data()
{
    removalWithLostAnswer_data();
}

void AccountActionsTest::lostSecretIsTold()
{
    QFETCH(bool, arrived);
    makeOAuthAccount();
    if (arrived)
        m_provider->loseAnswer(QStringLiteral("createSecret"));
    else
        m_provider->loseRequest(QStringLiteral("createSecret"));
    const auto created = createSecret();
    QVERIFY(!created);
    QVERIFY(!created.error().outcomeUnknown);
    QVERIFY(created.error().message.contains(
        arrived ? QStringLiteral("The secret secret-2 was created, but its value was lost")
                : QStringLiteral("Nothing was created")));
}

void AccountActionsTest::lostSecretThatCannotBeChecked()
{
    makeOAuthAccount();
    m_provider->hold(QStringLiteral("createSecret"));
    m_provider->loseAnswer(QStringLiteral("createSecret"));
    Awaited<SecretCreation> created(AccountActions::createSecret(
        m_session, m_account, QStringLiteral("build-bot"), 0, true, CancelToken()));
    QTRY_VERIFY(m_log->contains(QStringLiteral("createSecret id-build-bot")));
    m_provider->failNext(
        QStringLiteral("listSecrets"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    m_provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(!created.get());
    QVERIFY(created.get().error().outcomeUnknown);
}

void AccountActionsTest::newSecretIsUsedFromThenOn()
{
    makeOAuthAccount();
    const auto before = await(m_session->authorizerFor(m_account));
    QVERIFY(before);
    QVERIFY(createSecret());
    const auto after = await(m_session->authorizerFor(m_account));
    QVERIFY(after);
    QVERIFY(*before != *after);
    const auto *made = dynamic_cast<FakeAuthorizer *>(after->get());
    QVERIFY(made && made->secret == fakeSecret(QStringLiteral("secret-2")));
}

void AccountActionsTest::refusesDeactivatingLastSecret()
{
    makeOAuthAccount();
    const auto refused = await(AccountActions::setSecretActive(
        m_session, m_account, QStringLiteral("secret-1"), false, CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(*m_log, QStringList(QStringLiteral("listSecrets id-build-bot")));
}

void AccountActionsTest::deactivatesOneOfTwo()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    const auto changed = await(AccountActions::setSecretActive(
        m_session, m_account, QStringLiteral("secret-1"), false, CancelToken()));
    QVERIFY(changed);
    QCOMPARE(changed->status, SecretStatus::Deactivated);
}

void AccountActionsTest::deactivationWithLostAnswer()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    m_provider->loseAnswer(QStringLiteral("setSecretActive"));
    const auto changed = await(AccountActions::setSecretActive(
        m_session, m_account, QStringLiteral("secret-1"), false, CancelToken()));
    QVERIFY(changed);
    m_provider->loseRequest(QStringLiteral("setSecretActive"));
    const auto lost = await(AccountActions::setSecretActive(
        m_session, m_account, QStringLiteral("secret-1"), true, CancelToken()));
    QVERIFY(!lost);
}

void AccountActionsTest::refusesDeletingActiveSecret()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    const auto refused = await(AccountActions::removeSecret(
        m_session, m_account, QStringLiteral("secret-1"), CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(storedItems().size(), 2);
}

void AccountActionsTest::deletesDeactivatedSecret()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    m_provider->secrets[m_account].first().status = SecretStatus::Deactivated;
    QVERIFY(await(AccountActions::removeSecret(
        m_session, m_account, QStringLiteral("secret-1"), CancelToken())));
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-2")));
}

void AccountActionsTest::deletionWithLostAnswer()
{
    makeOAuthAccount();
    QVERIFY(createSecret());
    m_provider->secrets[m_account].first().status = SecretStatus::Deactivated;
    m_provider->loseAnswer(QStringLiteral("deleteSecret"));
    QVERIFY(await(AccountActions::removeSecret(
        m_session, m_account, QStringLiteral("secret-1"), CancelToken())));
    QCOMPARE(storedItems(), QStringList(QStringLiteral("secret-2")));
}

void AccountActionsTest::warnsOfSelfLockout()
{
    QVERIFY(AccountActions::selfLockoutWarning(*m_session, m_account).isEmpty());
    QVERIFY(AccountActions::selfLockoutWarning(*m_session, QString()).isEmpty());
    m_provider->identity.id = m_account;
    QVERIFY(await(m_session->identify(CancelToken())));
    QVERIFY(AccountActions::selfLockoutWarning(*m_session, m_account).contains(u"Tecton prod"));
}

QTEST_GUILESS_MAIN(AccountActionsTest)
#include "tst_account_actions.moc"
