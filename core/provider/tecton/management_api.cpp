#include "core/provider/tecton/management_api.h"

#include "core/base/json_reader.h"
#include "core/net/base_url.h"
#include "core/net/http_error.h"
#include "core/provider/tecton/tecton_error.h"

#include <QJsonDocument>

namespace keywright::tecton {

namespace {

Async<QJsonObject>
sendCall(std::shared_ptr<AuthorizedClient> client, QString name, HttpRequest request)
{
    const bool isWrite = request.replay == Replay::Never;
    auto response = co_await client->send(std::move(request));
    if (!response)
        co_return failure(std::move(response).error());
    if (!response->isSuccess()) {
        Error refusal = managementError(*response, name);
        refusal.outcomeUnknown = isWrite && mayHaveActed(response->status);
        co_return failure(std::move(refusal));
    }
    auto answer = parseJsonObject(response->body.view());
    if (!answer) {
        answer.error().httpStatus = response->status;
        answer.error().outcomeUnknown = isWrite;
    }
    co_return answer;
}

/// {"field":"value"}, built by hand so that the only copy of the value is the body itself.
QByteArray objectWithSecret(const QString &field, const Secret &secret)
{
    QByteArray json;
    // Reserved for the longest escapes: a reallocation would leave a copy behind.
    json.reserve(static_cast<qsizetype>(secret.size()) * 6 + field.size() * 4 + 16);
    json += "{\"" + field.toUtf8() + "\":\"";
    for (const char c : secret.expose()) {
        if (c == '"' || c == '\\') {
            json += '\\';
            json += c;
        } else if (static_cast<unsigned char>(c) < 0x20) {
            json += "\\u00";
            json += "0123456789abcdef"[c >> 4];
            json += "0123456789abcdef"[c & 0xF];
        } else {
            json += c;
        }
    }
    json += "\"}";
    return json;
}

} // namespace

HttpRequest jsonPost(const QUrl &url, QByteArray &&body, Replay replay, CancelToken cancel)
{
    HttpRequest request(QByteArrayLiteral("POST"), url, replay);
    const QByteArray json = QByteArrayLiteral("application/json");
    request.headers = {
        {QByteArrayLiteral("Content-Type"), json}, {QByteArrayLiteral("Accept"), json}};
    request.body = WipedBytes(std::move(body));
    request.cancel = std::move(cancel);
    return request;
}

ManagementApi::ManagementApi(
    std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, PathTable paths)
    : m_client(std::move(client))
    , m_baseUrl(std::move(baseUrl))
    , m_paths(std::move(paths))
{
}

HttpRequest ManagementApi::makeRequest(
    const QString &name, QByteArray &&body, Replay replay, CancelToken cancel) const
{
    return jsonPost(
        joinPath(m_baseUrl, m_paths.path(name)), std::move(body), replay, std::move(cancel));
}

Async<QJsonObject>
ManagementApi::call(QString name, QJsonObject body, Replay replay, CancelToken cancel)
{
    HttpRequest request = makeRequest(
        name, QJsonDocument(body).toJson(QJsonDocument::Compact), replay, std::move(cancel));
    return sendCall(m_client, std::move(name), std::move(request));
}

Async<QJsonObject> ManagementApi::callWithSecret(
    QString name, QString field, std::shared_ptr<const Secret> secret, CancelToken cancel)
{
    HttpRequest request =
        makeRequest(name, objectWithSecret(field, *secret), Replay::Idempotent, std::move(cancel));
    return sendCall(m_client, std::move(name), std::move(request));
}

} // namespace keywright::tecton
