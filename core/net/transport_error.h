#pragma once

#include "core/base/error.h"
#include "core/net/transport_options.h"

#include <QList>
#include <QSslError>

class QNetworkReply;

namespace keywright {

/// Why this side ended a call before its answer was complete.
enum class StopReason { Cancelled, ConnectTimeout, TransferTimeout, Deadline, TooLarge };

/// The words for a call that failed below HTTP: they name the layer (name resolution, connection,
/// TLS, proxy, answer). `tlsErrors` are those the reply reported.
Error transportError(const QNetworkReply &reply, const QList<QSslError> &tlsErrors);

/// The words for a call that this side ended. `limit` is the time that has passed.
Error stopError(StopReason reason, const QUrl &url, std::chrono::milliseconds limit);

/// The words for an answer that sends the caller elsewhere. Of the target only the host is told,
/// since the rest may contain credentials.
Error redirectError(int status, const QUrl &url, const QByteArray &location);

} // namespace keywright
