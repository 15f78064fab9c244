#include "core/identity/client_secret.h"

namespace keywright {

QString secretStatusName(SecretStatus status)
{
    switch (status) {
    case SecretStatus::Active:
        return QStringLiteral("active");
    case SecretStatus::Deactivated:
        return QStringLiteral("deactivated");
    case SecretStatus::Expired:
        return QStringLiteral("expired");
    }
    Q_UNREACHABLE();
}

} // namespace keywright
