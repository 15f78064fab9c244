#include "ui/lookup/service_history.h"

#include <QSettings>
#include <QUrl>

namespace keywright {

namespace {

/// Names may contain what separates groups in a settings file.
QString encoded(const QString &name)
{
    return QString::fromLatin1(QUrl::toPercentEncoding(name));
}

QString serviceKey(const QString &connectionId, const QString &workspace)
{
    return QStringLiteral("lookup/%1/services/%2").arg(connectionId, encoded(workspace));
}

QString workspaceKey(const QString &connectionId)
{
    return QStringLiteral("lookup/%1/workspace").arg(connectionId);
}

} // namespace

ServiceHistory::ServiceHistory(QSettings &settings)
    : m_settings(settings)
{
}

QStringList ServiceHistory::services(const QString &connectionId, const QString &workspace) const
{
    return m_settings.value(serviceKey(connectionId, workspace)).toStringList();
}

void ServiceHistory::remember(
    const QString &connectionId, const QString &workspace, const QString &service)
{
    QStringList known = services(connectionId, workspace);
    known.removeAll(service);
    known.prepend(service);
    m_settings.setValue(serviceKey(connectionId, workspace), known.mid(0, capacity));
    m_settings.setValue(workspaceKey(connectionId), workspace);
}

QString ServiceHistory::lastWorkspace(const QString &connectionId) const
{
    return m_settings.value(workspaceKey(connectionId)).toString();
}

} // namespace keywright
