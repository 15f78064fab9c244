#include "ui/accounts/time_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace keywright::timetext {

qint64 daysUntil(const QDateTime &time, const QDateTime &now)
{
    return now.toLocalTime().date().daysTo(time.toLocalTime().date());
}

QString day(const QDateTime &time, const QDateTime &now)
{
    const qint64 days = daysUntil(time, now);
    if (days == 0)
        return QCoreApplication::translate("TimeText", "today");
    if (days == 1)
        return QCoreApplication::translate("TimeText", "tomorrow");
    if (days == -1)
        return QCoreApplication::translate("TimeText", "yesterday");
    if (days > 0)
        return QCoreApplication::translate(
            "TimeText", "in %n days", nullptr, static_cast<int>(days));
    return QCoreApplication::translate("TimeText", "%n days ago", nullptr, static_cast<int>(-days));
}

QString date(const QDateTime &time)
{
    if (!time.isValid())
        return QStringLiteral("—");
    return QLocale().toString(time.toLocalTime().date(), QStringLiteral("d MMM yyyy"));
}

QString exact(const QDateTime &time)
{
    if (!time.isValid())
        return {};
    const QDateTime local = time.toLocalTime();
    return QLocale().toString(local, QStringLiteral("d MMM yyyy HH:mm:ss ")) +
           local.timeZoneAbbreviation();
}

} // namespace keywright::timetext
