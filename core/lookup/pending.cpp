#include "core/lookup/pending.h"

#include <QCoreApplication>
#include <QCoro/QCoroTimer>

namespace keywright {

bool looksPending(const Error &error)
{
    return error.kind == ErrorKind::NotAuthenticated || error.kind == ErrorKind::NotPermitted;
}

Error cancelledWhilePending()
{
    return makeError(
        ErrorKind::Cancelled,
        QCoreApplication::translate(
            "Pending", "Cancelled while waiting for the credential to take effect."));
}

} // namespace keywright
