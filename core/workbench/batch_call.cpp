#include "core/workbench/batch_call.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

/// One of the rows, their number, or the call itself may be what was refused.
bool mayFareBetterSingly(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::InvalidInput:
    case ErrorKind::NotFound:
    case ErrorKind::Limit:
    case ErrorKind::Timeout:
    case ErrorKind::Protocol:
    case ErrorKind::Provider:
        return true;
    default:
        return false;
    }
}

} // namespace

bool endsBatch(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::NotAuthenticated:
    case ErrorKind::NotPermitted:
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Cancelled:
    case ErrorKind::Keychain:
    case ErrorKind::Storage:
        return true;
    default:
        return false;
    }
}

Async<BatchAnswers> lookUpRows(
    std::shared_ptr<FeatureReader> reader, QList<LookupRequest> requests, bool singly,
    CancelToken cancel)
{
    BatchAnswers answers;
    const bool together = !singly && requests.size() > 1;
    if (together) {
        auto results = co_await reader->lookupBatch(requests, cancel);
        answers.calls = 1;
        // Without an answer for each row nobody can tell whose they are.
        if (results && results->size() == requests.size()) {
            for (LookupResult &result : *results)
                answers.rows.emplace_back(std::move(result));
            co_return Result<BatchAnswers>(std::move(answers));
        }
        if (!results && !mayFareBetterSingly(results.error())) {
            answers.rows.assign(
                static_cast<std::size_t>(requests.size()),
                Result<LookupResult>(failure(results.error())));
            co_return Result<BatchAnswers>(std::move(answers));
        }
    }
    for (const LookupRequest &request : std::as_const(requests)) {
        auto result = co_await reader->lookup(request, cancel);
        ++answers.calls;
        answers.rows.push_back(std::move(result));
    }
    answers.onlySingly =
        together && std::ranges::all_of(answers.rows, [](const auto &row) { return bool(row); });
    co_return Result<BatchAnswers>(std::move(answers));
}

} // namespace keywright
