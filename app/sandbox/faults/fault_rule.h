#pragma once

#include <QByteArray>
#include <QRegularExpression>
#include <QString>

#include <chrono>
#include <optional>

namespace keywright::sandbox {

enum class FaultAction {
    Status,     ///< answer with this status, the request has no effect
    RetryAfter, ///< 429 with Retry-After in seconds, the request has no effect
    Html,       ///< 200 with a web page, as a sign-in proxy answers; no effect
    DropBefore, ///< close the connection, the request has no effect
    DropAfter,  ///< the request takes effect, its answer is lost
    Truncate,   ///< half of the body, then close
    Garbage,    ///< a body that is not JSON, with the status of the real answer
    SlowBody,   ///< the body drips over several seconds
    Delay,      ///< wait, then go on as usual
};

/// One line of `PATTERN=ACTION[:arg][@nth|%percent]`.
///
/// PATTERN is compared with the path. With `*` or `?` it is a glob over the whole path (`*` crosses
/// slashes), otherwise it is a part of it. `@3` is the third matching request only, `%20` every
/// matching request with that probability; without either it is every matching request.
struct FaultRule
{
    QString text;
    QRegularExpression pattern;
    FaultAction action = FaultAction::Status;
    int status = 503;                  ///< Status
    int retryAfterSeconds = 1;         ///< RetryAfter
    std::chrono::milliseconds time{};  ///< Delay; SlowBody: how long the whole body takes
    std::optional<int> nth;            ///< from 1
    std::optional<double> probability; ///< 0 to 1

    bool matches(const QString &path) const;
};

/// Nothing, and @p errorText says why, when @p text cannot be read.
std::optional<FaultRule> parseFaultRule(const QString &text, QString *errorText);

} // namespace keywright::sandbox
