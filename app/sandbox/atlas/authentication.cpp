#include "app/sandbox/atlas/authentication.h"

#include "app/sandbox/atlas/digest.h"
#include "app/sandbox/atlas/ip_network.h"
#include "app/sandbox/atlas/secrets.h"
#include "app/sandbox/jwt.h"
#include "app/sandbox/secret_values.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

ApiError unauthorized(const QString &detail)
{
    return {401, u"UNAUTHORIZED"_s, detail, {}, {}, {}};
}

Refusal challengeBearer(const QString &detail)
{
    ApiError error = unauthorized(detail);
    error.headers.append(
        {"WWW-Authenticate",
         "Bearer realm=\"" + QByteArray(digestRealm) + "\", error=\"invalid_token\""});
    return Refusal(std::move(error));
}

/// RFC 7616 wants the preferred algorithm first.
Refusal challengeDigest(const State &state, qint64 nowMs, const QString &detail, bool isStale)
{
    ApiError error = unauthorized(detail);
    const QByteArray nonce = NonceLog::make(state.signingSecret, nowMs);
    for (const char *algorithm : {"SHA-256", "MD5"})
        error.headers.append(
            {"WWW-Authenticate", "Digest realm=\"" + QByteArray(digestRealm) +
                                     "\", domain=\"\", nonce=\"" + nonce +
                                     "\", algorithm=" + algorithm +
                                     ", qop=\"auth\", stale=" + (isStale ? "true" : "false")});
    return Refusal(std::move(error));
}

Refusal refuseAddress(const QString &address)
{
    return refuse(
        403, u"IP_ADDRESS_NOT_ON_ACCESS_LIST"_s,
        u"IP address %1 is not allowed to access this resource."_s.arg(address), {address});
}

/// An address is let in when its list asks for nothing or names it.
bool isLetIn(ServiceAccount &account, const QString &address, const State &state, qint64 nowMs)
{
    const auto from = parseAddress(address);
    for (AccessEntry &entry : account.accessList) {
        const auto network = parseNetwork(entry.address);
        if (!from || !network || !network->contains(*from))
            continue;
        ++entry.requestCount;
        entry.lastUsedAddress = address;
        entry.lastUsedAtMs = nowMs;
        return true;
    }
    return account.accessList.isEmpty() && !state.settings.apiAccessListRequired;
}

ApiResult<Caller> byToken(const HttpRequest &request, State &state, qint64 nowMs)
{
    const QByteArray authorization = request.header("authorization");
    const QByteArray token = authorization.mid(authorization.indexOf(' ') + 1).trimmed();
    const auto payload = readJwt(token, state.signingSecret);
    if (!payload)
        return challengeBearer(u"The access token is not valid."_s);
    ServiceAccount *account = state.account(payload->value("sub"_L1).toString());
    if (account == nullptr)
        return challengeBearer(u"The service account of the access token does not exist."_s);
    if (!state.tokens.isLive(*account, payload->value("jti"_L1).toString(), nowMs))
        return challengeBearer(u"The access token has expired or was revoked."_s);
    if (!isLetIn(*account, request.peerAddress, state, nowMs))
        return refuseAddress(request.peerAddress);
    return Caller{account->clientId, false, request.peerAddress, account->grants.effective(nowMs)};
}

/// Whether the fields answer a challenge for this very request.
bool isAnswer(const DigestFields &fields, const HttpRequest &request, const ApiKey &key)
{
    const QByteArray algorithm = fields.value("algorithm", "MD5").toUpper();
    const QByteArray target =
        request.query.isEmpty() ? request.path : request.path + '?' + request.query;
    if (fields["qop"] != "auth" || fields["realm"] != digestRealm || fields["uri"] != target)
        return false;
    if (algorithm == "SHA-256")
        return sameBytes(
            fields["response"].toLower(),
            digestResponse(QCryptographicHash::Sha256, key.sha256, request.method, fields));
    return algorithm == "MD5" &&
           sameBytes(
               fields["response"].toLower(),
               digestResponse(QCryptographicHash::Md5, key.md5, request.method, fields));
}

ApiResult<Caller> byDigest(const HttpRequest &request, State &state, qint64 nowMs)
{
    const auto refused = [&](const QString &detail, bool isStale = false) {
        return challengeDigest(state, nowMs, detail, isStale);
    };
    const auto fields = parseDigest(request.header("authorization"));
    if (!fields)
        return refused(u"The Authorization header cannot be read."_s);
    const ApiKey *key = state.apiKey(QString::fromLatin1(fields->value("username")));
    if (key == nullptr || nowMs < key->usableFromMs || !isAnswer(*fields, request, *key))
        return refused(u"The public key is not known or the private key does not fit."_s);
    bool isCount = false;
    const quint32 count = fields->value("nc").toUInt(&isCount, 16);
    const auto verdict =
        state.nonces.use(fields->value("nonce"), count, state.signingSecret, nowMs);
    if (!isCount || verdict == NonceLog::Verdict::Foreign)
        return refused(u"The nonce is not one of this server."_s);
    if (verdict == NonceLog::Verdict::Stale)
        return refused(u"The nonce is stale."_s, true);
    const bool needsList = state.settings.apiAccessListRequired || !key->accessList.isEmpty();
    if (needsList && !key->accessList.contains(request.peerAddress))
        return refuseAddress(request.peerAddress);
    return Caller{key->publicKey, true, request.peerAddress, key->grants};
}

} // namespace

ApiResult<Caller> authenticate(const HttpRequest &request, State &state, qint64 nowMs)
{
    const QByteArray scheme = request.header("authorization").split(' ').first().toLower();
    if (scheme == "bearer")
        return byToken(request, state, nowMs);
    if (scheme == "digest")
        return byDigest(request, state, nowMs);
    return challengeDigest(state, nowMs, u"You are not authorized for this resource."_s, false);
}

} // namespace keywright::sandbox::atlas
