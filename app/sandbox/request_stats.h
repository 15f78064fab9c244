#pragma once

#include <QByteArray>
#include <QJsonObject>
#include <QMap>

#include <mutex>

namespace keywright::sandbox {

/// Counts requests per method, path and outcome. Safe to use from several threads.
class RequestStats
{
public:
    /// @p outcome is the status, or "dropped".
    void count(const QByteArray &method, const QByteArray &path, const QByteArray &outcome);
    QJsonObject toJson() const;

private:
    mutable std::mutex m_mutex;
    QMap<QByteArray, QMap<QByteArray, int>> m_counts;
    int m_total = 0;
};

} // namespace keywright::sandbox
