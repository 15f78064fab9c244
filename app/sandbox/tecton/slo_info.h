#pragma once

#include "app/sandbox/tecton/served_row.h"

namespace keywright::sandbox::tecton {

/// What the server says of its own speed, as measured: the time since a request arrived, with the
/// latency that the sandbox was told to have.
class SloClock
{
public:
    explicit SloClock(std::chrono::steady_clock::time_point receivedAt)
        : m_receivedAt(receivedAt)
    {
    }

    /// The times of one row end with this call.
    QJsonObject row(const ServedRow &row) const;
    QJsonObject batch(const QList<ServedRow> &rows) const;

private:
    double serverSeconds() const;

    std::chrono::steady_clock::time_point m_receivedAt;
};

} // namespace keywright::sandbox::tecton
