#include "core/net/retry_after.h"

#include "core/net/http_date.h"

#include <algorithm>

namespace keywright {

namespace {

constexpr std::chrono::seconds longestWait = std::chrono::hours(24);

bool isDecimal(const QByteArray &text)
{
    return !text.isEmpty() &&
           std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

} // namespace

std::optional<std::chrono::seconds> retryAfter(const HttpResponse &response)
{
    const QByteArray value = response.header("Retry-After").trimmed();
    if (isDecimal(value)) {
        bool ok = false;
        const qint64 seconds = value.toLongLong(&ok);
        return ok ? std::min(std::chrono::seconds(seconds), longestWait) : longestWait;
    }
    const QDateTime until = httpDate(value);
    const QDateTime serverNow = httpDate(response.header("Date"));
    if (!until.isValid() || !serverNow.isValid())
        return std::nullopt;
    return std::clamp(
        std::chrono::seconds(serverNow.secsTo(until)), std::chrono::seconds(0), longestWait);
}

} // namespace keywright
