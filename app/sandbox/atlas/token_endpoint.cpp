#include "app/sandbox/atlas/token_endpoint.h"

#include "app/sandbox/atlas/api_error.h"
#include "app/sandbox/jwt.h"
#include "app/sandbox/oauth_form.h"
#include "app/sandbox/secret_values.h"

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

struct Client
{
    ServiceAccount *account = nullptr;
    ClientSecret *secret = nullptr;
};

OAuthResult<Client> clientOf(const HttpRequest &request, State &state, qint64 nowMs)
{
    const auto basic = parseBasic(request.header("authorization"));
    if (!basic)
        return refuseOAuth(
            u"invalid_client"_s, u"Client authentication with the Basic scheme is missing."_s);
    ServiceAccount *account = state.account(basic->user);
    if (account == nullptr)
        return refuseOAuth(u"invalid_client"_s, u"The client id is not known."_s);
    for (ClientSecret &secret : account->secrets) {
        if (!matchesDigest(basic->password, secret.digest))
            continue;
        if (!secret.isUsable(nowMs))
            return refuseOAuth(u"invalid_client"_s, u"The client secret has expired."_s);
        return Client{account, &secret};
    }
    return refuseOAuth(u"invalid_client"_s, u"The client secret is not valid."_s);
}

OAuthResult<Client>
clientWithForm(const HttpRequest &request, const OAuthForm &form, State &state, qint64 nowMs)
{
    if (form.contains(u"client_secret"_s))
        return refuseOAuth(
            u"invalid_request"_s, u"Send the client secret as Basic, not in the body."_s);
    return clientOf(request, state, nowMs);
}

OAuthResult<QJsonObject> grantToken(
    const HttpRequest &request, const OAuthForm &form, State &state, const QString &issuer,
    qint64 nowMs)
{
    const auto client = clientWithForm(request, form, state, nowMs);
    if (!client)
        return tl::unexpected(client.error());
    const QString grantType = form.value(u"grant_type"_s);
    if (grantType.isEmpty())
        return refuseOAuth(u"invalid_request"_s, u"The grant_type is missing."_s);
    if (grantType != "client_credentials"_L1)
        return refuseOAuth(u"unsupported_grant_type"_s, u"Only client_credentials is supported."_s);
    const QString clientId = client->account->clientId;
    if (state.tokens.liveCount(*client->account, nowMs) >= mostLiveTokens)
        return tl::unexpected(OAuthError{
            403, u"access_denied"_s,
            u"Access Token limit reached. Please use the existing Access Token or create a new "
            u"Service Account."_s});
    client->secret->lastUsedAtMs = nowMs;
    const QString tokenId = QString::fromLatin1(randomBytes(16).toHex());
    const qint64 endSeconds = nowMs / 1000 + tokenLifetimeSeconds;
    state.tokens.add(clientId, client->secret->id, tokenId, endSeconds * 1000);
    const QByteArray token = signJwt(
        {{u"jti"_s, tokenId},
         {u"iss"_s, issuer},
         {u"aud"_s, u"api://atlas"_s},
         {u"sub"_s, clientId},
         {u"cid"_s, clientId},
         {u"iat"_s, nowMs / 1000},
         {u"exp"_s, endSeconds}},
        state.signingSecret);
    return QJsonObject{
        {u"access_token"_s, QString::fromLatin1(token)},
        {u"expires_in"_s, tokenLifetimeSeconds},
        {u"token_type"_s, u"Bearer"_s}};
}

/// Nothing when the account may ask once more this minute.
std::optional<ApiError>
overLimit(const HttpRequest &request, State &state, int tokensPerMinute, qint64 nowMs)
{
    const auto basic = parseBasic(request.header("authorization"));
    const QString key = u"token %1 %2"_s.arg(request.peerAddress, basic ? basic->user : QString());
    const auto outcome = state.limits.take(key, tokensPerMinute, nowMs);
    if (outcome.isAllowed)
        return std::nullopt;
    return rateLimited(QString::fromLatin1(request.path), outcome.limit, outcome.retryAfterSeconds);
}

} // namespace

HttpResponse answerTokenRequest(
    const HttpRequest &request, State &state, const QString &issuer, int tokensPerMinute,
    qint64 nowMs)
{
    if (const auto limited = overLimit(request, state, tokensPerMinute, nowMs))
        return errorResponse(*limited);
    const auto form = readOAuthForm(request);
    const auto answer = form ? grantToken(request, *form, state, issuer, nowMs)
                             : OAuthResult<QJsonObject>(tl::unexpected(form.error()));
    return neverStored(
        answer ? jsonResponse(200, *answer) : oauthErrorResponse(answer.error(), request));
}

HttpResponse answerRevocation(const HttpRequest &request, State &state, qint64 nowMs)
{
    const auto form = readOAuthForm(request);
    if (!form)
        return oauthErrorResponse(form.error(), request);
    const auto client = clientWithForm(request, *form, state, nowMs);
    if (!client)
        return oauthErrorResponse(client.error(), request);
    const QByteArray token = form->value(u"token"_s).toLatin1();
    if (token.isEmpty())
        return oauthErrorResponse({400, u"invalid_request"_s, u"The token is missing."_s}, request);
    if (const auto payload = readJwt(token, state.signingSecret))
        state.tokens.revoke(client->account->clientId, payload->value("jti"_L1).toString());
    return HttpResponse();
}

HttpResponse plainTokenErrorResponse(int status, const QString &detail)
{
    static const QHash<int, QString> errors{
        {400, u"invalid_request"_s}, {401, u"invalid_client"_s}, {403, u"access_denied"_s}};
    if (!errors.contains(status))
        return plainErrorResponse(status, detail);
    return oauthErrorResponse({status, errors.value(status), detail}, {});
}

} // namespace keywright::sandbox::atlas
