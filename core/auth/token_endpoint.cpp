#include "core/auth/token_endpoint.h"

#include "core/auth/form_body.h"
#include "core/auth/header_value.h"
#include "core/auth/token_answer.h"
#include "core/auth/token_budget.h"
#include "core/base/json_reader.h"
#include "core/net/base_url.h"
#include "core/net/http_client.h"
#include "core/net/http_error.h"

#include <QCoreApplication>

namespace keywright {

namespace {

// RFC 6749 §2.3.1: both parts are form-urlencoded before they are joined and turned into Base64.
Secret basicAuthorization(const QString &clientId, const Secret &clientSecret)
{
    QByteArray joined;
    const QByteArray id = clientId.toUtf8();
    appendFormEncoded(joined, {id.constData(), static_cast<std::size_t>(id.size())});
    joined.append(':');
    appendFormEncoded(joined, clientSecret.expose());
    Secret encoded(joined.toBase64());
    wipe(joined);
    return headerValue("Basic", encoded);
}

QList<std::pair<QByteArray, QByteArray>> tokenHeaders()
{
    return {{"Content-Type", "application/x-www-form-urlencoded"}, {"Accept", "application/json"}};
}

} // namespace

TokenEndpoint::TokenEndpoint(
    std::shared_ptr<HttpClient> http, QUrl url, ClientAuthentication style, QString scope,
    QUrl revocationUrl, std::shared_ptr<TokenBudget> budget)
    : m_http(std::move(http))
    , m_url(std::move(url))
    , m_style(style)
    , m_scope(std::move(scope))
    , m_revocationUrl(std::move(revocationUrl))
    , m_budget(std::move(budget))
{
}

TokenEndpoint::~TokenEndpoint() = default;

HttpRequest TokenEndpoint::authenticatedRequest(
    const QUrl &url, const QString &clientId, const Secret &clientSecret, FormBody &form) const
{
    HttpRequest request("POST", url, Replay::Idempotent);
    request.headers = tokenHeaders();
    if (m_style == ClientAuthentication::RequestBody) {
        form.add("client_id", clientId);
        form.add("client_secret", clientSecret);
    } else {
        request.secretHeaders.emplace_back(
            "Authorization", basicAuthorization(clientId, clientSecret));
    }
    request.body = form.take();
    return request;
}

Async<AccessToken> TokenEndpoint::fetch(
    QString clientId, std::shared_ptr<const Secret> clientSecret, CancelToken cancel)
{
    const auto self = shared_from_this();
    if (m_budget) {
        if (auto taken = m_budget->take(clientId); !taken)
            co_return failure(std::move(taken).error());
    }
    FormBody form;
    form.add("grant_type", QStringLiteral("client_credentials"));
    if (!m_scope.isEmpty())
        form.add("scope", m_scope);
    // Sent again by itself when its answer is lost: the first token is simply not used.
    HttpRequest request = authenticatedRequest(m_url, clientId, *clientSecret, form);
    request.cancel = cancel;
    const auto response = co_await m_http->send(std::move(request));
    if (!response)
        co_return failure(response.error());
    if (m_budget)
        m_budget->spend(clientId, response->timing.attempts - 1);
    Result<AccessToken> token = readTokenAnswer(*response, *clientSecret);
    if (m_budget && token)
        m_budget->made(clientId, token->lifetime);
    co_return token;
}

Async<void> TokenEndpoint::revoke(
    QString clientId, std::shared_ptr<const Secret> clientSecret,
    std::shared_ptr<const Secret> token, CancelToken cancel)
{
    const auto self = shared_from_this();
    if (m_revocationUrl.isEmpty())
        co_return Result<void>();
    FormBody form;
    form.add("token", *token);
    form.add("token_type_hint", QStringLiteral("access_token"));
    HttpRequest request = authenticatedRequest(m_revocationUrl, clientId, *clientSecret, form);
    request.cancel = cancel;
    const auto response = co_await m_http->send(std::move(request));
    if (!response)
        co_return failure(response.error());
    if (!response->isSuccess())
        co_return failure(httpError(*response, {}));
    if (m_budget)
        m_budget->givenBack(clientId);
    co_return Result<void>();
}

Async<QUrl>
discoverTokenUrl(std::shared_ptr<HttpClient> http, QUrl discoveryUrl, CancelToken cancel)
{
    HttpRequest request("GET", discoveryUrl, Replay::Idempotent);
    request.headers.append({QByteArray("Accept"), QByteArray("application/json")});
    request.cancel = cancel;
    const auto response = co_await http->send(std::move(request));
    if (!response)
        co_return failure(response.error());
    if (!response->isSuccess())
        co_return failure(httpError(*response, {}));
    auto object = parseJsonObject(response->body.view());
    if (!object)
        co_return failure(std::move(object).error());
    JsonReader reader(*std::move(object));
    const QString address = reader.string(QStringLiteral("tokenEndpoint"));
    if (!reader.ok())
        co_return failure(reader.error());
    const Result<QUrl> url = parseBaseUrl(address, QStringLiteral("tokenUrl"));
    if (!url || (isLoopback(*url) && !isLoopback(discoveryUrl)))
        co_return failure(makeError(
            ErrorKind::Protocol,
            QCoreApplication::translate(
                "TokenEndpoint",
                "The discovery document of %1 names no token endpoint that may be used.")
                .arg(discoveryUrl.host()),
            QCoreApplication::translate("TokenEndpoint", "Enter the token URL yourself.")));
    co_return url;
}

} // namespace keywright
