#pragma once

#include <QDateTime>
#include <QString>

/// How the account pages word a time. Days are counted in local time, as people do.
namespace keywright::timetext {

/// "in 6 days", "tomorrow", "today", "3 days ago".
QString day(const QDateTime &time, const QDateTime &now);
/// Whole days from `now` to `time`; negative in the past.
qint64 daysUntil(const QDateTime &time, const QDateTime &now);
/// "12 Feb 2026"; a dash when unknown.
QString date(const QDateTime &time);
/// The exact time for tooltips, with the time zone; empty when unknown.
QString exact(const QDateTime &time);

} // namespace keywright::timetext
