#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/secret.h"
#include "core/net/http_message.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace keywright {

class HttpClient;
class TokenBudget;

/// RFC 6749 §2.3.1: how the client authenticates at the token endpoint; never both.
enum class ClientAuthentication { RequestBody, Basic };

/// RFC 6749 §5.1. The token lives in memory only.
struct AccessToken
{
    Secret value;
    std::chrono::seconds lifetime{3600};
    QString scope;
};

/// One OAuth 2.0 token endpoint for the client credentials grant (RFC 6749 §4.4).
class TokenEndpoint : public std::enable_shared_from_this<TokenEndpoint>
{
public:
    /// `revocationUrl` (RFC 7009) may be empty. Without a `budget` it is asked as often as wanted.
    TokenEndpoint(
        std::shared_ptr<HttpClient> http, QUrl url, ClientAuthentication style, QString scope,
        QUrl revocationUrl = {}, std::shared_ptr<TokenBudget> budget = nullptr);
    virtual ~TokenEndpoint();

    /// Asks for a token. Refusals (RFC 6749 §5.2) are mapped: invalid_client is NotAuthenticated,
    /// and so on.
    virtual Async<AccessToken>
    fetch(QString clientId, std::shared_ptr<const Secret> clientSecret, CancelToken cancel);

    /// Makes the server forget a token; success, too, where it offers no such thing.
    virtual Async<void> revoke(
        QString clientId, std::shared_ptr<const Secret> clientSecret,
        std::shared_ptr<const Secret> token, CancelToken cancel);

    const QUrl &url() const { return m_url; }

private:
    HttpRequest authenticatedRequest(
        const QUrl &url, const QString &clientId, const Secret &clientSecret,
        class FormBody &form) const;

    std::shared_ptr<HttpClient> m_http;
    QUrl m_url;
    ClientAuthentication m_style;
    QString m_scope;
    QUrl m_revocationUrl;
    std::shared_ptr<TokenBudget> m_budget;
};

/// Reads `token_endpoint` from an RFC 8414 metadata document at `discoveryUrl`.
Async<QUrl>
discoverTokenUrl(std::shared_ptr<HttpClient> http, QUrl discoveryUrl, CancelToken cancel);

} // namespace keywright
