#pragma once

#include <QHash>
#include <QString>

namespace keywright::sandbox::atlas {

/// Counts requests per key in windows of a minute; a window starts with the first request.
class RateLimiter
{
public:
    static constexpr int windowSeconds = 60;

    struct Outcome
    {
        bool isAllowed = true;
        int limit = 0;
        int remaining = 0;
        int retryAfterSeconds = 0; ///< until the window ends, when not allowed
    };

    Outcome take(const QString &key, int limit, qint64 nowMs);

private:
    struct Window
    {
        qint64 startedAtMs = 0;
        int count = 0;
    };
    QHash<QString, Window> m_windows;
};

} // namespace keywright::sandbox::atlas
