#pragma once

#include <QStringList>

class QSettings;

namespace keywright {

/// The workspaces and feature services that were looked up, most recent first, per connection.
/// Names only, never keys or values.
class ServiceHistory
{
public:
    static constexpr int capacity = 20;

    /// `settings` must outlive this object.
    explicit ServiceHistory(QSettings &settings);

    QStringList services(const QString &connectionId, const QString &workspace) const;
    void remember(const QString &connectionId, const QString &workspace, const QString &service);
    /// The last workspace used on the connection, or empty.
    QString lastWorkspace(const QString &connectionId) const;

private:
    QSettings &m_settings;
};

} // namespace keywright
