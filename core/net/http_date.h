#pragma once

#include <QByteArray>
#include <QDateTime>

namespace keywright {

/// The time in a header like Date (RFC 9110 §5.6.7), UTC; invalid when it is none. Only the form
/// that servers must write is understood.
QDateTime httpDate(const QByteArray &text);

} // namespace keywright
