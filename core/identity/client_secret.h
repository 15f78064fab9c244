#pragma once

#include <QDateTime>
#include <QList>
#include <QString>

namespace keywright {

enum class SecretStatus { Active, Deactivated, Expired };

/// One client secret of an OAuth account, without its value, which exists once, at creation.
struct ClientSecret
{
    QString id;
    SecretStatus status = SecretStatus::Active;
    QString masked; ///< as the provider shows it, for example "…q7Tz"
    QDateTime createdAt;
    QDateTime updatedAt;
    QDateTime expiresAt;  ///< invalid: never
    QDateTime lastUsedAt; ///< invalid: never, or not told

    bool operator==(const ClientSecret &) const = default;
};

QString secretStatusName(SecretStatus status);

} // namespace keywright
