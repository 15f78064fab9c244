// What a rotation decides before it begins, by what the provider can do.

#include "core/rotation/rotation_json.h"
#include "tests/support/rotation_fixture.h"

#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

ClientSecret secretOf(const char *id, SecretStatus status = SecretStatus::Active)
{
    ClientSecret secret;
    secret.id = QString::fromLatin1(id);
    secret.status = status;
    return secret;
}

} // namespace

class RotationPlanTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_fixture = std::make_unique<RotationFixture>(); }

    void picksTheSecrets_data();
    void picksTheSecrets();
    void refusesWhatCannotBeRotated_data();
    void refusesWhatCannotBeRotated();
    void successorNames_data();
    void successorNames();
    void tellsTheDeadline();
    void tellsTheDeletion();
    void keyAccountIsReplaced();
    void wishedNameIsChecked();
    void takenNames();
    void ownAccountIsWarnedOf();
    void unknownAccount();
    void changesNothing();
    void underWayAlready();
    void takesOverAlready();
    void saysHowToMakeRoom();
    void stateSurvivesTheJournal();

private:
    std::unique_ptr<RotationFixture> m_fixture;
};

void RotationPlanTest::picksTheSecrets_data()
{
    QTest::addColumn<QList<ClientSecret>>("secrets");
    QTest::addColumn<QString>("old");
    QTest::addColumn<QString>("slot");
    const auto spent = SecretStatus::Deactivated;
    const auto expired = SecretStatus::Expired;
    QTest::newRow("one") << QList{secretOf("a")} << QStringLiteral("a") << QString();
    QTest::newRow("one, and a deactivated one")
        << QList{secretOf("a"), secretOf("b", spent)} << QStringLiteral("a") << QStringLiteral("b");
    QTest::newRow("one, and an expired one") << QList{secretOf("b", expired), secretOf("a")}
                                             << QStringLiteral("a") << QStringLiteral("b");
    QTest::newRow("one that has expired")
        << QList{secretOf("b", expired)} << QString() << QString();
    QTest::newRow("two that have expired") << QList{secretOf("b", expired), secretOf("c", expired)}
                                           << QString() << QStringLiteral("b");
}

void RotationPlanTest::picksTheSecrets()
{
    QFETCH(QList<ClientSecret>, secrets);
    QFETCH(QString, old);
    QFETCH(QString, slot);
    const auto planned = planSecrets(Rotation(), secrets, SecretRules());
    QVERIFY(planned);
    QCOMPARE(planned->oldSecretId, old);
    QCOMPARE(planned->slotSecretId, slot);
    QCOMPARE(planned->secretsBefore.size(), secrets.size());
}

void RotationPlanTest::refusesWhatCannotBeRotated_data()
{
    QTest::addColumn<QList<ClientSecret>>("secrets");
    QTest::addColumn<int>("kind");
    QTest::newRow("none") << QList<ClientSecret>() << int(ErrorKind::Conflict);
    QTest::newRow("two that work") << QList{secretOf("a"), secretOf("b")} << int(ErrorKind::Limit);
}

void RotationPlanTest::refusesWhatCannotBeRotated()
{
    QFETCH(QList<ClientSecret>, secrets);
    QFETCH(int, kind);
    const auto refused = planSecrets(Rotation(), secrets, SecretRules());
    QVERIFY(!refused);
    QCOMPARE(int(refused.error().kind), kind);
    QVERIFY(!refused.error().hint.isEmpty());
}

void RotationPlanTest::successorNames_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<int>("maxLength");
    QTest::addColumn<QString>("successor");
    QTest::newRow("first") << QStringLiteral("fraud") << 64 << QStringLiteral("fraud-2");
    QTest::newRow("third") << QStringLiteral("fraud-2") << 64 << QStringLiteral("fraud-3");
    QTest::newRow("tenth") << QStringLiteral("fraud-9") << 64 << QStringLiteral("fraud-10");
    QTest::newRow("cut") << QStringLiteral("abcdef") << 6 << QStringLiteral("abcd-2");
    QTest::newRow("no limit") << QStringLiteral("abcdef") << 0 << QStringLiteral("abcdef-2");
    QTest::newRow("only a number") << QStringLiteral("-7") << 64 << QStringLiteral("-7-2");
    QTest::newRow("a date") << QStringLiteral("x-20300101") << 64 << QStringLiteral("x-20300101-2");
}

void RotationPlanTest::successorNames()
{
    QFETCH(QString, name);
    QFETCH(int, maxLength);
    QTEST(successorName(name, maxLength), "successor");
}

void RotationPlanTest::tellsTheDeadline()
{
    m_fixture->makeOAuthAccount();
    m_fixture->provider->notice = QStringLiteral("The old secret will end in seven days.");
    const auto plan = m_fixture->plan();
    QVERIFY(plan);
    QCOMPARE(plan->consequences, QStringList(m_fixture->provider->notice));
    QCOMPARE(plan->rotation.oldSecretId, QStringLiteral("secret-1"));
    QCOMPARE(plan->rotation.accountName, QStringLiteral("build-bot"));
    QVERIFY(plan->ownAccountWarning.isEmpty());
}

void RotationPlanTest::tellsTheDeletion()
{
    m_fixture->makeOAuthAccount();
    m_fixture->secrets().append(secretOf("spent", SecretStatus::Deactivated));
    const auto plan = m_fixture->plan();
    QVERIFY(plan);
    QCOMPARE(plan->consequences.size(), 1);
    QVERIFY(plan->consequences.first().contains(u"spent"));
}

void RotationPlanTest::keyAccountIsReplaced()
{
    m_fixture->makeKeyAccount({grantOf(QStringLiteral("read"))});
    RoleGrant inherited = grantOf(QStringLiteral("see"));
    inherited.viaGroup = QStringLiteral("readers");
    m_fixture->provider->roles[m_fixture->accountId].append(inherited);
    const auto plan = m_fixture->plan();
    QVERIFY(plan);
    QCOMPARE(plan->rotation.kind, RotationKind::Account);
    QCOMPARE(plan->rotation.newAccountName, QStringLiteral("build-bot-2"));
    QCOMPARE(plan->rotation.roles, QList<RoleGrant>{grantOf(QStringLiteral("read"))});
    QCOMPARE(plan->consequences.size(), 2);
    QVERIFY(plan->consequences.first().contains(u"build-bot-2"));
    QVERIFY(plan->consequences.last().contains(u"readers"));
}

void RotationPlanTest::wishedNameIsChecked()
{
    m_fixture->makeKeyAccount({});
    RotationWish wish;
    wish.newAccountName = QStringLiteral("  successor ");
    QCOMPARE(m_fixture->plan(wish)->rotation.newAccountName, QStringLiteral("successor"));
    wish.newAccountName = QString(65, u'x');
    const auto refused = m_fixture->plan(wish);
    QVERIFY(!refused);
    QCOMPARE(refused.error().field, QStringLiteral("name"));
}

void RotationPlanTest::takenNames()
{
    m_fixture->makeKeyAccount({});
    ServiceAccount other;
    other.id = QStringLiteral("other");
    other.name = QStringLiteral("build-bot-2");
    m_fixture->provider->accounts.append(other);
    QCOMPARE(m_fixture->plan()->rotation.newAccountName, QStringLiteral("build-bot-3"));
    RotationWish wish;
    wish.newAccountName = other.name;
    const auto refused = m_fixture->plan(wish);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QCOMPARE(refused.error().field, QStringLiteral("name"));
}

void RotationPlanTest::ownAccountIsWarnedOf()
{
    m_fixture->makeOAuthAccount();
    m_fixture->provider->identity.id = m_fixture->accountId;
    // Nobody has asked who that is; that it cannot be told stops no plan.
    m_fixture->provider->failNext(
        QStringLiteral("whoAmI"), makeError(ErrorKind::Network, QStringLiteral("Gone.")));
    QVERIFY(m_fixture->plan()->ownAccountWarning.isEmpty());
    QVERIFY(!m_fixture->plan()->ownAccountWarning.isEmpty());
}

void RotationPlanTest::unknownAccount()
{
    const auto refused = m_fixture->plan();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::NotFound);
}

void RotationPlanTest::changesNothing()
{
    m_fixture->makeOAuthAccount();
    QVERIFY(m_fixture->plan());
    const QStringList expected{
        QStringLiteral("account id-build-bot"), QStringLiteral("whoAmI"),
        QStringLiteral("listSecrets id-build-bot")};
    QCOMPARE(*m_fixture->log, expected);
    QVERIFY(m_fixture->rotations->all()->isEmpty());
}

/// Whatever its new secret looks like: the rotation is what there is to say of the account.
void RotationPlanTest::underWayAlready()
{
    m_fixture->makeOAuthAccount();
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    m_fixture->startAnotherProcess();
    const auto refused = m_fixture->plan();
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(refused.error().message.contains(
        QStringLiteral("under way already: number %1").arg(outcome->rotation.id)));
    QVERIFY(m_fixture->log->isEmpty());
    QVERIFY(m_fixture->rotations->handedOver(outcome->rotation.id));
    QVERIFY(!m_fixture->resume(outcome->rotation.id, Retirement::Delete)->problem);
    QVERIFY(m_fixture->plan());
}

void RotationPlanTest::takesOverAlready()
{
    m_fixture->makeKeyAccount({});
    const auto outcome = m_fixture->start();
    QVERIFY(outcome && !outcome->problem);
    const auto refused = await(m_fixture->rotations->plan(
        m_fixture->session, outcome->rotation.newAccountId, RotationWish(), CancelToken()));
    QVERIFY(!refused);
    QVERIFY(refused.error().message.contains(u"under way already"));
}

void RotationPlanTest::saysHowToMakeRoom()
{
    const QList<ClientSecret> secrets{secretOf("a"), secretOf("b")};
    SecretRules rules;
    rules.deleteOnlyDeactivated = false;
    QVERIFY(!planSecrets(Rotation(), secrets, rules).error().hint.contains(u"deactivate"));
    rules.deleteOnlyDeactivated = true;
    QVERIFY(planSecrets(Rotation(), secrets, rules).error().hint.contains(u"deactivate"));
}

void RotationPlanTest::stateSurvivesTheJournal()
{
    Rotation rotation;
    rotation.kind = RotationKind::Account;
    rotation.accountName = QStringLiteral("build-bot");
    rotation.lifetimeHours = 720;
    rotation.secretsBefore = {QStringLiteral("a"), QStringLiteral("b")};
    rotation.oldSecretId = QStringLiteral("a");
    rotation.slotSecretId = QStringLiteral("b");
    rotation.newAccountName = QStringLiteral("build-bot-2");
    rotation.description = QStringLiteral("Builds");
    rotation.roles = {grantOf(QStringLiteral("read"))};
    LookupRequest probe;
    probe.workspace = QStringLiteral("prod");
    probe.featureService = QStringLiteral("fraud:v2");
    probe.joinKeys.insert(QStringLiteral("user_id"), QStringLiteral("42"));
    rotation.probe = probe;
    rotation.newAccountId = QStringLiteral("n");
    rotation.newSecretId = QStringLiteral("api-key");
    rotation.createdAt = QDateTime(QDate(2030, 1, 2), QTime(3, 4, 5, 678), Qt::UTC);
    rotation.oldExpiresAt = rotation.createdAt.addDays(7);
    rotation.orphanId = QStringLiteral("o");
    rotation.problem = QStringLiteral("It is late.");
    Rotation read;
    rotationFromJson(rotationToJson(rotation), read);
    QVERIFY(read == rotation);
    for (int step = 0; step <= int(RotationStep::Abandoned); ++step) {
        const auto each = RotationStep(step);
        QCOMPARE(rotationStepFrom(rotationStepName(each)), each);
    }
    QCOMPARE(rotationStepFrom(QStringLiteral("of a later version")), RotationStep::Planned);
}

QTEST_GUILESS_MAIN(RotationPlanTest)
#include "tst_rotation_plan.moc"
