#pragma once

#include "core/auth/authorizer.h"
#include "core/net/http_client.h"

namespace keywright {

/// Sends requests with an Authorizer's header. After a 401 that the authorizer can do something
/// about, the request is sent once more, writes included, as a 401 had no effect. A request's
/// deadline counts for each sending; getting the header has the authorizer's own.
class AuthorizedClient : public std::enable_shared_from_this<AuthorizedClient>
{
public:
    AuthorizedClient(std::shared_ptr<HttpClient> http, std::shared_ptr<Authorizer> authorizer);

    Async<HttpResponse> send(HttpRequest request);

    const std::shared_ptr<Authorizer> &authorizer() const { return m_authorizer; }
    const std::shared_ptr<HttpClient> &http() const { return m_http; }

private:
    std::shared_ptr<HttpClient> m_http;
    std::shared_ptr<Authorizer> m_authorizer;
};

} // namespace keywright
