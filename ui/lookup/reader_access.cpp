#include "ui/lookup/reader_access.h"

#include <QCoreApplication>

namespace keywright {

Async<std::shared_ptr<FeatureReader>>
openReader(std::shared_ptr<Session> session, QString accountId)
{
    auto authorizer = co_await session->authorizerFor(accountId);
    if (!authorizer)
        co_return tl::unexpected(std::move(authorizer).error());
    std::shared_ptr<FeatureReader> reader =
        session->provider()->featureReader(std::move(*authorizer));
    if (!reader) {
        Error error = makeError(
            ErrorKind::InvalidInput,
            QCoreApplication::translate("Lookup", "This connection has no features to look up."));
        co_return tl::unexpected(std::move(error));
    }
    co_return Result<std::shared_ptr<FeatureReader>>(std::move(reader));
}

} // namespace keywright
