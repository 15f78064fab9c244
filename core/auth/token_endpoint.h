#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/secret.h"

#include <QUrl>

#include <chrono>
#include <memory>

namespace keywright {

class HttpClient;

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
    TokenEndpoint(
        std::shared_ptr<HttpClient> http, QUrl url, ClientAuthentication style, QString scope);
    virtual ~TokenEndpoint();

    /// Asks for a token. Refusals (RFC 6749 §5.2) are mapped: invalid_client is NotAuthenticated,
    /// and so on.
    virtual Async<AccessToken>
    fetch(QString clientId, std::shared_ptr<const Secret> clientSecret, CancelToken cancel);

    const QUrl &url() const { return m_url; }

private:
    std::shared_ptr<HttpClient> m_http;
    QUrl m_url;
    ClientAuthentication m_style;
    QString m_scope;
};

/// Reads `token_endpoint` from an RFC 8414 metadata document at `discoveryUrl`.
Async<QUrl>
discoverTokenUrl(std::shared_ptr<HttpClient> http, QUrl discoveryUrl, CancelToken cancel);

} // namespace keywright
