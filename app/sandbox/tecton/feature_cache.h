#pragma once

#include <QByteArray>
#include <QSet>

#include <mutex>

namespace keywright::sandbox::tecton {

/// Which rows the serving cache holds. Safe to use from several threads.
class FeatureCache
{
public:
    bool contains(const QByteArray &row) const
    {
        const std::lock_guard lock(m_mutex);
        return m_rows.contains(row);
    }

    void insert(const QByteArray &row)
    {
        constexpr qsizetype mostRows = 10000;
        const std::lock_guard lock(m_mutex);
        if (m_rows.size() >= mostRows)
            m_rows.clear();
        m_rows.insert(row);
    }

private:
    mutable std::mutex m_mutex;
    QSet<QByteArray> m_rows;
};

} // namespace keywright::sandbox::tecton
