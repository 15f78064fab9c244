#include "app/sandbox/tecton/authentication.h"

#include "app/sandbox/tecton/access_token.h"

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

ApiResult<Caller> callerOf(const Account *account, bool usesAccessToken, qint64 nowMs)
{
    if (account == nullptr)
        return tl::unexpected(unauthenticated(u"The credential is not known"_s));
    if (!account->active.effective(nowMs))
        return tl::unexpected(unauthenticated(u"The service account is deactivated"_s));
    return Caller{account->id, usesAccessToken};
}

ApiResult<Caller> authenticateKey(const QByteArray &key, const State &state, qint64 nowMs)
{
    const Account *account = state.accountByApiKey(QString::fromUtf8(key));
    if (account != nullptr && nowMs < account->apiKeyUsableFromMs)
        account = nullptr;
    return callerOf(account, false, nowMs);
}

ApiResult<Caller> authenticateToken(const QByteArray &token, const State &state, qint64 nowMs)
{
    const auto claims = readAccessToken(token, state.signingSecret);
    if (!claims)
        return tl::unexpected(unauthenticated(u"The access token is not valid"_s));
    if (claims->expiresAtSeconds * 1000 <= nowMs)
        return tl::unexpected(unauthenticated(u"The access token has expired"_s));
    return callerOf(state.account(claims->accountId), true, nowMs);
}

} // namespace

ApiResult<Caller> authenticate(const QByteArray &authorization, const State &state, qint64 nowMs)
{
    if (authorization.isEmpty())
        return tl::unexpected(unauthenticated(u"The Authorization header is missing"_s));
    const qsizetype space = authorization.indexOf(' ');
    const QByteArray scheme = authorization.left(space).toLower();
    const QByteArray credential = space < 0 ? QByteArray() : authorization.mid(space + 1).trimmed();
    if (scheme == "tecton-key")
        return authenticateKey(credential, state, nowMs);
    if (scheme == "bearer")
        return authenticateToken(credential, state, nowMs);
    return tl::unexpected(unauthenticated(
        u"The Authorization header uses neither the Tecton-key nor the Bearer scheme"_s));
}

} // namespace keywright::sandbox::tecton
