// A rotation that ends after each of the journal's writes, or loses an answer, and is taken up
// again: at no time is there an account without a secret that works, or a secret that is lost
// unnoticed.

#include "core/accounts/creation_reconciliation.h"
#include "tests/support/rotation_fixture.h"

#include <QDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class RotationCrashTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void everyWrite_data();
    void everyWrite();
    void lostAnswers_data();
    void lostAnswers();
    void keptButNotWrittenDown();
    void somebodyElsesSecretIsNotDeleted();
    void lostBeforeTheKeychain();
    void missedAndFoundAgain();
    void abandoningKeepsTheLastSecret();
    void lockWithoutAName();

private:
    /// Starts, hands over and retires, as far as it goes. Whether it went to the end.
    static bool runThrough(RotationFixture &fixture);
    /// What a person does after a crash: resumes, agrees to clean up, hands over, retires.
    static bool finish(RotationFixture &fixture);
    static bool hasWorkingSecret(RotationFixture &fixture);
    static bool isTidy(RotationFixture &fixture);
};

bool RotationCrashTest::runThrough(RotationFixture &fixture)
{
    const auto started = fixture.start();
    if (!started || started->problem)
        return false;
    const qint64 id = started->rotation.id;
    if (!fixture.rotations->handedOver(id))
        return false;
    const auto retired = fixture.resume(id, Retirement::Delete);
    return retired && !retired->problem;
}

bool RotationCrashTest::finish(RotationFixture &fixture)
{
    const auto underWay = fixture.rotations->underWay();
    if (underWay->isEmpty())
        return fixture.rotations->all()->isEmpty() ? runThrough(fixture) : true;
    const qint64 id = underWay->first().id;
    auto outcome = fixture.resume(id);
    if (outcome && !outcome->rotation.orphanId.isEmpty()) {
        auto controls = fixture.controls();
        controls.mayDiscard = outcome->rotation.orphanId;
        outcome = fixture.resumeWith(id, controls);
    }
    if (!outcome || outcome->problem || !fixture.rotations->handedOver(id))
        return false;
    outcome = fixture.resume(id, Retirement::Delete);
    return outcome && !outcome->problem;
}

/// One that the server accepts and the keychain holds.
bool RotationCrashTest::hasWorkingSecret(RotationFixture &fixture)
{
    for (const ServiceAccount &account : std::as_const(fixture.provider->accounts)) {
        if (account.status != AccountStatus::Active)
            continue;
        const QStringList stored = fixture.storedItems(account.id);
        if (account.type == AccountType::ApiKey && stored.contains(QStringLiteral("api-key")))
            return true;
        for (const ClientSecret &secret : fixture.provider->secrets.value(account.id)) {
            if (secret.status == SecretStatus::Active && stored.contains(secret.id))
                return true;
        }
    }
    return false;
}

/// One account with one secret, in the keychain, and nothing left to do.
bool RotationCrashTest::isTidy(RotationFixture &fixture)
{
    const auto &accounts = fixture.provider->accounts;
    if (accounts.size() != 1 || !hasWorkingSecret(fixture) || !fixture.isNothingLeftLater())
        return false;
    const ServiceAccount &account = accounts.first();
    const QStringList stored = fixture.storedItems(account.id);
    if (account.type == AccountType::ApiKey)
        return stored.size() == 1;
    const auto secrets = fixture.provider->secrets.value(account.id);
    return secrets.size() == 1 && stored == QStringList(secrets.first().id);
}

void RotationCrashTest::everyWrite_data()
{
    QTest::addColumn<AccountType>("type");
    QTest::addColumn<bool>("deactivates");
    QTest::newRow("client secret") << AccountType::OAuth << true;
    QTest::newRow("client secret that can only be deleted") << AccountType::OAuth << false;
    QTest::newRow("api key") << AccountType::ApiKey << true;
}

void RotationCrashTest::everyWrite()
{
    QFETCH(AccountType, type);
    QFETCH(bool, deactivates);
    bool wentThrough = false;
    int writes = 0;
    while (!wentThrough) {
        RotationFixture fixture;
        fixture.provider->supported.deactivateSecrets = deactivates;
        fixture.provider->supported.secrets.deleteOnlyDeactivated = deactivates;
        if (type == AccountType::OAuth)
            fixture.makeOAuthAccount();
        else
            fixture.makeKeyAccount({grantOf(QStringLiteral("read"))});
        const auto note = [&writes] {
            return qPrintable(QStringLiteral("after write %1").arg(writes));
        };
        fixture.journal.database->writesLeft = ++writes;
        wentThrough = runThrough(fixture);
        QVERIFY2(hasWorkingSecret(fixture), note());
        fixture.journal.database->writesLeft = 0;
        fixture.journal.database->refuses = false;
        fixture.startAnotherProcess();
        QVERIFY2(finish(fixture), note());
        QVERIFY2(isTidy(fixture), note());
        QVERIFY(writes < 50);
    }
    QVERIFY2(writes > 8, qPrintable(QString::number(writes)));
}

void RotationCrashTest::lostAnswers_data()
{
    QTest::addColumn<AccountType>("type");
    QTest::addColumn<QString>("call");
    QTest::addColumn<bool>("arrived");
    const QStringList ofSecret{
        QStringLiteral("createSecret"), QStringLiteral("setSecretActive"),
        QStringLiteral("deleteSecret")};
    const QStringList ofAccount{
        QStringLiteral("createAccount"), QStringLiteral("setAccountActive"),
        QStringLiteral("deleteAccount")};
    for (const bool arrived : {true, false}) {
        const QString how = arrived ? QStringLiteral("answer") : QStringLiteral("request");
        for (const QString &call : ofSecret)
            QTest::addRow("%s of %s", qPrintable(how), qPrintable(call))
                << AccountType::OAuth << call << arrived;
        for (const QString &call : ofAccount)
            QTest::addRow("%s of %s", qPrintable(how), qPrintable(call))
                << AccountType::ApiKey << call << arrived;
    }
}

void RotationCrashTest::lostAnswers()
{
    QFETCH(AccountType, type);
    QFETCH(QString, call);
    QFETCH(bool, arrived);
    RotationFixture fixture;
    if (type == AccountType::OAuth)
        fixture.makeOAuthAccount();
    else
        fixture.makeKeyAccount({});
    if (arrived)
        fixture.provider->loseAnswer(call);
    else
        fixture.provider->loseRequest(call);
    runThrough(fixture);
    QVERIFY(hasWorkingSecret(fixture));
    fixture.startAnotherProcess();
    QVERIFY(finish(fixture));
    QVERIFY(isTidy(fixture));
}

/// Killed between the keychain and the journal: taken over, not created once more.
void RotationCrashTest::keptButNotWrittenDown()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    // The plan, "creating", the intent, the answer; and then no more.
    fixture.journal.database->writesLeft = 4;
    QTest::ignoreMessage(QtWarningMsg, "The disk is full.");
    const auto outcome = fixture.start();
    QVERIFY(outcome && outcome->problem);
    QCOMPARE(outcome->problem->kind, ErrorKind::Storage);
    QCOMPARE(fixture.storedItems(fixture.accountId).size(), 2);
    fixture.journal.database->refuses = false;
    fixture.startAnotherProcess();
    const auto resumed = fixture.resume(outcome->rotation.id);
    QVERIFY(resumed && !resumed->problem);
    QCOMPARE(resumed->rotation.newSecretId, QStringLiteral("secret-2"));
    QVERIFY(!fixture.log->contains(QStringLiteral("createSecret id-build-bot")));
}

void RotationCrashTest::somebodyElsesSecretIsNotDeleted()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    Error timeout = makeError(ErrorKind::Timeout, QStringLiteral("No answer."));
    timeout.outcomeUnknown = true; // and the server may still be at it
    fixture.provider->failNext(QStringLiteral("createSecret"), timeout);
    const auto outcome = fixture.start();
    QVERIFY(outcome && outcome->problem);
    QVERIFY(outcome->rotation.orphanId.isEmpty());
    ClientSecret other;
    other.id = QStringLiteral("of somebody else");
    fixture.secrets().append(other);
    auto resumed = fixture.resume(outcome->rotation.id);
    QVERIFY(resumed && resumed->problem);
    QCOMPARE(resumed->problem->kind, ErrorKind::Conflict);
    QCOMPARE(resumed->rotation.orphanId, other.id);
    // Consent for something else is none.
    auto controls = fixture.controls();
    controls.mayDiscard = QStringLiteral("secret-1");
    resumed = fixture.resumeWith(outcome->rotation.id, controls);
    QVERIFY(resumed->problem);
    QCOMPARE(fixture.secretIds().size(), 2);
}

/// The keychain refused, and then the process was killed. Whether somebody has seen the value is
/// not known, so it is replaced with consent only.
void RotationCrashTest::lostBeforeTheKeychain()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    fixture.credentials->refuseWrites = true;
    const auto outcome = fixture.start();
    QCOMPARE(outcome->rotation.step, RotationStep::Created);
    fixture.credentials->refuseWrites = false;
    fixture.startAnotherProcess();
    const QString lost = QStringLiteral("secret-2");
    auto resumed = fixture.resume(outcome->rotation.id);
    QVERIFY(resumed && resumed->problem);
    QCOMPARE(resumed->problem->kind, ErrorKind::Conflict);
    QVERIFY(resumed->problem->hint.contains(lost));
    QCOMPARE(resumed->rotation.step, RotationStep::Created);
    QCOMPARE(fixture.rotations->rotation(outcome->rotation.id)->orphanId, lost);
    QCOMPARE(fixture.secretIds(), QStringList({QStringLiteral("secret-1"), lost}));
    auto controls = fixture.controls();
    controls.mayDiscard = lost;
    resumed = fixture.resumeWith(outcome->rotation.id, controls);
    QVERIFY(resumed && !resumed->problem);
    QVERIFY(resumed->rotation.orphanId.isEmpty());
    QCOMPARE(resumed->rotation.newSecretId, QStringLiteral("secret-3"));
    QCOMPARE(
        fixture.secretIds(), QStringList({QStringLiteral("secret-1"), QStringLiteral("secret-3")}));
}

/// A keychain that is in order again is no reason to replace anything.
void RotationCrashTest::missedAndFoundAgain()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    fixture.credentials->refuseWrites = true;
    const auto outcome = fixture.start();
    fixture.credentials->refuseWrites = false;
    fixture.startAnotherProcess();
    QVERIFY(fixture.resume(outcome->rotation.id)->problem);
    StoredCredential found;
    found.key = {QStringLiteral("c1"), fixture.accountId, QStringLiteral("secret-2")};
    auto value = std::make_shared<const Secret>(fakeSecret(QStringLiteral("secret-2")));
    QVERIFY(await(fixture.credentials->write(found, value)));
    const auto resumed = fixture.resume(outcome->rotation.id);
    QVERIFY(resumed && !resumed->problem);
    QCOMPARE(resumed->rotation.newSecretId, QStringLiteral("secret-2"));
    QVERIFY(resumed->rotation.orphanId.isEmpty());
}

void RotationCrashTest::abandoningKeepsTheLastSecret()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    fixture.secrets().first().status = SecretStatus::Expired;
    const auto outcome = fixture.start();
    QVERIFY(outcome && !outcome->problem);
    QVERIFY(outcome->rotation.oldSecretId.isEmpty());
    const auto refused = await(fixture.rotations->abandon(
        fixture.session, outcome->rotation.id, fixture.controls(), CancelToken()));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(refused.error().message.contains(u"secret-2"));
    QCOMPARE(fixture.secrets().last().status, SecretStatus::Active);
    QCOMPARE(fixture.rotations->rotation(outcome->rotation.id)->step, RotationStep::Proved);
    // As soon as another one works it can be abandoned.
    fixture.secrets().first().status = SecretStatus::Active;
    QVERIFY(await(fixture.rotations->abandon(
        fixture.session, outcome->rotation.id, fixture.controls(), CancelToken())));
}

/// Killed while it took the lock: the file is there, and says of nobody.
void RotationCrashTest::lockWithoutAName()
{
    RotationFixture fixture;
    fixture.makeOAuthAccount();
    const QString locks = fixture.journal.locks();
    auto lock = RotationLock::take(locks, QStringLiteral("c1"), fixture.accountId);
    QVERIFY(lock);
    const QStringList names =
        QDir(locks).entryList({QStringLiteral("rotation-*.lock")}, QDir::Files);
    QCOMPARE(names.size(), 1);
    QVERIFY(!RotationLock::take(locks, QStringLiteral("c1"), fixture.accountId));
    lock->reset();
    QFile left(QDir(locks).filePath(names.first()));
    QVERIFY(left.open(QIODevice::WriteOnly));
    left.close();
    const auto outcome = fixture.start();
    QVERIFY(outcome && !outcome->problem);
}

QTEST_GUILESS_MAIN(RotationCrashTest)
#include "tst_rotation_crash.moc"
