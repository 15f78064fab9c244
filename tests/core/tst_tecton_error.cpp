#include "core/provider/tecton/tecton_error.h"

#include <QTest>

using namespace keywright;
using namespace keywright::tecton;

namespace {

HttpResponse response(int status, QByteArray body)
{
    HttpResponse result;
    result.status = status;
    result.body = WipedBytes(std::move(body));
    return result;
}

Error lookupError(int status, const QByteArray &body)
{
    return servingError(response(status, body), QStringLiteral("prod"), QStringLiteral("fraud:v2"));
}

} // namespace

class TestTectonError : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void refusedLookups_data();
    void refusedLookups();
    void refusedManagement_data();
    void refusedManagement();
    void aTakenNameBelongsToItsField();
    void longAndSecretTextsOfTheServer();
};

void TestTectonError::refusedLookups_data()
{
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, int status, const char *body, ErrorKind kind,
                        const char *message, const char *hint) {
        QTest::newRow(name) << status << QByteArray(body) << int(kind) << QString::fromUtf8(message)
                            << QString::fromUtf8(hint);
    };
    row("400", 400, R"({"code":3,"message":"The join key \"n\" is missing"})",
        ErrorKind::InvalidInput,
        "The feature service refused the request: The join key \"n\" is missing.", "join keys");
    row("401", 401, R"({"code":16,"message":"The service account is deactivated"})",
        ErrorKind::NotAuthenticated,
        "The credential was not accepted: The service account is deactivated.", "60 seconds");
    row("401, deactivated", 401, R"({"code":16,"message":"The service account is deactivated"})",
        ErrorKind::NotAuthenticated, "deactivated", "Reactivate the account");
    row("401, expired", 401, R"({"code":16,"message":"The token is expired"})",
        ErrorKind::NotAuthenticated, "expired", "clocks");
    row("403, token", 403,
        R"({"code":7,"message":"The Metrics API does not accept OAuth access tokens"})",
        ErrorKind::NotPermitted, "This endpoint does not take access tokens", "API key");
    row("429, size", 429, R"({"code":8,"message":"Response size limit exceeded"})",
        ErrorKind::Limit, "larger than the online store hands out", "Allow partial results");
    row("503", 503, R"({"code":14,"message":"draining"})", ErrorKind::Provider,
        "The feature server is not available at the moment: draining.", "feature server is up");
    row("401 without a body", 401, "", ErrorKind::NotAuthenticated,
        "The credential was not accepted.", "revoked or deactivated");
    row("403", 403, R"({"code":7,"message":"no"})", ErrorKind::NotPermitted,
        "This account has no role that can read features in workspace “prod”.",
        "Assign Consumer on “prod”");
    row("404", 404, R"({"code":5,"message":""})", ErrorKind::NotFound,
        "Feature service “fraud:v2” was not found in workspace “prod”.", "both names");
    row("429", 429, R"({"code":8,"message":"Too large"})", ErrorKind::Limit,
        "The feature server has too much to do: Too large.", "Wait");
    row("500", 500, R"({"code":13,"error":"INTERNAL"})", ErrorKind::Provider,
        "The feature server failed: INTERNAL.", "again");
    row("502 with a web page", 502, "<html>Bad gateway</html>", ErrorKind::Provider, "HTTP 502",
        "again");
    row("504", 504, R"({"message":"deadline exceeded"})", ErrorKind::Timeout,
        "The lookup took longer than the feature server allows: deadline exceeded.", "again");
    row("418", 418, "[]", ErrorKind::Protocol, "HTTP 418", "address");
}

void TestTectonError::refusedLookups()
{
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, message);
    QFETCH(QString, hint);
    const Error error = lookupError(status, body);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QVERIFY2(error.message.contains(message), qPrintable(error.message));
    QVERIFY2(error.hint.contains(hint), qPrintable(error.hint));
    QVERIFY(!error.message.contains(QLatin1Char('<')));
}

void TestTectonError::refusedManagement_data()
{
    QTest::addColumn<QString>("call");
    QTest::addColumn<int>("status");
    QTest::addColumn<QByteArray>("body");
    QTest::addColumn<int>("kind");
    QTest::addColumn<QString>("message");
    QTest::addColumn<QString>("hint");
    const auto row = [](const char *name, const char *call, int status, const char *body,
                        ErrorKind kind, const char *message, const char *hint) {
        QTest::newRow(name) << QString::fromLatin1(call) << status << QByteArray(body) << int(kind)
                            << QString::fromUtf8(message) << QString::fromUtf8(hint);
    };
    row("gone", "update-service-account", 404, R"({"code":5,"message":"There is no account a1"})",
        ErrorKind::NotFound, "The service account could not be changed: There is no account a1.",
        "Refresh");
    row("not an admin", "delete-service-account", 403, R"({"code":7,"message":"No Admin role"})",
        ErrorKind::NotPermitted, "The service account could not be deleted: No Admin role.",
        "Admin role");
    row("signed out", "get-service-accounts", 401, R"({"code":16,"message":"Unknown key"})",
        ErrorKind::NotAuthenticated, "The service accounts could not be listed: Unknown key.",
        "revoked or deactivated");
    row("third secret", "create-service-account-secret", 400,
        R"({"code":9,"message":"Two already"})", ErrorKind::Conflict,
        "The client secret could not be created: Two already.", "at most two");
    row("role in a wrong state", "assign-roles", 400, R"({"code":9,"message":"Odd"})",
        ErrorKind::Conflict, "The role could not be assigned: Odd.", "");
    row("quota", "create-service-account", 400, R"({"code":8,"message":"Too many accounts"})",
        ErrorKind::Limit, "Too many accounts.", "");
    row("text for the code", "get-roles", 400, R"({"code":"INVALID","message":"Bad"})",
        ErrorKind::InvalidInput, "The roles could not be listed: Bad.", "");
    row("unknown path", "get-roles", 404, "404 page not found", ErrorKind::NotFound,
        "The roles could not be listed: the server does not know this call (HTTP 404).",
        "another path for “get-roles”");
    row("other method", "get-roles", 405, "", ErrorKind::NotFound, "does not know this call",
        "another path");
    row("failed", "list-workspaces", 503, "", ErrorKind::Provider,
        "The workspaces could not be listed: ", "again");
}

void TestTectonError::refusedManagement()
{
    QFETCH(QString, call);
    QFETCH(int, status);
    QFETCH(QByteArray, body);
    QFETCH(int, kind);
    QFETCH(QString, message);
    QFETCH(QString, hint);
    const Error error = managementError(response(status, body), call);
    QCOMPARE(int(error.kind), kind);
    QCOMPARE(error.httpStatus, status);
    QVERIFY2(error.message.contains(message), qPrintable(error.message));
    QVERIFY2(error.hint.contains(hint), qPrintable(error.hint));
}

void TestTectonError::aTakenNameBelongsToItsField()
{
    const Error error = managementError(
        response(409, R"({"code":6,"message":"A service account \"x\" exists already"})"),
        QStringLiteral("create-service-account"));
    QCOMPARE(error.kind, ErrorKind::Conflict);
    QCOMPARE(error.field, QStringLiteral("name"));
    QCOMPARE(error.providerCode, QStringLiteral("6"));
}

void TestTectonError::longAndSecretTextsOfTheServer()
{
    const Error error = lookupError(
        400, R"({"message":"bad header Authorization: Tecton-key not-a-real-key-0123456789 )" +
                 QByteArray(5000, 'x') + "\"}");
    QVERIFY(!error.message.contains(QLatin1String("not-a-real-key")));
    QVERIFY(error.message.size() < 500);
}

QTEST_GUILESS_MAIN(TestTectonError)
#include "tst_tecton_error.moc"
