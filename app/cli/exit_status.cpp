#include "app/cli/exit_status.h"

namespace keywright::cli {

ExitStatus exitStatus(const Error &error)
{
    if (error.doneInPart)
        return DoneInPart;
    switch (error.kind) {
    case ErrorKind::InvalidInput:
        return InvalidUsage;
    case ErrorKind::NotAuthenticated:
        return NotAuthenticated;
    case ErrorKind::NotPermitted:
        return NotPermitted;
    case ErrorKind::NotFound:
        return NotFound;
    case ErrorKind::Conflict:
    case ErrorKind::Limit:
        return ConflictOrLimit;
    case ErrorKind::Network:
    case ErrorKind::Tls:
    case ErrorKind::Timeout:
        return Unreachable;
    case ErrorKind::Provider:
    case ErrorKind::Protocol:
        return ProviderFailed;
    case ErrorKind::Keychain:
    case ErrorKind::Storage:
        return KeychainFailed;
    case ErrorKind::Cancelled:
        return Interrupted;
    }
    Q_UNREACHABLE();
}

} // namespace keywright::cli
