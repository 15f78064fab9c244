// A creation whose answer was lost: what on the server may be it, by the server's clock, and that
// nobody but a person chooses among several.

#include "core/accounts/creation_reconciliation.h"
#include "core/accounts/journalled_creation.h"
#include "core/accounts/secret_keeping.h"
#include "tests/support/actions_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

class CreationCandidatesTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ActionsFixture>(); }

    void onlyWhatAppearedThenIsTaken_data();
    void onlyWhatAppearedThenIsTaken();
    void theOnlyOneIsSaidToBeProbable();
    void severalAccountsAreLeftToAPerson();
    void severalSecretsAreLeftToAPerson();
    void noneOfThemEndsIt();
    void whatAnotherCreationMadeIsNotTaken();
    void whatMayStillComeIsWaitedFor();
    void deletedAccountEndsTheWait();
    void severalAfterALostAnswer();
    void anotherSecretInTheKeychainStays();
    void theSameSecretIsNotStoredTwice();
    void aLaterSecretIsNotTheFirst();
    void anotherSecretIsNotTheLostOne_data();
    void anotherSecretIsNotTheLostOne();
    void lostSecretThatIsGoneIsNoMatterAnyMore();
    void severalFirstSecretsAreLeftToAPerson();
    void accountInUseIsNotDeleted();
    void unusedAccountIsStillDeleted();

private:
    QList<ReconciledCreation> reconciled(std::chrono::milliseconds later = 1h) const
    {
        return await(reconcileCreations(nextStart(later), CancelToken())).value();
    }
    std::shared_ptr<Session> nextStart(std::chrono::milliseconds later = 1h) const
    {
        return std::make_shared<Session>(
            m_fixture->session->connection(), m_fixture->provider, nullptr, m_fixture->credentials,
            m_fixture->journal.seenFromAnotherProcess(later));
    }
    void intendAccount() const
    {
        CreationIntent intent;
        intent.connectionId = QStringLiteral("c1");
        intent.type = AccountType::ApiKey;
        intent.accountName = QStringLiteral("build-bot");
        intent.serverAhead = m_fixture->provider->clockAhead;
        QVERIFY(m_fixture->journal.creations->begin(intent));
    }
    void intendSecret() const
    {
        CreationIntent intent;
        intent.connectionId = QStringLiteral("c1");
        intent.kind = CreationKind::Secret;
        intent.accountId = m_fixture->accountId;
        intent.accountName = QStringLiteral("build-bot");
        intent.knownBefore = {QStringLiteral("secret-1")};
        QVERIFY(m_fixture->journal.creations->begin(intent));
    }
    /// On the server, without this program.
    void addAccount(const QString &id, const QDateTime &createdAt = {}) const
    {
        ServiceAccount account;
        account.id = id;
        account.name = QStringLiteral("build-bot");
        account.type = AccountType::ApiKey;
        account.createdAt = createdAt;
        m_fixture->provider->accounts.append(account);
    }
    void addSecret(const QString &id) const
    {
        ClientSecret secret;
        secret.id = id;
        m_fixture->provider->secrets[m_fixture->accountId].append(secret);
    }
    void keep(const QString &item, const char *value) const
    {
        StoredCredential stored;
        stored.key = {QStringLiteral("c1"), m_fixture->accountId, item};
        auto secret = std::make_shared<const Secret>(QByteArray(value));
        QVERIFY(await(m_fixture->credentials->write(stored, secret)));
    }
    /// An account with a secret, handed over.
    void makeAccount() const
    {
        const auto made = m_fixture->create(newAccount(AccountType::OAuth));
        QVERIFY(made);
        JournalledCreation(*m_fixture->session, made->journalEntry).end();
        m_fixture->log->clear();
    }
    /// The account was made, and its answer did not arrive.
    void loseAccount(AccountType type = AccountType::OAuth) const
    {
        m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
        QVERIFY(!m_fixture->create(newAccount(type)));
    }
    /// A further secret, stored and handed over.
    void addByHand() const
    {
        const auto made = m_fixture->createSecret();
        QVERIFY(made && made->stored);
        JournalledCreation(*m_fixture->session, made->journalEntry).end();
    }
    QStringList secretIds() const
    {
        QStringList ids;
        for (const ClientSecret &secret : m_fixture->provider->secrets.value(m_fixture->accountId))
            ids.append(secret.id);
        return ids;
    }
    /// A new account whose secret rests in the keychain without its id, as after a crash.
    void makeUnnamed() const
    {
        m_fixture->journal.database->writesLeft = 3; // the intent, the answer, the keychain
        QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
        QVERIFY(m_fixture->create(newAccount(AccountType::OAuth)));
        m_fixture->journal.database->refuses = false;
        keep(unnamedSecretItem(), "not-a-real-secret-of-build-bot");
        QVERIFY(await(m_fixture->credentials->remove(
            {QStringLiteral("c1"), m_fixture->accountId, QStringLiteral("secret-1")})));
    }

    std::unique_ptr<ActionsFixture> m_fixture;
};

void CreationCandidatesTest::onlyWhatAppearedThenIsTaken_data()
{
    using Ahead = std::optional<std::chrono::milliseconds>;
    QTest::addColumn<std::optional<std::chrono::milliseconds>>("ahead");
    QTest::addColumn<qint64>("seconds"); // after the intent, by the server's clock
    QTest::addColumn<bool>("taken");
    for (const auto &[name, ahead] :
         {std::pair("unknown clock", Ahead()), std::pair("right clock", Ahead(0ms)),
          std::pair("clock ahead", Ahead(3h)), std::pair("clock behind", Ahead(-3h))}) {
        QTest::addRow("%s, at once", name) << ahead << qint64(1) << true;
        QTest::addRow("%s, while it was waited for", name) << ahead << qint64(60) << true;
        QTest::addRow("%s, an hour later", name) << ahead << qint64(3600) << false;
        QTest::addRow("%s, an hour before", name) << ahead << qint64(-3600) << false;
    }
}

void CreationCandidatesTest::onlyWhatAppearedThenIsTaken()
{
    QFETCH(std::optional<std::chrono::milliseconds>, ahead);
    QFETCH(qint64, seconds);
    QFETCH(bool, taken);
    m_fixture->provider->clockAhead = ahead;
    intendAccount();
    const QDateTime serverNow =
        QDateTime::currentDateTimeUtc().addMSecs(ahead.value_or(0ms).count());
    addAccount(QStringLiteral("a1"), serverNow.addSecs(seconds));
    const auto creation = reconciled(2h).value(0);
    QCOMPARE(creation.fate, taken ? CreationFate::Lost : CreationFate::Nothing);
    QCOMPARE(creation.entry.accountId, taken ? QStringLiteral("a1") : QString());
    // Our clock was set right in the meantime: it is the server's that counts.
    QCOMPARE(reconciled(2h).isEmpty(), !taken);
}

void CreationCandidatesTest::theOnlyOneIsSaidToBeProbable()
{
    intendAccount();
    addAccount(QStringLiteral("a1"));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QVERIFY(creation.isGuess);
    QVERIFY(fateText(creation).contains(u"probably"));
    QVERIFY(fateHint(creation).contains(u"somebody else"));
    QVERIFY(await(deleteOrphan(nextStart(), creation, CancelToken())));
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

void CreationCandidatesTest::severalAccountsAreLeftToAPerson()
{
    intendAccount();
    addAccount(QStringLiteral("a1"));
    addAccount(QStringLiteral("a2"));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Several);
    QCOMPARE(creation.candidates.size(), 2);
    QCOMPARE(creation.entry.accountId, QString());
    const auto refused = await(deleteOrphan(nextStart(), creation, CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(m_fixture->provider->accounts.size(), 2);

    QVERIFY(chooseCandidate(*nextStart(), creation, creation.candidates.last()));
    const auto chosen = reconciled().value(0);
    QCOMPARE(chosen.fate, CreationFate::Lost);
    QVERIFY(!chosen.isGuess);
    QCOMPARE(chosen.entry.accountId, QStringLiteral("a2"));
    QVERIFY(await(deleteOrphan(nextStart(), chosen, CancelToken())));
    QCOMPARE(m_fixture->provider->accounts.size(), 1);
    QCOMPARE(m_fixture->provider->accounts.first().id, QStringLiteral("a1"));
    QVERIFY(reconciled().isEmpty());
}

void CreationCandidatesTest::severalSecretsAreLeftToAPerson()
{
    makeAccount();
    intendSecret();
    addSecret(QStringLiteral("s1"));
    addSecret(QStringLiteral("s2"));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Several);
    QVERIFY(fateText(creation).contains(u"2 secrets"));
    QVERIFY(chooseCandidate(*nextStart(), creation, creation.candidates.first()));
    const auto chosen = reconciled().value(0);
    QCOMPARE(chosen.entry.secretId, QStringLiteral("s1"));
    QCOMPARE(m_fixture->provider->secrets.value(m_fixture->accountId).size(), 3);
}

void CreationCandidatesTest::noneOfThemEndsIt()
{
    intendAccount();
    addAccount(QStringLiteral("a1"));
    addAccount(QStringLiteral("a2"));
    QVERIFY(endCreation(*nextStart(), reconciled().value(0)));
    QVERIFY(reconciled().isEmpty());
    QCOMPARE(m_fixture->provider->accounts.size(), 2);
}

/// Lost once, tried again at once, and the second one is in somebody's hands.
void CreationCandidatesTest::whatAnotherCreationMadeIsNotTaken()
{
    m_fixture->provider->supported.secrets.maxSecrets = 3;
    makeAccount();
    intendSecret();
    addSecret(QStringLiteral("lost"));
    const auto made = m_fixture->createSecret();
    QVERIFY(made);
    JournalledCreation(*m_fixture->session, made->journalEntry).end();
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QCOMPARE(creation.entry.secretId, QStringLiteral("lost"));
}

void CreationCandidatesTest::whatMayStillComeIsWaitedFor()
{
    intendAccount();
    auto creation = reconciled(30s).value(0);
    QCOMPARE(creation.fate, CreationFate::Open);
    // It has not been forgotten.
    creation = reconciled(60s).value(0);
    QCOMPARE(creation.fate, CreationFate::Open);
    addAccount(QStringLiteral("a1"));
    creation = reconciled(90s).value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    m_fixture->provider->accounts.clear();
    QCOMPARE(reconciled(90s).value(0).fate, CreationFate::Open);
    QCOMPARE(reconciled(1h).value(0).fate, CreationFate::Nothing);
    QVERIFY(reconciled(1h).isEmpty());
}

void CreationCandidatesTest::deletedAccountEndsTheWait()
{
    makeAccount();
    intendSecret();
    m_fixture->provider->failNext(
        QStringLiteral("listSecrets"), makeError(ErrorKind::NotFound, {}));
    QCOMPARE(reconciled(30s).value(0).fate, CreationFate::Nothing);
}

/// Somebody else creates one at the very moment.
void CreationCandidatesTest::severalAfterALostAnswer()
{
    makeAccount();
    m_fixture->provider->hold(QStringLiteral("createSecret"));
    m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    Awaited<SecretCreation> creating(AccountActions::createSecret(
        m_fixture->session, m_fixture->accountId, QStringLiteral("build-bot"), 0, true,
        CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createSecret id-build-bot")));
    addSecret(QStringLiteral("of somebody else"));
    m_fixture->provider->release(QStringLiteral("createSecret"));
    QTRY_VERIFY(creating.isReady());
    QVERIFY(!creating.get());
    QVERIFY(creating.get().error().outcomeUnknown);
    QVERIFY(creating.get().error().message.startsWith(u"It is not known"));
    QCOMPARE(reconciled().value(0).fate, CreationFate::Several);
    QCOMPARE(m_fixture->provider->secrets.value(m_fixture->accountId).size(), 3);
}

void CreationCandidatesTest::anotherSecretInTheKeychainStays()
{
    makeUnnamed();
    QCOMPARE(m_fixture->storedItems(), QStringList(unnamedSecretItem()));
    keep(QStringLiteral("secret-1"), "not-a-real-secret-of-somebody-else");
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(
        m_fixture->storedText(m_fixture->accountId, QStringLiteral("secret-1")),
        QStringLiteral("not-a-real-secret-of-somebody-else"));
    QCOMPARE(
        m_fixture->storedText(m_fixture->accountId, unnamedSecretItem()),
        QStringLiteral("not-a-real-secret-of-build-bot"));
}

void CreationCandidatesTest::theSameSecretIsNotStoredTwice()
{
    makeUnnamed();
    keep(QStringLiteral("secret-1"), "not-a-real-secret-of-build-bot");
    m_fixture->log->clear();
    QCOMPARE(reconciled().value(0).fate, CreationFate::Kept);
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-1")));
    QVERIFY(m_fixture->log->filter(QStringLiteral("write")).isEmpty());
}

/// The first one was replaced by hand: what the keychain holds does not belong to the new one's id.
void CreationCandidatesTest::aLaterSecretIsNotTheFirst()
{
    makeUnnamed();
    auto &secrets = m_fixture->provider->secrets[m_fixture->accountId];
    secrets.first().id = QStringLiteral("by hand");
    secrets.first().createdAt = QDateTime::currentDateTimeUtc().addDays(1);
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Kept);
    QCOMPARE(creation.key.item, unnamedSecretItem());
    QCOMPARE(m_fixture->storedItems(), QStringList(unnamedSecretItem()));
}

void CreationCandidatesTest::anotherSecretIsNotTheLostOne_data()
{
    QTest::addColumn<bool>("isTold");
    QTest::newRow("answer lost") << false;
    QTest::newRow("told, and not stored") << true;
}

/// The account was lost, somebody gave it another secret, and that one alone is in the keychain.
void CreationCandidatesTest::anotherSecretIsNotTheLostOne()
{
    QFETCH(bool, isTold);
    if (isTold)
        QVERIFY(m_fixture->create(newAccount(AccountType::OAuth), false));
    else
        loseAccount();
    addByHand();
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QCOMPARE(creation.entry.kind, CreationKind::Secret);
    QCOMPARE(creation.entry.secretId, QStringLiteral("secret-1"));
    QVERIFY(fateText(creation).contains(u"secret-1"));
    QVERIFY(await(deleteOrphan(nextStart(), creation, CancelToken())));
    QCOMPARE(secretIds(), QStringList(QStringLiteral("secret-2")));
    QCOMPARE(m_fixture->provider->accounts.size(), 1);
    QCOMPARE(m_fixture->storedItems(), QStringList(QStringLiteral("secret-2")));
    QVERIFY(reconciled().isEmpty());
}

void CreationCandidatesTest::lostSecretThatIsGoneIsNoMatterAnyMore()
{
    loseAccount();
    addByHand();
    m_fixture->provider->secrets[m_fixture->accountId].removeFirst();
    QCOMPARE(reconciled(30s).value(0).fate, CreationFate::Open);
    QCOMPARE(reconciled().value(0).fate, CreationFate::Nothing);
    QVERIFY(reconciled().isEmpty());
    QCOMPARE(m_fixture->provider->accounts.size(), 1);
}

/// One of them came from elsewhere, and may be in use.
void CreationCandidatesTest::severalFirstSecretsAreLeftToAPerson()
{
    loseAccount();
    addSecret(QStringLiteral("elsewhere"));
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Several);
    QCOMPARE(creation.entry.kind, CreationKind::Secret);
    QCOMPARE(creation.candidates.size(), 2);
    QVERIFY(chooseCandidate(*nextStart(), creation, creation.candidates.first()));
    const auto chosen = reconciled().value(0);
    QCOMPARE(chosen.fate, CreationFate::Lost);
    QVERIFY(await(deleteOrphan(nextStart(), chosen, CancelToken())));
    QCOMPARE(secretIds(), QStringList(QStringLiteral("elsewhere")));
}

/// It came into use after the question was asked.
void CreationCandidatesTest::accountInUseIsNotDeleted()
{
    loseAccount();
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.entry.kind, CreationKind::Account);
    addByHand();
    const auto refused = await(deleteOrphan(nextStart(), creation, CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(refused.error().message.contains(u"in use"));
    QCOMPARE(m_fixture->provider->accounts.size(), 1);
    QCOMPARE(reconciled().value(0).entry.kind, CreationKind::Secret);
}

/// A further secret that does not work any more is no reason to keep it.
void CreationCandidatesTest::unusedAccountIsStillDeleted()
{
    loseAccount();
    addByHand();
    m_fixture->provider->secrets[m_fixture->accountId].last().status = SecretStatus::Deactivated;
    const auto creation = reconciled().value(0);
    QCOMPARE(creation.fate, CreationFate::Lost);
    QCOMPARE(creation.entry.kind, CreationKind::Account);
    QVERIFY(await(deleteOrphan(nextStart(), creation, CancelToken())));
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

QTEST_GUILESS_MAIN(CreationCandidatesTest)
#include "tst_creation_candidates.moc"
