// What the journal knows of secrets on their way, and that nothing is created without it.

#include "core/accounts/journalled_creation.h"
#include "tests/support/actions_fixture.h"

#include <QDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class CreationJournalTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<ActionsFixture>(); }

    void entryTakesItsSteps();
    void ownEntriesAreNotLeftBehind();
    void entriesOfOtherConnectionsAreNotTold();
    void lifeSignEndsWithItsHolder();
    void creationOfAnAccountIsWrittenDown();
    void creationOfAKeyIsWrittenDown();
    void creationOfASecretIsWrittenDown();
    void creationWithoutStoringIsAnswered();
    void refusedCreationEnds();
    void noJournalNoAccount_data();
    void noJournalNoAccount();
    void noJournalNoSecret();
    void lostAnswerLeavesAnEntry_data();
    void lostAnswerLeavesAnEntry();
    void journalThatFailsLaterStopsNothing();
    void holdsNoValue();

private:
    QList<CreationEntry> afterACrash() const
    {
        return m_fixture->journal.seenFromAnotherProcess()
            ->unfinished(QStringLiteral("c1"))
            .value();
    }
    static CreationIntent intent()
    {
        CreationIntent intent;
        intent.connectionId = QStringLiteral("c1");
        intent.accountName = QStringLiteral("build-bot");
        intent.knownBefore = {QStringLiteral("s1"), QStringLiteral("s\"2")};
        return intent;
    }

    std::unique_ptr<ActionsFixture> m_fixture;
};

/// Loses the process between the intent and everything else: nothing of the session is left.
void CreationJournalTest::entryTakesItsSteps()
{
    const auto &journal = m_fixture->journal.creations;
    const qint64 id = journal->begin(intent()).value();
    CreationEntry entry = afterACrash().value(0);
    QCOMPARE(entry.id, id);
    QCOMPARE(entry.step, CreationStep::Intent);
    QCOMPARE(entry.kind, CreationKind::Account);
    QCOMPARE(entry.accountName, QStringLiteral("build-bot"));
    QCOMPARE(entry.accountId, QString());
    QCOMPARE(entry.knownBefore, intent().knownBefore);
    QVERIFY(entry.begunAt.isValid());
    QCOMPARE(entry.begunAt.timeSpec(), Qt::UTC);

    QVERIFY(journal->answered(id, QStringLiteral("a1"), QString()));
    entry = afterACrash().value(0);
    QCOMPARE(entry.step, CreationStep::Answered);
    QCOMPARE(entry.accountId, QStringLiteral("a1"));
    QCOMPARE(entry.secretId, QString());

    QVERIFY(journal->kept(id, QStringLiteral("s3"), QStringLiteral("item")));
    entry = afterACrash().value(0);
    QCOMPARE(entry.step, CreationStep::Kept);
    QCOMPARE(entry.secretId, QStringLiteral("s3"));
    QCOMPARE(entry.keychainItem, QStringLiteral("item"));

    QVERIFY(journal->shown(id));
    entry = afterACrash().value(0);
    QCOMPARE(entry.step, CreationStep::Shown);
    QCOMPARE(entry.keychainItem, QStringLiteral("item"));

    QVERIFY(journal->end(id));
    QVERIFY(afterACrash().isEmpty());
}

void CreationJournalTest::ownEntriesAreNotLeftBehind()
{
    const auto &journal = m_fixture->journal.creations;
    const qint64 id = journal->begin(intent()).value();
    QVERIFY(journal->unfinished(QStringLiteral("c1"))->isEmpty());
    QCOMPARE(journal->underWay(QStringLiteral("c1"))->size(), 1);
    // Another process that shares the locks sees that this one lives.
    CreationJournal other(
        m_fixture->journal.database, std::make_shared<LifeSign>(m_fixture->journal.locks()),
        std::make_shared<SystemClock>());
    QVERIFY(other.unfinished(QStringLiteral("c1"))->isEmpty());
    QVERIFY(journal->leave(id));
    QCOMPARE(journal->unfinished(QStringLiteral("c1"))->size(), 1);
    QCOMPARE(other.unfinished(QStringLiteral("c1"))->size(), 1);
}

void CreationJournalTest::entriesOfOtherConnectionsAreNotTold()
{
    QVERIFY(m_fixture->journal.creations->begin(intent()));
    const auto others =
        m_fixture->journal.seenFromAnotherProcess()->unfinished(QStringLiteral("c2"));
    QVERIFY(others->isEmpty());
}

void CreationJournalTest::lifeSignEndsWithItsHolder()
{
    const QString &locks = m_fixture->journal.locks();
    const LifeSign watcher(locks);
    auto holder = std::make_unique<LifeSign>(locks);
    const QString name = holder->name().value();
    QCOMPARE(holder->name().value(), name);
    QVERIFY(watcher.isAlive(name));
    QVERIFY(holder->isAlive(name));
    holder.reset();
    QVERIFY(!watcher.isAlive(name));
    QVERIFY(!watcher.isAlive(QString()));
    QVERIFY(QDir(locks).entryList(QDir::Files).isEmpty());
}

void CreationJournalTest::creationOfAnAccountIsWrittenDown()
{
    const auto created = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(created);
    const CreationEntry entry = afterACrash().value(0);
    QCOMPARE(entry.id, created->journalEntry);
    QCOMPARE(entry.step, CreationStep::Kept);
    QCOMPARE(entry.accountId, m_fixture->accountId);
    QCOMPARE(entry.secretId, QStringLiteral("secret-1"));
    QCOMPARE(entry.keychainItem, QStringLiteral("secret-1"));
    JournalledCreation(*m_fixture->session, created->journalEntry).end();
    QVERIFY(afterACrash().isEmpty());
}

void CreationJournalTest::creationOfAKeyIsWrittenDown()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::ApiKey)));
    const CreationEntry entry = afterACrash().value(0);
    QCOMPARE(entry.type, AccountType::ApiKey);
    QCOMPARE(entry.step, CreationStep::Kept);
    QCOMPARE(entry.keychainItem, QStringLiteral("api-key"));
    QCOMPARE(entry.secretId, QString());
}

void CreationJournalTest::creationOfASecretIsWrittenDown()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    const auto created = m_fixture->createSecret();
    QVERIFY(created);
    const CreationEntry entry = afterACrash().value(1);
    QCOMPARE(entry.id, created->journalEntry);
    QCOMPARE(entry.kind, CreationKind::Secret);
    QCOMPARE(entry.accountId, m_fixture->accountId);
    QCOMPARE(entry.knownBefore, QStringList(QStringLiteral("secret-1")));
    QCOMPARE(entry.secretId, QStringLiteral("secret-2"));
    QCOMPARE(entry.step, CreationStep::Kept);
}

void CreationJournalTest::creationWithoutStoringIsAnswered()
{
    QVERIFY(m_fixture->create(newAccount(AccountType::OAuth), false));
    const CreationEntry entry = afterACrash().value(0);
    QCOMPARE(entry.step, CreationStep::Answered);
    QCOMPARE(entry.keychainItem, QString());
}

void CreationJournalTest::refusedCreationEnds()
{
    m_fixture->provider->failNext(
        QStringLiteral("createAccount"), makeError(ErrorKind::NotPermitted, {}));
    QVERIFY(!m_fixture->create(newAccount(AccountType::OAuth)));
    QVERIFY(afterACrash().isEmpty());
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->provider->failNext(
        QStringLiteral("createSecret"), makeError(ErrorKind::NotPermitted, {}));
    QVERIFY(!m_fixture->createSecret());
    QCOMPARE(afterACrash().size(), 1);
}

void CreationJournalTest::noJournalNoAccount_data()
{
    QTest::addColumn<bool>("absent");
    QTest::newRow("none") << true;
    QTest::newRow("cannot be written") << false;
}

void CreationJournalTest::noJournalNoAccount()
{
    QFETCH(bool, absent);
    if (absent)
        m_fixture->session = std::make_shared<Session>(
            m_fixture->session->connection(), m_fixture->provider, nullptr, m_fixture->credentials);
    else
        m_fixture->journal.database->refuses = true;
    const auto refused = m_fixture->create(newAccount(AccountType::OAuth));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QVERIFY(refused.error().message.contains(u"Nothing was sent"));
    QVERIFY(!m_fixture->log->contains(QStringLiteral("createAccount build-bot")));
    QVERIFY(m_fixture->provider->accounts.isEmpty());
}

void CreationJournalTest::noJournalNoSecret()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    m_fixture->journal.database->refuses = true;
    const auto refused = m_fixture->createSecret();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QCOMPARE(*m_fixture->log, QStringList(QStringLiteral("listSecrets id-build-bot")));
}

void CreationJournalTest::lostAnswerLeavesAnEntry_data()
{
    QTest::addColumn<bool>("arrived");
    QTest::newRow("took effect") << true;
    QTest::newRow("never arrived") << false;
}

void CreationJournalTest::lostAnswerLeavesAnEntry()
{
    QFETCH(bool, arrived);
    if (arrived)
        m_fixture->provider->loseAnswer(QStringLiteral("createAccount"));
    else
        m_fixture->provider->loseRequest(QStringLiteral("createAccount"));
    QVERIFY(!m_fixture->create(newAccount(AccountType::OAuth)));
    // Also this process can take it up, as the action is over.
    const auto left = m_fixture->journal.creations->unfinished(QStringLiteral("c1"));
    QCOMPARE(left->size(), arrived ? 1 : 0);
    // Nobody told its id, so a later look has to find it.
    if (arrived)
        QCOMPARE(left->first().step, CreationStep::Intent);
}

void CreationJournalTest::journalThatFailsLaterStopsNothing()
{
    m_fixture->provider->hold(QStringLiteral("createAccount"));
    Awaited<AccountCreation> created(AccountActions::create(
        m_fixture->session, newAccount(AccountType::OAuth), true, CancelToken()));
    QTRY_VERIFY(m_fixture->log->contains(QStringLiteral("createAccount build-bot")));
    m_fixture->journal.database->refuses = true;
    QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
    QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
    QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
    m_fixture->provider->release(QStringLiteral("createAccount"));
    QTRY_VERIFY(created.isReady());
    QVERIFY(created.get());
    QVERIFY(created.get()->stored);
    QCOMPARE(afterACrash().value(0).step, CreationStep::Intent);
}

void CreationJournalTest::holdsNoValue()
{
    QVERIFY(m_fixture->makeOAuthAccount());
    QVERIFY(m_fixture->createSecret());
    const QDir directory(m_fixture->journal.directory.path());
    const QStringList files = directory.entryList(QDir::Files);
    QVERIFY(!files.isEmpty());
    for (const QString &name : files) {
        QFile file(directory.filePath(name));
        QVERIFY(file.open(QIODevice::ReadOnly));
        QVERIFY(!file.readAll().contains("not-a-real-secret"));
    }
}

QTEST_GUILESS_MAIN(CreationJournalTest)
#include "tst_creation_journal.moc"
