#pragma once

#include "core/auth/authorizer.h"
#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/wiped_bytes.h"

namespace keywright {

/// An answer as the server gave it.
struct RawAnswer
{
    QByteArray contentType;
    WipedBytes body;
};

/// Reads any path of a system's API.
class RawReads
{
public:
    virtual ~RawReads() = default;

    /// GET of `path`, which begins with a slash, is percent-encoded and may carry a query (else a
    /// field error on "path"). With the connection's own credential when `as` is null. A refusal
    /// is an Error.
    virtual Async<RawAnswer>
    get(QString path, std::shared_ptr<Authorizer> as, CancelToken cancel) = 0;
};

} // namespace keywright
