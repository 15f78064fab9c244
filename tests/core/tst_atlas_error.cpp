#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/atlas_error.h"
#include "core/provider/atlas/budget_meter.h"
#include "core/provider/atlas/organization_json.h"
#include "core/provider/atlas/secret_calls.h"
#include "tests/support/fake_clock.h"

#include <QTest>

using namespace keywright;
using namespace keywright::atlas;

Q_DECLARE_METATYPE(keywright::atlas::Operation)

namespace {

const Place acme{ScopeKind::Organization, QStringLiteral("32b6e34b3d91647abb20e7b8")};
const Place prod{ScopeKind::Project, QStringLiteral("5f9c0c3d1a2b4e6d8f7a9b0c")};
const QString account = QStringLiteral("mdb_sa_id_1234567890abcdef12345678");
const QDateTime now(QDate(2026, 11, 1), QTime(12, 0), Qt::UTC);

HttpResponse answer(int status, const QByteArray &body)
{
    HttpResponse response;
    response.status = status;
    response.headers = {{"Content-Type", "application/json"}};
    response.body = WipedBytes(QByteArray(body));
    return response;
}

QByteArray errorBody(int status, const char *code, const char *detail)
{
    return "{\"error\":" + QByteArray::number(status) + ",\"errorCode\":\"" + code +
           "\",\"detail\":\"" + detail + "\",\"reason\":\"x\",\"parameters\":[]}";
}

QJsonObject object(const QByteArray &json)
{
    return QJsonDocument::fromJson(json).object();
}

ClientSecret secretEnding(const QDateTime &end, SecretStatus status = SecretStatus::Active)
{
    ClientSecret secret;
    secret.id = QStringLiteral("id");
    secret.masked = QStringLiteral("mdb_sa_sk_...cdef");
    secret.expiresAt = end;
    secret.status = status;
    return secret;
}

} // namespace

class TestAtlasError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusals_data();
    void refusals();
    void fields_data();
    void fields();
    void bodiesThatAreNoErrors_data();
    void bodiesThatAreNoErrors();
    void repeatedSecretsAreNotShown();
    void requests_data();
    void requests();
    void nextPagesStayOnThisServer();
    void budgetsAreHeard();
    void fateOfSecrets();
    void accountsOfOtherShapes_data();
    void accountsOfOtherShapes();
    void createdWithoutSecret();
    void anOddAnswerDoesNotLoseItsSecret();
    void addressesOnTheWire();
};

void TestAtlasError::refusals_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    QTest::addColumn<ErrorKind>("kind");
    QTest::addColumn<QString>("hint");
    const auto row = [](int status, const char *code, ErrorKind kind, const char *hint) {
        QTest::addRow("%d %s", status, code)
            << status << QString::fromLatin1(code) << kind << QString::fromLatin1(hint);
    };
    row(400, "VALIDATION_ERROR", ErrorKind::InvalidInput, "");
    row(401, "NOT_ORG_GROUP_CREATOR", ErrorKind::NotPermitted, "Organization Owner");
    row(401, "UNAUTHORIZED", ErrorKind::NotAuthenticated, "deleted");
    row(403, "USER_UNAUTHORIZED", ErrorKind::NotPermitted, "Organization Owner");
    row(403, "CANNOT_CHANGE_GROUP_NAME", ErrorKind::NotPermitted, "Organization Owner");
    row(403, "IP_ADDRESS_NOT_ON_ACCESS_LIST", ErrorKind::NotPermitted, "access list");
    row(404, "RESOURCE_NOT_FOUND", ErrorKind::NotFound, "Refresh");
    row(406, "", ErrorKind::Protocol, "newer version");
    row(409, "DATA_CONCURRENCY_ERROR", ErrorKind::Conflict, "same account");
    row(409, "SERVICE_ACCOUNT_ALREADY_IN_GROUP", ErrorKind::Conflict, "look at how it is now");
    row(410, "VERSION_GONE", ErrorKind::Protocol, "newer version");
    row(429, "RATE_LIMITED", ErrorKind::Limit, "Wait");
    row(500, "UNEXPECTED_ERROR", ErrorKind::Provider, "Try again");
    row(503, "SERVICE_UNAVAILABLE", ErrorKind::Provider, "Try again");
}

void TestAtlasError::refusals()
{
    QFETCH(const int, status);
    QFETCH(const QString, code);
    QFETCH(const ErrorKind, kind);
    QFETCH(const QString, hint);
    const Error error = atlasError(
        answer(status, errorBody(status, code.toLatin1().constData(), "Because of this")),
        deleteAccountOperation(acme, account));
    QCOMPARE(error.kind, kind);
    QCOMPARE(error.httpStatus, status);
    QCOMPARE(error.providerCode, code);
    QCOMPARE(
        error.message,
        QStringLiteral("The service account could not be deleted: Because of this."));
    QVERIFY2(error.hint.contains(hint), qPrintable(error.hint));
    QVERIFY(!error.outcomeUnknown);
}

void TestAtlasError::fields_data()
{
    QTest::addColumn<QByteArray>("apiField");
    QTest::addColumn<QString>("field");
    const auto row = [](const char *api, const char *field) {
        QTest::newRow(api) << QByteArray(api) << QString::fromLatin1(field);
    };
    row("name", "name");
    row("description", "description");
    row("roles", "role");
    row("roles[0]", "role");
    row("secretExpiresAfterHours", "lifetime");
    row("[3].ipAddress", "address");
    row("[3].cidrBlock", "address");
    row("somethingElse", "somethingElse");
}

void TestAtlasError::fields()
{
    QFETCH(const QByteArray, apiField);
    const Error error = atlasError(
        answer(
            400,
            "{\"error\":400,\"errorCode\":\"VALIDATION_ERROR\",\"detail\":\"d\","
            "\"badRequestDetail\":{\"fields\":[{\"field\":\"" +
                apiField +
                "\",\"description\":\"is wrong\"},{\"field\":\"b\",\"description\":\"too\"}]}}"),
        createAccountOperation(prod));
    QTEST(error.field, "field");
    QCOMPARE(
        error.message, QStringLiteral("The service account could not be created: %1 is wrong; b "
                                      "too.")
                           .arg(QString::fromLatin1(apiField)));
    const QMap<QString, QString> each{
        {error.field,
         QStringLiteral("The server refused it: %1 is wrong.").arg(QString::fromLatin1(apiField))},
        {QStringLiteral("b"), QStringLiteral("The server refused it: b too.")}};
    QCOMPARE(error.fieldProblems, each);
}

void TestAtlasError::bodiesThatAreNoErrors_data()
{
    QTest::addColumn<QByteArray>("body");
    QTest::newRow("nothing") << QByteArray();
    QTest::newRow("a page") << QByteArray("<html>Sign in</html>");
    QTest::newRow("a list") << QByteArray("[1,2]");
    QTest::newRow("other types") << QByteArray(
        "{\"errorCode\":7,\"detail\":[],\"badRequestDetail\":{\"fields\":[1,null]}}");
    QTest::newRow("fields is a text") << QByteArray("{\"badRequestDetail\":\"x\"}");
    QTest::newRow("deep") << QByteArray(50'000, '[');
}

void TestAtlasError::bodiesThatAreNoErrors()
{
    QFETCH(const QByteArray, body);
    for (const int status : {400, 401, 403, 404, 409, 418, 429, 500}) {
        const Error error = atlasError(answer(status, body), accountOperation(acme, account));
        QCOMPARE(error.httpStatus, status);
        QVERIFY(
            error.message.startsWith(QStringLiteral("The service account could not be read: ")));
        QVERIFY(error.message.endsWith(QLatin1Char('.')));
    }
    QVERIFY(!isConcurrencyConflict(answer(409, body)));
    QVERIFY(isConcurrencyConflict(answer(409, errorBody(409, "DATA_CONCURRENCY_ERROR", ""))));
}

void TestAtlasError::repeatedSecretsAreNotShown()
{
    const Error error = atlasError(
        answer(
            400, errorBody(
                     400, "VALIDATION_ERROR",
                     "client_secret=mdb_sa_sk_0123456789012345678901234567890123456789 is bad")),
        createSecretOperation(acme, account));
    QVERIFY(!error.message.contains(QStringLiteral("mdb_sa_sk_0123")));
    const Error longOne = atlasError(
        answer(400, errorBody(400, "X", QByteArray(5'000, 'a').constData())),
        createSecretOperation(acme, account));
    QVERIFY(longOne.message.size() < 400);
}

void TestAtlasError::requests_data()
{
    QTest::addColumn<Operation>("operation");
    QTest::addColumn<QString>("line");
    QTest::addColumn<QByteArray>("type");
    const auto row = [](const Operation &operation, const char *line, const char *version) {
        const QByteArray type = QByteArray("application/vnd.atlas.") + version + "+json";
        QTest::newRow(line) << operation << QString::fromLatin1(line) << type;
    };
    const char *accounts = "2024-08-05";
    const char *others = "2023-01-01";
    row(listAccountsOperation(acme, true),
        "GET /api/atlas/v2/orgs/32b6e34b3d91647abb20e7b8/serviceAccounts?includeSystemManaged=true"
        "&itemsPerPage=500",
        accounts);
    row(inviteOperation(prod.id, account),
        "POST /api/atlas/v2/groups/5f9c0c3d1a2b4e6d8f7a9b0c/serviceAccounts/"
        "mdb_sa_id_1234567890abcdef12345678:invite",
        accounts);
    row(removeFromAccessListOperation(prod, QStringLiteral("a/../b"), QStringLiteral("10.0.0.0/8")),
        "DELETE /api/atlas/v2/groups/5f9c0c3d1a2b4e6d8f7a9b0c/serviceAccounts/a%2F..%2Fb/"
        "accessList/10.0.0.0%2F8",
        accounts);
    row(deleteSecretOperation(acme, account, QStringLiteral("x?y#z")),
        "DELETE /api/atlas/v2/orgs/32b6e34b3d91647abb20e7b8/serviceAccounts/"
        "mdb_sa_id_1234567890abcdef12345678/secrets/x%3Fy%23z",
        accounts);
    row(statusOperation(), "GET /api/atlas/v2", others);
    row(settingsOperation(acme.id), "GET /api/atlas/v2/orgs/32b6e34b3d91647abb20e7b8/settings",
        others);
    row(rawOperation(QStringLiteral("/orgs?name=a")), "GET /api/atlas/v2/orgs?name=a",
        "2025-03-12");
}

void TestAtlasError::requests()
{
    QFETCH(const Operation, operation);
    QFETCH(const QString, line);
    QCOMPARE(QString::fromLatin1(operation.method) + QLatin1Char(' ') + operation.path, line);
    QTEST(mediaType(operation), "type");
}

void TestAtlasError::nextPagesStayOnThisServer()
{
    const Operation first = listAccountsOperation(acme, false);
    const Operation next = nextPage(
        first, QUrl(QStringLiteral("https://evil.example/steal?pageNum=2&itemsPerPage=500")));
    QCOMPARE(
        next.path, QStringLiteral("/api/atlas/v2/orgs/32b6e34b3d91647abb20e7b8/serviceAccounts?"
                                  "pageNum=2&itemsPerPage=500"));
}

void TestAtlasError::budgetsAreHeard()
{
    const auto clock = std::make_shared<keywright::test::FakeClock>();
    BudgetMeter meter(clock);
    meter.hear(answer(200, "{}"));
    QVERIFY(!meter.told().toldAt.isValid());
    HttpResponse told = answer(429, "{}");
    told.headers +=
        {{"ratelimit-limit", "100"}, {"RateLimit-Remaining", "0"}, {"Retry-After", "17"}};
    meter.hear(told);
    QCOMPARE(meter.told().limit, 100);
    QCOMPARE(meter.told().remaining, 0);
    QCOMPARE(meter.told().retryAt, clock->now().addSecs(17));
    HttpResponse odd = answer(200, "{}");
    odd.headers += {{"RateLimit-Limit", "many"}, {"RateLimit-Remaining", "-4"}};
    meter.hear(odd);
    QCOMPARE(meter.told().limit, 100);
}

void TestAtlasError::fateOfSecrets()
{
    QVERIFY(newSecretNotice({}, now).isEmpty());
    const QString cut = newSecretNotice({secretEnding(now.addDays(90))}, now);
    QVERIFY(cut.contains(QStringLiteral("2026-11-08 12:00 UTC")));
    QVERIFY(cut.contains(QStringLiteral("2027-01-30 12:00 UTC")));
    const QString kept = newSecretNotice({secretEnding(now.addDays(3))}, now);
    QVERIFY(kept.contains(QStringLiteral("keeps its end, 2026-11-04 12:00 UTC")));
    const QString ended =
        newSecretNotice({secretEnding(now.addDays(-3), SecretStatus::Expired)}, now);
    QVERIFY(ended.contains(QStringLiteral("still holds one of the two places")));
}

void TestAtlasError::accountsOfOtherShapes_data()
{
    QTest::addColumn<QByteArray>("json");
    QTest::addColumn<bool>("readable");
    QTest::newRow("least") << QByteArray("{\"clientId\":\"a\"}") << true;
    QTest::newRow("more than known")
        << QByteArray("{\"clientId\":\"a\",\"colour\":{\"a\":[1]},\"roles\":[\"X\"]}") << true;
    QTest::newRow("no id") << QByteArray("{\"name\":\"a\"}") << false;
    QTest::newRow("id is a number") << QByteArray("{\"clientId\":7}") << false;
    QTest::newRow("roles are numbers") << QByteArray("{\"clientId\":\"a\",\"roles\":[1]}") << false;
    QTest::newRow("secret without id")
        << QByteArray("{\"clientId\":\"a\",\"secrets\":[{\"createdAt\":\"2026-01-01T00:00:00Z\"}]}")
        << false;
    QTest::newRow("no time") << QByteArray("{\"clientId\":\"a\",\"createdAt\":\"yesterday\"}")
                             << false;
}

void TestAtlasError::accountsOfOtherShapes()
{
    QFETCH(const QByteArray, json);
    QFETCH(const bool, readable);
    const auto read = readAccount(object(json), acme, now);
    QCOMPARE(read.has_value(), readable);
    QCOMPARE(readAccounts({object(json)}, prod, now).has_value(), readable);
    if (!readable)
        QCOMPARE(read.error().kind, ErrorKind::Protocol);
}

void TestAtlasError::createdWithoutSecret()
{
    const auto created = readCreatedAccount(
        object("{\"clientId\":\"a\",\"secrets\":[{\"id\":\"s\",\"secret\":null}]}"), acme, now);
    QVERIFY(!created);
    QVERIFY(created.error().outcomeUnknown);
    const auto secret = readCreatedSecret(object("{\"id\":\"s\"}"), now);
    QVERIFY(!secret);
    QVERIFY(secret.error().outcomeUnknown);
    const auto ended = readCreatedSecret(
        object("{\"id\":\"s\",\"secret\":\"v\",\"expiresAt\":\"2026-10-31T12:00:00Z\"}"), now);
    QVERIFY(ended);
    QCOMPARE(ended->info.status, SecretStatus::Expired);
}

void TestAtlasError::anOddAnswerDoesNotLoseItsSecret()
{
    const auto created = readCreatedAccount(
        object("{\"clientId\":\"a\",\"name\":\"n\",\"roles\":7,\"createdAt\":\"yesterday\","
               "\"secrets\":[{\"id\":\"s\",\"secret\":\"v\",\"expiresAt\":7}]}"),
        acme, now);
    QVERIFY(created);
    QCOMPARE(created->account.id, QStringLiteral("a"));
    QCOMPARE(created->account.name, QStringLiteral("n"));
    QCOMPARE(created->secretId, QStringLiteral("s"));
    const auto secret =
        readCreatedSecret(object("{\"id\":\"s\",\"secret\":\"v\",\"createdAt\":7}"), now);
    QVERIFY(secret);
    QCOMPARE(secret->info.id, QStringLiteral("s"));
}

void TestAtlasError::addressesOnTheWire()
{
    QCOMPARE(wireAddress(QStringLiteral("10.0.0.0/8")), QStringLiteral("10.0.0.0/8"));
    QCOMPARE(wireAddress(QStringLiteral("2001:db8::1")), QStringLiteral("2001:db8:0:0:0:0:0:1"));
    QCOMPARE(
        wireAddress(QStringLiteral("2001:db8::/32")), QStringLiteral("2001:db8:0:0:0:0:0:0/32"));
    QVERIFY(
        isSameAddress(QStringLiteral("2001:0DB8:0:0:0:0:0:0/32"), QStringLiteral("2001:db8::/32")));
    QVERIFY(!isSameAddress(QStringLiteral("10.0.0.1"), QStringLiteral("10.0.0.1/32")));
}

QTEST_GUILESS_MAIN(TestAtlasError)
#include "tst_atlas_error.moc"
