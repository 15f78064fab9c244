#pragma once

#include "app/sandbox/atlas/dispatch.h"
#include "app/sandbox/atlas/seed.h"
#include "app/sandbox/atlas/token_endpoint.h"
#include "app/sandbox/http/router.h"
#include "app/sandbox/seed_document.h"

#include <QtTest>

#include <utility>

/// A seeded organisation without a server: requests go straight to the calls, and time is a number.
class AtlasFixture
{
public:
    using Request = keywright::sandbox::HttpRequest;
    using Response = keywright::sandbox::HttpResponse;

    static constexpr char terraform[] = "mdb_sa_id_66f1d20c84b7a95e3f0c1d42";
    static constexpr char backupExporter[] = "mdb_sa_id_71c05be29d38f6a4170e92bb";
    static constexpr char metricsReader[] = "mdb_sa_id_8e22a1f47c60d93b58e4f071";
    static constexpr char searchIndexer[] = "mdb_sa_id_9b41e7d5026f8ac3b1d490e6";
    static constexpr char legacyImport[] = "mdb_sa_id_b86f13e0d7254ca9e6031f7a";

    explicit AtlasFixture(const QString &seedName = QStringLiteral("demo"))
    {
        using namespace keywright::sandbox;
        QString errorText;
        const auto document = readSeedDocument(seedName, &errorText);
        if (!document)
            qFatal("%s", qUtf8Printable(errorText));
        state = atlas::makeState(*document, nowMs);
        org = "/api/atlas/v2/orgs/" + state.organization.id.toLatin1();
        prod = "/api/atlas/v2/groups/" + state.projects[0].id.toLatin1();
        staging = "/api/atlas/v2/groups/" + state.projects[1].id.toLatin1();
        router.shapeErrors("/api/", atlas::plainErrorResponse);
        for (const atlas::Operation &operation : atlas::operations())
            router.add(
                operation.method, "/api/atlas/v2" + operation.path,
                [&](const Request &request, const QStringList &path) {
                    return atlas::dispatch(operation, request, path, state, options, nowMs);
                });
        authorization = bearer(state.console.clientId, state.console.clientSecret);
    }
    AtlasFixture(const AtlasFixture &) = delete;
    AtlasFixture &operator=(const AtlasFixture &) = delete;

    /// A request as the console sends it.
    Request request(const QByteArray &method, const QByteArray &target) const
    {
        Request request;
        request.method = method;
        const qsizetype mark = target.indexOf('?');
        request.path = mark < 0 ? target : target.first(mark);
        request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
        request.peerAddress = address;
        request.headers = {
            {"host", "atlas.example"},
            {"accept", mediaType},
            {"content-type", mediaType},
            {"authorization", authorization}};
        return request;
    }

    Response send(const Request &request)
    {
        last = router.route(request);
        return last;
    }

    /// The status; the answer is in json().
    int call(const QByteArray &method, const QByteArray &target, const QJsonValue &body = {})
    {
        Request sent = request(method, target);
        if (body.isArray())
            sent.body = QJsonDocument(body.toArray()).toJson();
        else if (body.isObject())
            sent.body = QJsonDocument(body.toObject()).toJson();
        return send(sent).status;
    }

    QJsonObject json() const { return QJsonDocument::fromJson(last.body).object(); }
    QString errorCode() const { return json().value(QStringLiteral("errorCode")).toString(); }
    QJsonArray results() const { return json().value(QStringLiteral("results")).toArray(); }

    /// The names of the fields that the last answer complains about.
    QStringList badFields() const
    {
        QStringList names;
        const QJsonArray fields =
            json()[QStringLiteral("badRequestDetail")][QStringLiteral("fields")].toArray();
        for (const QJsonValue &field : fields)
            names.append(field[QStringLiteral("field")].toString());
        return names;
    }

    QByteArray header(const QByteArray &name) const
    {
        for (const auto &header : last.headers) {
            if (header.name == name)
                return header.value;
        }
        return {};
    }

    Response token(const QString &clientId, const QString &secret)
    {
        Request request;
        request.method = "POST";
        request.path = "/api/oauth/token";
        request.peerAddress = address;
        request.headers = {
            {"content-type", "application/x-www-form-urlencoded"},
            {"authorization", basic(clientId, secret)}};
        request.body = "grant_type=client_credentials";
        return keywright::sandbox::atlas::answerTokenRequest(
            request, state, QStringLiteral("http://atlas.example"), options.tokensPerMinute, nowMs);
    }

    QByteArray bearer(const QString &clientId, const QString &secret)
    {
        const QJsonObject answer = QJsonDocument::fromJson(token(clientId, secret).body).object();
        return "Bearer " + answer.value(QStringLiteral("access_token")).toString().toLatin1();
    }

    static QByteArray basic(const QString &clientId, const QString &secret)
    {
        const QByteArray pair =
            QUrl::toPercentEncoding(clientId) + ':' + QUrl::toPercentEncoding(secret);
        return "Basic " + pair.toBase64();
    }

    static QJsonObject
    newAccount(const QString &name, const QStringList &roles, int secretHours = 720)
    {
        return {
            {QStringLiteral("name"), name},
            {QStringLiteral("description"), QStringLiteral("made by a test")},
            {QStringLiteral("roles"), QJsonArray::fromStringList(roles)},
            {QStringLiteral("secretExpiresAfterHours"), secretHours}};
    }

    /// Creates an account with organisation roles and sends everything as this one from now on.
    void becomeOrganization(const QStringList &roles) { become(org, roles); }
    void becomeProd(const QStringList &roles) { become(prod, roles); }

    keywright::sandbox::atlas::State state;
    keywright::sandbox::atlas::DispatchOptions options;
    keywright::sandbox::Router router;
    qint64 nowMs = 1'790'000'000'000;
    QString address = QStringLiteral("127.0.0.1");
    QByteArray mediaType = "application/vnd.atlas.2025-03-12+json";
    QByteArray authorization;
    QByteArray org;
    QByteArray prod;
    QByteArray staging;
    QString callerId; ///< of become…()
    Response last;

private:
    void become(const QByteArray &scope, const QStringList &roles)
    {
        call("POST", scope + "/serviceAccounts", newAccount(QStringLiteral("caller"), roles));
        callerId = json().value(QStringLiteral("clientId")).toString();
        const QJsonArray secrets = json().value(QStringLiteral("secrets")).toArray();
        authorization = bearer(callerId, secrets.first()[QStringLiteral("secret")].toString());
    }
};
