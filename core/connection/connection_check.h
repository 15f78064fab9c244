#pragma once

#include "core/connection/session.h"

#include <chrono>

namespace keywright {

/// What trying a connection showed.
struct ConnectionCheck
{
    Identity identity;
    int accounts = 0;                      ///< how many service accounts it sees
    std::chrono::milliseconds duration{0}; ///< of both calls, as seen from this machine
    QString summary;                       ///< all of it in a sentence or two
};

/// Signs in and lists the accounts, so that success means that the connection can be worked with.
/// Changes nothing on the server.
Async<ConnectionCheck> checkConnection(std::shared_ptr<Session> session, CancelToken cancel);

} // namespace keywright
