#include "app/sandbox/atlas/call.h"

#include "app/sandbox/atlas/secrets.h"

#include <QDateTime>
#include <QUrl>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

QString Call::base() const
{
    return QUrl(url).adjusted(QUrl::RemovePath).toString(QUrl::FullyEncoded);
}

void Call::record(const QString &typeName, const QString &clientId, const QString &projectId)
{
    state.record(
        {newObjectId(), typeName, nowMs, projectId, caller.name, caller.address, clientId});
}

bool Call::flag(QLatin1StringView name, bool whenMissing) const
{
    const QString value = query.value(name);
    return value.isEmpty() ? whenMissing : value == "true"_L1;
}

QString toTimestamp(qint64 timeMs)
{
    return QDateTime::fromMSecsSinceEpoch(timeMs, Qt::UTC).toString(Qt::ISODate);
}

QJsonArray linksTo(const QString &url)
{
    return {QJsonObject{{u"href"_s, url}, {u"rel"_s, u"self"_s}}};
}

} // namespace keywright::sandbox::atlas
