#include "core/connection/token_returns.h"

#include "core/connection/deadline.h"

#include <utility>

namespace keywright {

namespace {

Async<void> revokeSoon(std::shared_ptr<Authorizer> authorizer, CancelToken cancel)
{
    const Deadline stop(signOutDeadline, cancel);
    auto revoked = co_await authorizer->revoke(stop.token());
    co_return revoked;
}

} // namespace

void TokenReturns::begin(std::shared_ptr<Authorizer> authorizer)
{
    std::erase_if(m_underWay, [](const Async<void> &end) { return end.isReady(); });
    m_underWay.push_back(revokeSoon(std::move(authorizer), m_stop.token()));
}

Async<void> TokenReturns::finish(CancelToken cancel)
{
    CancelSource stop = std::exchange(m_stop, CancelSource());
    std::vector<Async<void>> underWay = std::exchange(m_underWay, {});
    QObject context;
    cancel.onCancelled(&context, [stop]() mutable { stop.cancel(); });
    for (Async<void> &end : underWay)
        co_await end;
    co_return Result<void>();
}

} // namespace keywright
