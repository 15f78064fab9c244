// A rotation that is abandoned, or goes on, while it is not known what its creation made: what may
// be on the server stays known until it is reconciled.

#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;
using namespace std::chrono_literals;

class RotationOrphanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_fixture = std::make_unique<RotationFixture>();
        m_fixture->makeOAuthAccount();
    }

    void abandonedWhileItMayStillCome();
    void abandonedAndNothingCame();
    void abandonedWithItsOrphan();
    void abandonedWithConsentIsOver();
    void abandonedKeyAccount();
    void goingOnDoesNotForgetTheFirst();
    void severalAreNotTouched();
    void severalMayBeAbandoned();
    void whoNamesOneSparesTheOthers();
    void refusedSecretTakesNoOther_data() { refusals(); }
    void refusedSecretTakesNoOther();
    void refusedAccountTakesNoOther_data() { refusals(); }
    void refusedAccountTakesNoOther();
    void lostSecretIsNotTheOneMadeByHand();
    void abandoningDeletesNothingThatIsOnlyLikely();
    void goingOnTakesTheOnlyOneThatIsKept();

private:
    void timeOut(const char *call) const
    {
        Error error = makeError(ErrorKind::Timeout, QStringLiteral("No answer."));
        error.outcomeUnknown = true;
        m_fixture->provider->failNext(QString::fromLatin1(call), error);
    }
    Result<Rotation> abandon(qint64 id, const QString &mayDiscard = {}) const
    {
        auto controls = m_fixture->controls();
        controls.mayDiscard = mayDiscard;
        return await(
            m_fixture->rotations->abandon(m_fixture->session, id, controls, CancelToken()));
    }
    /// The server comes to it at last.
    QString arrive() const
    {
        return await(m_fixture->provider->createSecret(m_fixture->accountId, 0, CancelToken()))
            ->info.id;
    }
    /// Answers after which it is certain that nothing was created.
    static void refusals()
    {
        QTest::addColumn<Error>("answer");
        QTest::newRow("refused") << makeError(ErrorKind::NotPermitted, QStringLiteral("Not you."));
        QTest::newRow("out of order")
            << makeError(ErrorKind::Provider, QStringLiteral("Out of order."));
        QTest::newRow("never arrived") << lostAnswerError();
    }
    /// What a person creates instead, stores and acknowledges; its id.
    QString createByHand() const
    {
        const auto made = await(AccountActions::createSecret(
            m_fixture->session, m_fixture->accountId, QStringLiteral("build-bot"), 0, true,
            CancelToken()));
        if (!made || !made->stored || !m_fixture->journal.creations->end(made->journalEntry))
            return {};
        return made->info.id;
    }
    /// The program stored the late one, and its journal could not be written.
    void keep(const QString &item) const
    {
        StoredCredential stored;
        stored.key = {QStringLiteral("c1"), m_fixture->accountId, item};
        auto value = std::make_shared<const Secret>(fakeSecret(item));
        QVERIFY(await(m_fixture->credentials->write(stored, value)));
    }
    void addSecrets(const QStringList &ids) const
    {
        for (const QString &id : ids) {
            ClientSecret secret;
            secret.id = id;
            m_fixture->secrets().append(secret);
        }
    }

    std::unique_ptr<RotationFixture> m_fixture;
};

void RotationOrphanTest::abandonedWhileItMayStillCome()
{
    timeOut("createSecret");
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned);
    QCOMPARE(abandoned->step, RotationStep::Abandoned);
    QVERIFY(abandoned->mayAppear);
    QVERIFY(m_fixture->rotations->rotation(outcome->rotation.id)->mayAppear);
    QCOMPARE(m_fixture->leftBehind(30s).value(0).fate, CreationFate::Open);
    const QString late = arrive();
    const auto left = m_fixture->leftBehind(60s).value(0);
    QCOMPARE(left.fate, CreationFate::Lost);
    QCOMPARE(left.entry.secretId, late);
    QVERIFY(await(deleteOrphan(m_fixture->session, left, CancelToken())));
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-1")));
    QVERIFY(m_fixture->isNothingLeftLater());
}

void RotationOrphanTest::abandonedAndNothingCame()
{
    timeOut("createSecret");
    const auto outcome = m_fixture->start();
    QVERIFY(abandon(outcome->rotation.id));
    QVERIFY(m_fixture->hasUnfinishedCreations());
    QVERIFY(m_fixture->isNothingLeftLater());
}

void RotationOrphanTest::abandonedWithItsOrphan()
{
    m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    const auto outcome = m_fixture->start();
    const QString orphan = outcome->rotation.orphanId;
    QCOMPARE(orphan, QStringLiteral("secret-2"));
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned);
    QCOMPARE(abandoned->orphanId, orphan);
    const auto left = m_fixture->leftBehind().value(0);
    QCOMPARE(left.fate, CreationFate::Lost);
    QCOMPARE(left.entry.secretId, orphan);
}

void RotationOrphanTest::abandonedWithConsentIsOver()
{
    m_fixture->provider->loseAnswer(QStringLiteral("createSecret"));
    const auto outcome = m_fixture->start();
    const auto abandoned = abandon(outcome->rotation.id, outcome->rotation.orphanId);
    QVERIFY(abandoned);
    QVERIFY(!abandoned->mayAppear);
    QCOMPARE(m_fixture->secretIds(), QStringList(QStringLiteral("secret-1")));
    QVERIFY(!m_fixture->hasUnfinishedCreations());
}

void RotationOrphanTest::abandonedKeyAccount()
{
    m_fixture = std::make_unique<RotationFixture>();
    m_fixture->makeKeyAccount({});
    timeOut("createAccount");
    const auto outcome = m_fixture->start();
    QVERIFY(abandon(outcome->rotation.id)->mayAppear);
    NewAccount late;
    late.name = QStringLiteral("build-bot-2");
    late.type = AccountType::ApiKey;
    QVERIFY(await(m_fixture->provider->createAccount(late, CancelToken())));
    const auto left = m_fixture->leftBehind().value(0);
    QCOMPARE(left.fate, CreationFate::Lost);
    QCOMPARE(left.entry.accountId, QStringLiteral("id-build-bot-2"));
}

/// Asked for once more, and then the first one comes as well.
void RotationOrphanTest::goingOnDoesNotForgetTheFirst()
{
    timeOut("createSecret");
    auto outcome = m_fixture->start();
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.newSecretId, QStringLiteral("secret-2"));
    const QString late = arrive();
    const auto left = m_fixture->leftBehind(60s);
    QCOMPARE(left.size(), 1);
    QCOMPARE(left.first().fate, CreationFate::Lost);
    QCOMPARE(left.first().entry.secretId, late);
}

void RotationOrphanTest::severalAreNotTouched()
{
    timeOut("createSecret");
    auto outcome = m_fixture->start();
    const QStringList appeared{QStringLiteral("s1"), QStringLiteral("s2")};
    addSecrets(appeared);
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Conflict);
    for (const QString &id : appeared)
        QVERIFY(outcome->problem->message.contains(id));
    QVERIFY(outcome->rotation.orphanId.isEmpty());
    QCOMPARE(m_fixture->secrets().size(), 3);
}

void RotationOrphanTest::severalMayBeAbandoned()
{
    timeOut("createSecret");
    const auto outcome = m_fixture->start();
    addSecrets({QStringLiteral("s1"), QStringLiteral("s2")});
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned);
    QVERIFY(abandoned->mayAppear);
    QCOMPARE(m_fixture->secrets().size(), 3);
    const auto left = m_fixture->leftBehind().value(0);
    QCOMPARE(left.fate, CreationFate::Several);
    QCOMPARE(left.candidates.size(), 2);
}

void RotationOrphanTest::whoNamesOneSparesTheOthers()
{
    m_fixture->provider->supported.secrets.maxSecrets = 3;
    timeOut("createSecret");
    auto outcome = m_fixture->start();
    addSecrets({QStringLiteral("s1"), QStringLiteral("s2")});
    auto controls = m_fixture->controls();
    controls.mayDiscard = QStringLiteral("s2");
    outcome = m_fixture->resumeWith(outcome->rotation.id, controls);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Proved);
    QVERIFY(m_fixture->secretIds().contains(QStringLiteral("s1")));
    QVERIFY(!m_fixture->secretIds().contains(QStringLiteral("s2")));
    QVERIFY(!m_fixture->hasUnfinishedCreations());
}

/// Nothing was created, and so nothing that appears later is the rotation's.
void RotationOrphanTest::refusedSecretTakesNoOther()
{
    QFETCH(Error, answer);
    m_fixture->provider->failNext(QStringLiteral("createSecret"), answer);
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->rotation.step, RotationStep::Creating);
    const QString byHand = createByHand();
    QVERIFY(!byHand.isEmpty());
    const auto resumed = m_fixture->resume(outcome->rotation.id);
    QVERIFY(resumed && resumed->problem);
    QCOMPARE(resumed->problem->kind, ErrorKind::Conflict);
    QVERIFY(resumed->problem->message.contains(u"have changed"));
    QVERIFY(resumed->problem->hint.contains(u"abandon"));
    QVERIFY(resumed->rotation.newSecretId.isEmpty());
    QVERIFY(resumed->rotation.orphanId.isEmpty());
    const auto abandoned = abandon(outcome->rotation.id, byHand);
    QVERIFY(abandoned);
    QVERIFY(!abandoned->mayAppear);
    QVERIFY(abandoned->orphanId.isEmpty());
    QCOMPARE(m_fixture->secretIds(), QStringList({QStringLiteral("secret-1"), byHand}));
    QVERIFY(m_fixture->storedItems(m_fixture->accountId).contains(byHand));
}

void RotationOrphanTest::refusedAccountTakesNoOther()
{
    QFETCH(Error, answer);
    m_fixture = std::make_unique<RotationFixture>();
    m_fixture->makeKeyAccount({});
    m_fixture->provider->failNext(QStringLiteral("createAccount"), answer);
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && outcome->problem);
    NewAccount byHand;
    byHand.name = QStringLiteral("build-bot-2");
    byHand.type = AccountType::ApiKey;
    const auto made =
        await(AccountActions::create(m_fixture->session, byHand, true, CancelToken()));
    QVERIFY(made && m_fixture->journal.creations->end(made->journalEntry));
    const auto resumed = m_fixture->resume(outcome->rotation.id);
    QVERIFY(resumed && resumed->problem);
    QCOMPARE(resumed->problem->kind, ErrorKind::Conflict);
    QVERIFY(resumed->problem->message.contains(byHand.name));
    QVERIFY(resumed->rotation.newAccountId.isEmpty());
    const auto abandoned = abandon(outcome->rotation.id, made->account.id);
    QVERIFY(abandoned && abandoned->orphanId.isEmpty());
    QCOMPARE(m_fixture->provider->accounts.size(), 2);
    QCOMPARE(m_fixture->storedItems(made->account.id).size(), 1);
}

/// Although the rotation's own may still come.
void RotationOrphanTest::lostSecretIsNotTheOneMadeByHand()
{
    timeOut("createSecret");
    const auto outcome = m_fixture->start();
    const QString byHand = createByHand();
    const auto resumed = m_fixture->resume(outcome->rotation.id);
    QVERIFY(resumed && resumed->problem);
    QVERIFY(resumed->rotation.orphanId.isEmpty());
    const auto abandoned = abandon(outcome->rotation.id, byHand);
    QVERIFY(abandoned && abandoned->orphanId.isEmpty());
    QVERIFY(abandoned->mayAppear);
    QCOMPARE(m_fixture->secretIds(), QStringList({QStringLiteral("secret-1"), byHand}));
}

/// Nobody told that it is the rotation's: it is named, and left to a person.
void RotationOrphanTest::abandoningDeletesNothingThatIsOnlyLikely()
{
    timeOut("createSecret");
    const auto outcome = m_fixture->start();
    const QString late = arrive();
    keep(late);
    const auto abandoned = abandon(outcome->rotation.id);
    QVERIFY(abandoned);
    QCOMPARE(abandoned->orphanId, late);
    QVERIFY(m_fixture->secretIds().contains(late));
    QVERIFY(m_fixture->storedItems(m_fixture->accountId).contains(late));
}

void RotationOrphanTest::goingOnTakesTheOnlyOneThatIsKept()
{
    timeOut("createSecret");
    auto outcome = m_fixture->start();
    const QString late = arrive();
    keep(late);
    outcome = m_fixture->resume(outcome->rotation.id);
    QVERIFY(outcome && !outcome->problem);
    QCOMPARE(outcome->rotation.newSecretId, late);
    QVERIFY(!m_fixture->hasUnfinishedCreations());
}

QTEST_GUILESS_MAIN(RotationOrphanTest)
#include "tst_rotation_orphan.moc"
