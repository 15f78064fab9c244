#pragma once

#include <QSet>
#include <QString>

#include <mutex>

namespace keywright::sandbox::atlas {

/// The accounts for which a secret is being created at this moment. The vendor takes a while to do
/// it and refuses a second request that arrives meanwhile. Safe to use from several threads.
class SecretCreations
{
public:
    /// False when one is under way for this account.
    bool begin(const QString &clientId)
    {
        const std::lock_guard lock(m_mutex);
        if (m_clientIds.contains(clientId))
            return false;
        m_clientIds.insert(clientId);
        return true;
    }

    void end(const QString &clientId)
    {
        const std::lock_guard lock(m_mutex);
        m_clientIds.remove(clientId);
    }

private:
    std::mutex m_mutex;
    QSet<QString> m_clientIds;
};

} // namespace keywright::sandbox::atlas
