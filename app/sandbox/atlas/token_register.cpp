#include "app/sandbox/atlas/token_register.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

void TokenRegister::add(
    const QString &clientId, const QString &secretId, const QString &tokenId, qint64 endMs)
{
    m_tokens[clientId].append({tokenId, secretId, endMs});
}

void TokenRegister::revoke(const QString &clientId, const QString &tokenId)
{
    m_tokens[clientId].removeIf([&](const Token &token) { return token.id == tokenId; });
}

bool TokenRegister::isLive(
    const ServiceAccount &account, const QString &tokenId, qint64 nowMs) const
{
    const QList<Token> tokens = m_tokens.value(account.clientId);
    return std::any_of(tokens.begin(), tokens.end(), [&](const Token &token) {
        return token.id == tokenId && works(token, account, nowMs);
    });
}

qsizetype TokenRegister::liveCount(const ServiceAccount &account, qint64 nowMs)
{
    QList<Token> &tokens = m_tokens[account.clientId];
    tokens.removeIf([&](const Token &token) { return !works(token, account, nowMs); });
    return tokens.size();
}

bool TokenRegister::works(const Token &token, const ServiceAccount &account, qint64 nowMs)
{
    return nowMs < token.endMs &&
           std::any_of(
               account.secrets.begin(), account.secrets.end(),
               [&](const ClientSecret &secret) { return secret.id == token.secretId; });
}

} // namespace keywright::sandbox::atlas
