#pragma once

#include "core/base/result.h"
#include "core/connection/connection.h"

#include <QList>

namespace keywright {

/// The file format of the connections. Keys it does not know are skipped; a connection that lacks
/// something makes the whole text a Protocol error.
QByteArray connectionsToJson(const QList<Connection> &connections);
Result<QList<Connection>> connectionsFromJson(const QByteArray &json);

} // namespace keywright
