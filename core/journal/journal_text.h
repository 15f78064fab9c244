#pragma once

#include <QDateTime>
#include <QStringList>

namespace keywright {

// How values stand in the journal's columns.

QString timeToText(const QDateTime &time);
/// Invalid for empty text.
QDateTime timeFromText(const QString &text);
QString listToText(const QStringList &list);
QStringList listFromText(const QString &text);

} // namespace keywright
