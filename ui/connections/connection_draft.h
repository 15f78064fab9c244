#pragma once

#include "core/connection/connection_store.h"
#include "core/transfer/imported_connection.h"

#include <memory>

namespace keywright {

/// A new connection that was found somewhere, to be looked at and completed before it is saved.
struct ConnectionDraft
{
    Connection connection;                ///< with an id of its own
    std::shared_ptr<const Secret> secret; ///< null when it is still to be entered
    QString source;                       ///< "Atlas CLI profile “prod”"
    QStringList notices;                  ///< what the person should know, in sentences
};

/// Names what was found after its provider and `label` (a profile, for example), as no other
/// connection is named. InvalidInput when it belongs to a system that this program does not know.
Result<ConnectionDraft>
draftOf(ImportedConnection found, const QString &label, const ConnectionStore &store);

} // namespace keywright
