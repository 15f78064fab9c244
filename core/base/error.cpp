#include "core/base/error.h"

#include <utility>

namespace keywright {

QString errorKindName(ErrorKind kind)
{
    switch (kind) {
    case ErrorKind::InvalidInput:
        return QStringLiteral("invalid-input");
    case ErrorKind::NotAuthenticated:
        return QStringLiteral("not-authenticated");
    case ErrorKind::NotPermitted:
        return QStringLiteral("not-permitted");
    case ErrorKind::NotFound:
        return QStringLiteral("not-found");
    case ErrorKind::Conflict:
        return QStringLiteral("conflict");
    case ErrorKind::Limit:
        return QStringLiteral("limit");
    case ErrorKind::Network:
        return QStringLiteral("network");
    case ErrorKind::Tls:
        return QStringLiteral("tls");
    case ErrorKind::Timeout:
        return QStringLiteral("timeout");
    case ErrorKind::Cancelled:
        return QStringLiteral("cancelled");
    case ErrorKind::Provider:
        return QStringLiteral("provider");
    case ErrorKind::Keychain:
        return QStringLiteral("keychain");
    case ErrorKind::Protocol:
        return QStringLiteral("protocol");
    case ErrorKind::Storage:
        return QStringLiteral("storage");
    }
    Q_UNREACHABLE();
}

Error makeError(ErrorKind kind, QString message, QString hint)
{
    Error error;
    error.kind = kind;
    error.message = std::move(message);
    error.hint = std::move(hint);
    return error;
}

Error fieldError(QString field, QString message, QString hint)
{
    Error error = makeError(ErrorKind::InvalidInput, std::move(message), std::move(hint));
    error.field = std::move(field);
    return error;
}

} // namespace keywright
