#include "core/identity/account_rules.h"
#include "core/identity/scope_text.h"

#include <QTest>

using namespace keywright;

namespace {

const TextRules rules{20, 30};

ClientSecret secret(const QString &id, SecretStatus status)
{
    ClientSecret result;
    result.id = id;
    result.status = status;
    return result;
}

const ClientSecret active = secret(QStringLiteral("a"), SecretStatus::Active);
const ClientSecret otherActive = secret(QStringLiteral("b"), SecretStatus::Active);
const ClientSecret deactivated = secret(QStringLiteral("d"), SecretStatus::Deactivated);
const ClientSecret expired = secret(QStringLiteral("e"), SecretStatus::Expired);

} // namespace

class TestIdentity : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void namesThatAreFine_data();
    void namesThatAreFine();
    void namesThatAreRefused_data();
    void namesThatAreRefused();
    void descriptionsMayBeEmptyButNotLongOrBroken();
    void aThirdSecretIsRefused();
    void theLastActiveSecretStays();
    void anActiveSecretIsNotDeleted();
    void secretsOfOtherRules();
    void anExpiredSecretIsNotActivated();
    void anUnknownSecretIsNotFound();
    void scopesRoundTrip_data();
    void scopesRoundTrip();
    void grantsRoundTrip();
    void brokenScopesAndGrantsAreRefused_data();
    void brokenScopesAndGrantsAreRefused();
    void wordsOfTheCommandLine();
};

void TestIdentity::namesThatAreFine_data()
{
    QTest::addColumn<QString>("name");
    QTest::newRow("plain") << QStringLiteral("fraud-scoring");
    QTest::newRow("spaces inside") << QStringLiteral("Fraud scoring, prod");
    QTest::newRow("longest") << QString(20, QLatin1Char('x'));
    QTest::newRow("umlauts") << QStringLiteral("Größe");
    QTest::newRow("surrogate pairs count once") << QStringLiteral("🔑").repeated(20);
    QTest::newRow("a joiner") << QStringLiteral("می\u200Cخواهم");
}

void TestIdentity::namesThatAreFine()
{
    QFETCH(QString, name);
    QVERIFY(!nameProblem(name, rules));
}

void TestIdentity::namesThatAreRefused_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QString>("says");
    QTest::newRow("empty") << QString() << QStringLiteral("empty");
    QTest::newRow("blank") << QStringLiteral(" \u00A0 ") << QStringLiteral("empty");
    QTest::newRow("tab") << QStringLiteral("a\tb") << QStringLiteral("invisible");
    QTest::newRow("line break") << QStringLiteral("a\nb") << QStringLiteral("invisible");
    QTest::newRow("NUL") << QString(QStringLiteral("a") + QChar(0)) << QStringLiteral("invisible");
    QTest::newRow("escape") << QStringLiteral("\u001B[31m") << QStringLiteral("invisible");
    QTest::newRow("direction override")
        << QStringLiteral("ab\u202Ecd") << QStringLiteral("invisible");
    QTest::newRow("too long") << QString(21, QLatin1Char('x')) << QStringLiteral("too long");
}

void TestIdentity::namesThatAreRefused()
{
    QFETCH(QString, name);
    QFETCH(QString, says);
    const auto problem = nameProblem(name, rules);
    QVERIFY(problem);
    QCOMPARE(problem->kind, ErrorKind::InvalidInput);
    QCOMPARE(problem->field, QStringLiteral("name"));
    QVERIFY2(problem->message.contains(says), qPrintable(problem->message));
    QVERIFY(!problem->hint.isEmpty());
}

void TestIdentity::descriptionsMayBeEmptyButNotLongOrBroken()
{
    QVERIFY(!descriptionProblem({}, rules));
    QVERIFY(!descriptionProblem(QString(30, QLatin1Char('x')), rules));
    const auto tooLong = descriptionProblem(QString(31, QLatin1Char('x')), rules);
    QVERIFY(tooLong);
    QCOMPARE(tooLong->field, QStringLiteral("description"));
    QVERIFY(tooLong->message.contains(QStringLiteral("31")));
    QVERIFY(tooLong->hint.contains(QStringLiteral("30")));
    QVERIFY(descriptionProblem(QStringLiteral("a\u0007b"), rules));
    QVERIFY(!descriptionProblem(QString(99999, QLatin1Char('x')), TextRules()));
}

void TestIdentity::aThirdSecretIsRefused()
{
    const SecretRules secretRules;
    QVERIFY(!secretProblem(SecretAction::Create, {}, {}, secretRules));
    QVERIFY(!secretProblem(SecretAction::Create, {}, {active}, secretRules));
    const auto problem =
        secretProblem(SecretAction::Create, {}, {active, deactivated}, secretRules);
    QVERIFY(problem);
    QCOMPARE(problem->kind, ErrorKind::Limit);
    QCOMPARE(
        problem->message,
        QStringLiteral("A third secret is not possible: delete a deactivated one first."));
}

void TestIdentity::theLastActiveSecretStays()
{
    const SecretRules secretRules;
    for (const auto &secrets :
         {QList{active}, QList{active, deactivated}, QList{active, expired}}) {
        for (const SecretAction action : {SecretAction::Deactivate, SecretAction::Delete}) {
            const auto problem = secretProblem(action, active.id, secrets, secretRules);
            QVERIFY(problem);
            QCOMPARE(problem->kind, ErrorKind::Conflict);
            QVERIFY(problem->message.contains(QStringLiteral("last active secret")));
        }
    }
    QVERIFY(
        !secretProblem(SecretAction::Deactivate, active.id, {active, otherActive}, secretRules));
}

void TestIdentity::anActiveSecretIsNotDeleted()
{
    const SecretRules secretRules;
    const auto problem =
        secretProblem(SecretAction::Delete, active.id, {active, otherActive}, secretRules);
    QVERIFY(problem);
    QVERIFY(problem->message.contains(QStringLiteral("deactivate it first")));
    QVERIFY(
        !secretProblem(SecretAction::Delete, deactivated.id, {active, deactivated}, secretRules));
    QVERIFY(!secretProblem(SecretAction::Delete, expired.id, {active, expired}, secretRules));
}

void TestIdentity::secretsOfOtherRules()
{
    const SecretRules withoutDeactivation{2, 0, false, false};
    QVERIFY(!secretProblem(SecretAction::Delete, active.id, {active}, withoutDeactivation));
    QVERIFY(secretProblem(
        SecretAction::Deactivate, active.id, {active, otherActive}, withoutDeactivation));
    const auto third =
        secretProblem(SecretAction::Create, {}, {active, otherActive}, withoutDeactivation);
    QVERIFY(third);
    QVERIFY(!third->message.contains(QStringLiteral("deactivated")));
    const auto only =
        secretProblem(SecretAction::Create, {}, {active}, SecretRules{1, 1, true, true});
    QVERIFY(only);
    QVERIFY(only->message.contains(QLatin1Char('1')));
}

void TestIdentity::anExpiredSecretIsNotActivated()
{
    QVERIFY(secretProblem(SecretAction::Activate, expired.id, {active, expired}, {}));
    QVERIFY(!secretProblem(SecretAction::Activate, deactivated.id, {active, deactivated}, {}));
    QVERIFY(!secretProblem(SecretAction::Activate, active.id, {active}, {}));
}

void TestIdentity::anUnknownSecretIsNotFound()
{
    const auto problem = secretProblem(SecretAction::Delete, QStringLiteral("x"), {active}, {});
    QVERIFY(problem);
    QCOMPARE(problem->kind, ErrorKind::NotFound);
}

void TestIdentity::scopesRoundTrip_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("id");
    QTest::newRow("organisation") << QStringLiteral("org") << int(ScopeKind::Organization)
                                  << QString();
    QTest::newRow("all") << QStringLiteral("all-workspaces") << int(ScopeKind::AllWorkspaces)
                         << QString();
    QTest::newRow("workspace") << QStringLiteral("workspace:prod") << int(ScopeKind::Workspace)
                               << QStringLiteral("prod");
    QTest::newRow("odd name") << QStringLiteral("workspace:a:b@c") << int(ScopeKind::Workspace)
                              << QStringLiteral("a:b@c");
    QTest::newRow("project") << QStringLiteral("project:64a1") << int(ScopeKind::Project)
                             << QStringLiteral("64a1");
}

void TestIdentity::scopesRoundTrip()
{
    QFETCH(QString, text);
    QFETCH(int, kind);
    QFETCH(QString, id);
    const auto scope = parseScope(text);
    QVERIFY(scope);
    QCOMPARE(int(scope->kind), kind);
    QCOMPARE(scope->id, id);
    QCOMPARE(scopeText(*scope), text);
}

void TestIdentity::grantsRoundTrip()
{
    const QString text = QStringLiteral("consumer@workspace:team@home");
    const auto grant = parseGrant(text);
    QVERIFY(grant);
    QCOMPARE(grant->roleId, QStringLiteral("consumer"));
    QCOMPARE(grant->scope.id, QStringLiteral("team@home"));
    QCOMPARE(grantText(*grant), text);
}

void TestIdentity::brokenScopesAndGrantsAreRefused_data()
{
    QTest::addColumn<QString>("text");
    for (const char *text :
         {"", "consumer", "@org", "consumer@", "consumer@workspace:", "consumer@project:",
          "consumer@Org", "consumer@workspaces:prod", "consumer@ org"})
        QTest::newRow(text) << QString::fromLatin1(text);
}

void TestIdentity::brokenScopesAndGrantsAreRefused()
{
    QFETCH(QString, text);
    const auto grant = parseGrant(text);
    QVERIFY(!grant);
    QCOMPARE(grant.error().kind, ErrorKind::InvalidInput);
    QVERIFY(!grant.error().hint.isEmpty());
}

void TestIdentity::wordsOfTheCommandLine()
{
    QCOMPARE(accountTypeName(AccountType::ApiKey), QStringLiteral("api-key"));
    QCOMPARE(accountTypeName(AccountType::OAuth), QStringLiteral("oauth"));
    QCOMPARE(accountStatusName(AccountStatus::Active), QStringLiteral("active"));
    QCOMPARE(accountStatusName(AccountStatus::Deactivated), QStringLiteral("deactivated"));
    QCOMPARE(secretStatusName(SecretStatus::Active), QStringLiteral("active"));
    QCOMPARE(secretStatusName(SecretStatus::Deactivated), QStringLiteral("deactivated"));
    QCOMPARE(secretStatusName(SecretStatus::Expired), QStringLiteral("expired"));
}

QTEST_GUILESS_MAIN(TestIdentity)
#include "tst_identity.moc"
