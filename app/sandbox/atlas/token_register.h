#pragma once

#include "app/sandbox/atlas/model.h"

#include <QHash>

namespace keywright::sandbox::atlas {

inline constexpr int tokenLifetimeSeconds = 3600;
inline constexpr qsizetype mostLiveTokens = 100; ///< per account

/// The access tokens that were given out and still work.
class TokenRegister
{
public:
    void
    add(const QString &clientId, const QString &secretId, const QString &tokenId, qint64 endMs);
    void revoke(const QString &clientId, const QString &tokenId);
    /// Neither ended nor revoked, and the secret it was made with still exists.
    bool isLive(const ServiceAccount &account, const QString &tokenId, qint64 nowMs) const;
    qsizetype liveCount(const ServiceAccount &account, qint64 nowMs); ///< forgets the others

private:
    struct Token
    {
        QString id;
        QString secretId;
        qint64 endMs = 0;
    };
    static bool works(const Token &token, const ServiceAccount &account, qint64 nowMs);

    QHash<QString, QList<Token>> m_tokens; ///< by client id
};

} // namespace keywright::sandbox::atlas
