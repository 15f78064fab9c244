// What a start finds of creations that a crash or a lost answer left behind, and the clean-up.

#include "core/accounts/creation_reconciliation.h"
#include "core/accounts/journalled_creation.h"
#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

class CreationReconciliationTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<ActionsFixture>();
        m_fixture->provider->supported.secrets.deleteOnlyDeactivated = true;
    }

    void nothingLeftBehind();
    void keptAccountIsShownAgain();
    void keptKeyIsShownAgain();
    void keptSecretIsShownAgain();
    void keptBeforeTheJournalKnew();
    void keptBeforeItsIdWasLearnt();
    void lostAccount_data();
    void lostAccount();
    void lostSecret();
    void shownButNotAcknowledged();
    void olderThingsAreNotTaken();
    void nothingWasCreated_data();
    void nothingWasCreated();
    void goneAlready();
    void lockedKeychainConcludesNothing();
    void unreachableServerConcludesNothing();
    void lostAnswerCanBeCleanedUpAtOnce();
    void deletesOrphanedAccount();
    void deletesOrphanedSecret();
    void orphanThatIsGoneEndsTheEntry();
    void deletionInPartEndsTheEntry();
    void refusedDeletionKeepsTheEntry();
    void secondLookFindsTheSame();
    void sentencesNameTheThing();

private:
    /// A session of the next start, after this process has crashed.
    std::shared_ptr<Session> nextStart() const
    {
        return std::make_shared<Session>(
            m_fixture->session->connection(), m_fixture->provider, nullptr, m_fixture->credentials,
            m_fixture->journal.seenFromAnotherProcess());
    }
    QList<ReconciledCreation> reconciled() const
    {
        return await(reconcileCreations(nextStart(), CancelToken())).value();
    }
    /// The intent to create "build-bot" stands in the journal, and nothing more.
    void intendAccount(AccountType type = AccountType::OAuth) const
    {
        CreationIntent intent;
        intent.connectionId = QStringLiteral("c1");
        intent.type = type;
        intent.accountName = QStringLiteral("build-bot");
        QVERIFY(m_fixture->journal.creations->begin(intent));
    }
    void intendSecret(const QStringList &before) const
    {
        CreationIntent intent;
        intent.connectionId = QStringLiteral("c1");
        intent.kind = CreationKind::Secret;
        intent.accountId = m_fixture->accountId;
        intent.accountName = QStringLiteral("build-bot");
        intent.knownBefore = before;
        QVERIFY(m_fixture->journal.creations->begin(intent));
    }
    /// An account with a secret, handed over.
    void makeAccount() const
    {
        const auto made = m_fixture->create(newAccount(AccountType::OAuth));
        QVERIFY(made);
        JournalledCreation(*m_fixture->session, made->journalEntry).end();
        m_fixture->log->clear();
    }
    /// The server creates it and nobody hears of it.
    void createBehindTheBack(AccountType type) const
    {
        QVERIFY(await(m_fixture->provider->createAccount(newAccount(type), CancelToken())));
    }

    std::unique_ptr<ActionsFixture> m_fixture;
};

void CreationReconciliationTest::nothingLeftBehind()
{
    makeAccount();
    QVERIFY(reconciled().isEmpty());
    QVERIFY(m_fixture->log->isEmpty());
    // A session that cannot create anything has nothing to reconcile either.
    const auto without = std::make_shared<Session>(
        Connection(), m_fixture->provider, nullptr, m_fixture->credentials);
    QVERIFY(await(reconcileCreations(without, CancelToken()))->isEmpty());
}

void CreationReconciliationTest::keptAccountIsShownAgain()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
    m_fixture->log->clear();
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key.owner, m_fixture->accountId);
    QCOMPARE(creation.key.item, QStringLiteral("secret-1"));
    // The keychain alone answers: this works without the server.
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("read secret-1")));
    const auto secret = await(secretToShow(nextStart(), creation));
    QVERIFY(secret);
    QVERIFY(**secret == fakeSecret(QStringLiteral("build-bot")));
    QVERIFY(endCreation(*nextStart(), creation));
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::keptKeyIsShownAgain()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::ApiKey)));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key.item, QStringLiteral("api-key"));
}

void CreationReconciliationTest::keptSecretIsShownAgain()
{
    makeAccount();
    QVERIFY(m_fixture->createSecret());
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key.item, QStringLiteral("secret-2"));
}

/// Killed after the keychain had it and before the journal was told.
void CreationReconciliationTest::keptBeforeTheJournalKnew()
{
    makeAccount();
    intendSecret({QStringLiteral("secret-1")});
    const auto made =
        await(m_fixture->provider->createSecret(m_fixture->accountId, 0, CancelToken()));
    QVERIFY(made);
    StoredCredential stored;
    stored.key = CredentialKey{QStringLiteral("c1"), m_fixture->accountId, made->info.id};
    auto value = std::make_shared<const Secret>(made->secret.duplicate());
    QVERIFY(await(m_fixture->credentials->write(stored, value)));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key, stored.key);
    QCOMPARE(creation.entry.secretId, QStringLiteral("secret-2"));
}

void CreationReconciliationTest::keptBeforeItsIdWasLearnt()
{
    m_fixture->journal.database->writesLeft = 3; // the intent, the answer, the keychain
    QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
    m_fixture->journal.database->refuses = false;
    // As if the process had ended before it moved the secret.
    StoredCredential stored;
    stored.key =
        CredentialKey{QStringLiteral("c1"), m_fixture->accountId, QStringLiteral("client-secret")};
    auto value = std::make_shared<const Secret>(fakeSecret(QStringLiteral("build-bot")));
    QVERIFY(await(m_fixture->credentials->write(stored, value)));
    stored.key.item = QStringLiteral("secret-1");
    QVERIFY(await(m_fixture->credentials->remove(stored.key)));

    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key.item, QStringLiteral("secret-1"));
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
    QVERIFY(await(secretToShow(nextStart(), creation)));
    QCOMPARE(reconciled().value(0).entry.keychainItem, QStringLiteral("secret-1"));
}

void CreationReconciliationTest::lostAccount_data()
{
    QTest::addColumn<AccountType>("type");
    QTest::newRow("oauth") << AccountType::OAuth;
    QTest::newRow("api key") << AccountType::ApiKey;
}

/// Killed while the server's answer was on its way.
void CreationReconciliationTest::lostAccount()
{
    QFETCH(AccountType, type);
    intendAccount(type);
    createBehindTheBack(type);
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QCOMPARE(creation.entry.accountId, m_fixture->accountId);
    QVERIFY(!creation.wasShown);
}

void CreationReconciliationTest::lostSecret()
{
    makeAccount();
    intendSecret({QStringLiteral("secret-1")});
    QVERIFY(await(m_fixture->provider->createSecret(m_fixture->accountId, 0, CancelToken())));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QCOMPARE(creation.entry.secretId, QStringLiteral("secret-2"));
}

void CreationReconciliationTest::shownButNotAcknowledged()
{
    const auto created = m_fixture->create(newAccount(AccountType::OAuth), false);
    QVERIFY(created);
    JournalledCreation(*m_fixture->session, created->journalEntry).shown();
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QVERIFY(creation.wasShown);
    QVERIFY(fateHint(creation).contains(u"If you have it"));
}

void CreationReconciliationTest::olderThingsAreNotTaken()
{
    createBehindTheBack(AccountType::OAuth);
    m_fixture->provider->accounts.first().createdAt = QDateTime::currentDateTimeUtc().addDays(-1);
    intendAccount();
    QCOMPARE(reconciled().value(0).fate, CreationFate::Nothing);
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::nothingWasCreated_data()
{
    QTest::addColumn<bool>("account");
    QTest::newRow("account") << true;
    QTest::newRow("secret") << false;
}

void CreationReconciliationTest::nothingWasCreated()
{
    QFETCH(bool, account);
    if (account) {
        intendAccount();
    } else {
        makeAccount();
        intendSecret({QStringLiteral("secret-1")});
    }
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Nothing);
    QVERIFY(fateHint(creation).contains(u"safe to try again"));
    // It is told once.
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::goneAlready()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth), false));
    m_fixture->provider->accounts.clear();
    QCOMPARE(reconciled().value(0).fate, CreationFate::Nothing);
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::lockedKeychainConcludesNothing()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
    m_fixture->credentials->refuseReads = true;
    const auto outcome = await(reconcileCreations(nextStart(), CancelToken()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Keychain);
    m_fixture->credentials->refuseReads = false;
    QCOMPARE(reconciled().value(0).fate, CreationFate::Kept);
}

void CreationReconciliationTest::unreachableServerConcludesNothing()
{
    intendAccount();
    createBehindTheBack(AccountType::OAuth);
    m_fixture->provider->failNext(
        QStringLiteral("listAccounts"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    const auto outcome = await(reconcileCreations(nextStart(), CancelToken()));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Network);
    QCOMPARE(reconciled().value(0).fate, CreationFate::Lost);
}

void CreationReconciliationTest::lostAnswerCanBeCleanedUpAtOnce()
{
    makeAccount();
    m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    QVERIFY(!m_fixture->createSecret());
    const auto creations = await(reconcileCreations(m_fixture->session, CancelToken())).value();
    QCOMPARE(creations.value(0).fate, CreationFate::Lost);
    QVERIFY(await(deleteOrphan(m_fixture->session, creations.first(), CancelToken())));
    QCOMPARE(m_fixture->provider->secrets.value(m_fixture->accountId).size(), 1);
    QVERIFY(m_fixture->createSecret());
}

void CreationReconciliationTest::deletesOrphanedAccount()
{
    intendAccount(AccountType::ApiKey);
    createBehindTheBack(AccountType::ApiKey);
    QVERIFY(await(deleteOrphan(nextStart(), reconciled().value(0), CancelToken())));
    QVERIFY(m_fixture->provider->accounts.isEmpty());
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::deletesOrphanedSecret()
{
    makeAccount();
    intendSecret({QStringLiteral("secret-1")});
    QVERIFY(await(m_fixture->provider->createSecret(m_fixture->accountId, 0, CancelToken())));
    const auto lost = reconciled().value(0);
    m_fixture->log->clear();
    QVERIFY(await(deleteOrphan(nextStart(), lost, CancelToken())));
    // An active secret is not deleted by this server: it is deactivated first.
    const auto deactivated = m_fixture->log->indexOf(QStringLiteral("setSecretActive secret-2"));
    const auto deleted = m_fixture->log->indexOf(QStringLiteral("deleteSecret secret-2"));
    QVERIFY(deactivated >= 0 && deactivated < deleted);
    const auto left = m_fixture->provider->secrets.value(m_fixture->accountId);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().id, QStringLiteral("secret-1"));
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::orphanThatIsGoneEndsTheEntry()
{
    intendAccount();
    createBehindTheBack(AccountType::OAuth);
    const auto lost = reconciled().value(0);
    m_fixture->provider->accounts.clear();
    QVERIFY(await(deleteOrphan(nextStart(), lost, CancelToken())));
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::deletionInPartEndsTheEntry()
{
    intendAccount();
    createBehindTheBack(AccountType::OAuth);
    const auto lost = reconciled().value(0);
    m_fixture->credentials->unreadableIndex = true;
    const auto deleted = await(deleteOrphan(nextStart(), lost, CancelToken()));
    QVERIFY(!deleted && deleted.error().doneInPart);
    QVERIFY(m_fixture->provider->accounts.isEmpty());
    m_fixture->credentials->unreadableIndex = false;
    QVERIFY(reconciled().isEmpty());
}

void CreationReconciliationTest::refusedDeletionKeepsTheEntry()
{
    intendAccount();
    createBehindTheBack(AccountType::OAuth);
    const auto lost = reconciled().value(0);
    m_fixture->provider->failNext(
        QStringLiteral("deleteAccount"), makeError(ErrorKind::NotPermitted, {}));
    const auto refused = await(deleteOrphan(nextStart(), lost, CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NotPermitted);
    QCOMPARE(reconciled().value(0).fate, CreationFate::Lost);
}

void CreationReconciliationTest::secondLookFindsTheSame()
{
    intendAccount();
    createBehindTheBack(AccountType::OAuth);
    const auto first = reconciled().value(0);
    const auto second = reconciled().value(0);
    QCOMPARE(second.fate, first.fate);
    QCOMPARE(second.entry.accountId, first.entry.accountId);
    // It was not told, and so it is found, not known.
    QVERIFY(second.isGuess);
    QCOMPARE(second.entry.step, CreationStep::Intent);
}

void CreationReconciliationTest::sentencesNameTheThing()
{
    ReconciledCreation creation;
    creation.entry.accountName = QStringLiteral("build-bot");
    creation.entry.accountId = QStringLiteral("id-7");
    creation.entry.secretId = QStringLiteral("secret-9");
    for (const auto kind : {CreationKind::Account, CreationKind::Secret}) {
        creation.entry.kind = kind;
        for (const auto fate :
             {CreationFate::Kept, CreationFate::Lost, CreationFate::Several, CreationFate::Open,
              CreationFate::Nothing}) {
            creation.fate = fate;
            QVERIFY(fateText(creation).contains(u"build-bot"));
            QVERIFY(fateText(creation).endsWith(u'.'));
            QVERIFY(fateHint(creation).endsWith(u'.'));
        }
    }
    creation.fate = CreationFate::Lost;
    QVERIFY(fateText(creation).contains(u"secret-9"));
}

QTEST_GUILESS_MAIN(CreationReconciliationTest)
#include "tst_creation_reconciliation.moc"
