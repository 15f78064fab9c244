#pragma once

#include "app/sandbox/atlas/model.h"

namespace keywright::sandbox::atlas {

/// Who sends a request, and from where.
struct Caller
{
    QString name; ///< a client id or a public key
    bool isApiKey = false;
    QString address; ///< of the client
    Grants grants;
};

} // namespace keywright::sandbox::atlas
