#include "tests/core/provider_fixture.h"

#include <QTest>

#include <functional>

using namespace keywright;
using namespace keywright::test;

namespace {

const QString accountId = QStringLiteral("svc_77e310"); ///< one secret active, one deactivated
const Scope prod{ScopeKind::Workspace, QStringLiteral("prod")};

Error errorOf(const auto &result)
{
    return result ? Error() : result.error();
}

template <class T> Result<void> withoutValue(const Result<T> &result)
{
    return result ? Result<void>() : Result<void>(failure(result.error()));
}

NewAccount newAccount(const QString &name)
{
    NewAccount account;
    account.name = name;
    return account;
}

QString secretWith(SecretStatus status, const std::shared_ptr<Provider> &provider)
{
    const auto secrets = await(provider->listSecrets(accountId, {})).value();
    for (const ClientSecret &secret : secrets) {
        if (secret.status == status)
            return secret.id;
    }
    qFatal("The seed has no such secret");
}

/// One way to change the server, and whether it may be sent again by itself.
struct Write
{
    QString call;
    bool repeatable = false;
    std::function<Result<void>(const std::shared_ptr<Provider> &)> run;
};

QList<Write> writes()
{
    const RoleGrant viewer{QStringLiteral("viewer"), prod, {}};
    const RoleGrant editor{QStringLiteral("editor"), prod, {}};
    const auto secretless = QStringLiteral("svc_19ab77");
    return {
        {QStringLiteral("create-service-account"), false,
         [](const auto &provider) {
             const NewAccount account = newAccount(QStringLiteral("lost"));
             return withoutValue(await(provider->createAccount(account, {})));
         }},
        {QStringLiteral("update-service-account"), true,
         [](const auto &provider) {
             return withoutValue(await(provider->setAccountActive(accountId, false, {})));
         }},
        {QStringLiteral("delete-service-account"), false,
         [](const auto &provider) {
             return await(provider->deleteAccount(accountId, {}));
         }},
        {QStringLiteral("create-service-account-secret"), false,
         [secretless](const auto &provider) {
             return withoutValue(await(provider->createSecret(secretless, 0, {})));
         }},
        {QStringLiteral("/activate-service-account-secret"), true,
         [](const auto &provider) {
             const QString id = secretWith(SecretStatus::Deactivated, provider);
             return withoutValue(await(provider->setSecretActive(accountId, id, true, {})));
         }},
        {QStringLiteral("delete-service-account-secret"), false,
         [](const auto &provider) {
             const QString id = secretWith(SecretStatus::Deactivated, provider);
             return await(provider->deleteSecret(accountId, id, {}));
         }},
        {QStringLiteral("/assign-roles"), true,
         [viewer](const auto &provider) {
             return await(provider->assignRole(accountId, viewer, {}));
         }},
        {QStringLiteral("/unassign-roles"), false,
         [editor](const auto &provider) {
             return await(provider->removeRole(accountId, editor, {}));
         }},
    };
}

} // namespace

class TestTectonFaults : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void writesUnderFaults_data();
    void writesUnderFaults();
    void lostAnswers_data();
    void lostAnswers();
    void readsAreRepeated();
    void brokenAnswers_data();
    void brokenAnswers();
};

void TestTectonFaults::writesUnderFaults_data()
{
    QTest::addColumn<int>("write");
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::addColumn<bool>("unknown"); ///< whether a write that is not repeated may have happened
    const auto row = [](int write, const char *fault, ErrorKind kind, bool unknown) {
        const QString name = writes().at(write).call + QLatin1Char(' ') + QLatin1String(fault);
        QTest::newRow(qPrintable(name))
            << write << QString::fromLatin1(fault) << int(kind) << unknown;
    };
    for (int write = 0; write < writes().size(); ++write) {
        row(write, "drop-before", ErrorKind::Network, true);
        row(write, "drop-after", ErrorKind::Network, true);
        row(write, "truncate", ErrorKind::Network, true);
        row(write, "garbage", ErrorKind::Protocol, true);
        row(write, "html", ErrorKind::Protocol, true);
        row(write, "status:401", ErrorKind::NotAuthenticated, false);
        row(write, "status:403", ErrorKind::NotPermitted, false);
        row(write, "status:404", ErrorKind::NotFound, false);
        row(write, "status:409", ErrorKind::Conflict, false);
        row(write, "status:500", ErrorKind::Provider, true);
        row(write, "status:504", ErrorKind::Timeout, true);
    }
}

/// A fault that happens once: what may be repeated ends well, everything else says how far it got.
void TestTectonFaults::writesUnderFaults()
{
    QFETCH(int, write);
    QFETCH(QString, fault);
    QFETCH(int, kind);
    QFETCH(bool, unknown);
    TectonFixture fixture;
    const auto admin = fixture.admin();
    const Write tried = writes().at(write);
    QVERIFY(fixture.server().setFaults({QStringLiteral("%1=%2@1").arg(tried.call, fault)}));
    const auto result = tried.run(admin);
    const bool passes = kind == int(ErrorKind::Network) || kind == int(ErrorKind::Timeout);
    if (tried.repeatable && passes) {
        QVERIFY2(result, qPrintable(errorOf(result).message));
        return;
    }
    QVERIFY(!result);
    QCOMPARE(int(result.error().kind), kind);
    QCOMPARE(result.error().outcomeUnknown, unknown && !tried.repeatable);
    QVERIFY(!result.error().message.isEmpty());
}

void TestTectonFaults::lostAnswers_data()
{
    QTest::addColumn<QString>("fault");
    QTest::newRow("connection closed") << QStringLiteral("drop-after");
    QTest::newRow("half an answer") << QStringLiteral("truncate");
    QTest::newRow("not JSON") << QStringLiteral("garbage");
}

/// The account exists although no usable answer came: the caller must learn that it may.
void TestTectonFaults::lostAnswers()
{
    QFETCH(QString, fault);
    TectonFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QStringLiteral("create-service-account=") + fault}));
    const auto created = await(admin->createAccount(newAccount(QStringLiteral("lost")), {}));
    QVERIFY(!created);
    QVERIFY(created.error().outcomeUnknown);
    QVERIFY(fixture.server().setFaults({}));
    QCOMPARE(await(admin->listAccounts(QStringLiteral("lost"), {})).value().size(), 1);
}

void TestTectonFaults::readsAreRepeated()
{
    TectonFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QStringLiteral("get-service-accounts=drop-before@1")}));
    QVERIFY(await(admin->listAccounts({}, {})));
    const QString path = QStringLiteral("/api/v1/metadata-service/get-service-accounts");
    QCOMPARE(fixture.count(path, QStringLiteral("dropped")), 1);
    QCOMPARE(fixture.count(path, QStringLiteral("200")), 1);
}

void TestTectonFaults::brokenAnswers_data()
{
    QTest::addColumn<QString>("fault");
    QTest::addColumn<int>("kind");
    QTest::newRow("garbage") << QStringLiteral("garbage") << int(ErrorKind::Protocol);
    QTest::newRow("web page") << QStringLiteral("html") << int(ErrorKind::Protocol);
    QTest::newRow("server error") << QStringLiteral("status:500") << int(ErrorKind::Provider);
    QTest::newRow("unauthenticated")
        << QStringLiteral("status:401") << int(ErrorKind::NotAuthenticated);
    QTest::newRow("limit") << QStringLiteral("status:429") << int(ErrorKind::Limit);
}

void TestTectonFaults::brokenAnswers()
{
    QFETCH(QString, fault);
    QFETCH(int, kind);
    TectonFixture fixture;
    const auto admin = fixture.admin();
    QVERIFY(fixture.server().setFaults({QLatin1String("metadata-service=") + fault}));
    const QString id = QStringLiteral("svc_19ab77");
    QCOMPARE(int(errorOf(await(admin->listAccounts({}, {}))).kind), kind);
    QCOMPARE(int(errorOf(await(admin->listSecrets(id, {}))).kind), kind);
    QCOMPARE(int(errorOf(await(admin->rolesOf(id, {}))).kind), kind);
    QCOMPARE(int(errorOf(await(admin->roleCatalog({}))).kind), kind);
    QCOMPARE(int(errorOf(await(admin->scopes({}))).kind), kind);
    QCOMPARE(int(errorOf(await(admin->createSecret(id, 0, {}))).kind), kind);
}

QTEST_GUILESS_MAIN(TestTectonFaults)
#include "tst_tecton_faults.moc"
