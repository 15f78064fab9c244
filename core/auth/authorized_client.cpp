#include "core/auth/authorized_client.h"

namespace keywright {

AuthorizedClient::AuthorizedClient(
    std::shared_ptr<HttpClient> http, std::shared_ptr<Authorizer> authorizer)
    : m_http(std::move(http))
    , m_authorizer(std::move(authorizer))
{
}

Async<HttpResponse> AuthorizedClient::send(HttpRequest request)
{
    const auto http = m_http;
    const auto authorizer = m_authorizer;
    HttpRequest again = request.duplicate();

    AuthorizationContext context(request.method, request.url, request.cancel);
    auto first = co_await authorizer->authorization(std::move(context));
    if (!first)
        co_return failure(std::move(first).error());
    const Secret used = first->duplicate();
    // An authorizer that has to be asked first gives nothing.
    if (!first->isEmpty())
        request.secretHeaders.emplace_back("Authorization", *std::move(first));
    auto response = co_await http->send(std::move(request));
    // A 401 had no effect on the server, so writes are sent again as well.
    if (!response || response->status != 401 || !authorizer->rejected(used, *response))
        co_return response;

    AuthorizationContext renewedContext(again.method, again.url, again.cancel);
    auto second = co_await authorizer->authorization(std::move(renewedContext));
    if (!second)
        co_return failure(std::move(second).error());
    if (!second->isEmpty())
        again.secretHeaders.emplace_back("Authorization", *std::move(second));
    auto answer = co_await http->send(std::move(again));
    co_return answer;
}

} // namespace keywright
