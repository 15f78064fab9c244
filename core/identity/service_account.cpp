#include "core/identity/service_account.h"

namespace keywright {

QString accountTypeName(AccountType type)
{
    switch (type) {
    case AccountType::ApiKey:
        return QStringLiteral("api-key");
    case AccountType::OAuth:
        return QStringLiteral("oauth");
    }
    Q_UNREACHABLE();
}

QString accountStatusName(AccountStatus status)
{
    switch (status) {
    case AccountStatus::Active:
        return QStringLiteral("active");
    case AccountStatus::Deactivated:
        return QStringLiteral("deactivated");
    }
    Q_UNREACHABLE();
}

} // namespace keywright
