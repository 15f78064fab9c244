#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"

#include <QDateTime>
#include <QStringList>

namespace keywright {

/// Something that happened on the server, as its own log has it.
struct RemoteEvent
{
    QString id;
    QString type; ///< the provider's own word, for example "API_KEY_CREATED"
    QDateTime at;
    QString actor;  ///< who did it: a person's name, a public key or a client id; may be empty
    QString target; ///< whom it was done to; may be empty
    QString remoteAddress; ///< where it was done from; may be empty
    QString projectId;     ///< empty: of the organisation

    bool operator==(const RemoteEvent &) const = default;
};

struct EventQuery
{
    EventQuery() {}

    QStringList types; ///< empty: all
    QDateTime from;    ///< invalid: as far back as the server keeps them
    QDateTime to;      ///< invalid: until now
    int atMost = 500;  ///< the newest ones
};

/// The server's own log.
class Events
{
public:
    virtual ~Events() = default;

    /// Newest first.
    virtual Async<QList<RemoteEvent>> list(EventQuery query, CancelToken cancel) = 0;
};

} // namespace keywright
