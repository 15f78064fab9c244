#include "app/sandbox/tecton/token_endpoint.h"

#include "app/sandbox/oauth_form.h"
#include "app/sandbox/tecton/access_token.h"
#include "app/sandbox/tecton/credentials.h"

#include <QJsonArray>

#include <algorithm>
#include <utility>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

OAuthResult<BasicCredentials> readCredentials(const HttpRequest &request, const OAuthForm &form)
{
    const QByteArray authorization = request.header("authorization");
    BasicCredentials inBody{form.value(u"client_id"_s), form.value(u"client_secret"_s)};
    if (authorization.isEmpty()) {
        if (inBody.user.isEmpty() || inBody.password.isEmpty())
            return refuseOAuth(
                u"invalid_client"_s, u"The client id or the client secret is missing."_s);
        return inBody;
    }
    const auto basic = parseBasic(authorization);
    if (!basic)
        return refuseOAuth(u"invalid_client"_s, u"The Authorization header is not Basic."_s);
    if (!inBody.password.isEmpty() || (!inBody.user.isEmpty() && inBody.user != basic->user))
        return refuseOAuth(
            u"invalid_request"_s, u"Send the credentials in the body or as Basic, not in both."_s);
    return *basic;
}

OAuthResult<QString>
authenticateClient(const BasicCredentials &client, const State &state, qint64 nowMs)
{
    const Account *account = state.account(client.user);
    if (account == nullptr || account->type != CredentialType::OAuth)
        return refuseOAuth(u"invalid_client"_s, u"The client id is not known."_s);
    const bool matches = std::any_of(
        account->secrets.begin(), account->secrets.end(), [&](const StoredSecret &secret) {
            return secret.active.effective(nowMs) && matchesDigest(client.password, secret.digest);
        });
    if (!matches)
        return refuseOAuth(u"invalid_client"_s, u"The client secret is not valid or not active."_s);
    if (!account->active.effective(nowMs))
        return refuseOAuth(u"invalid_client"_s, u"The service account is deactivated."_s);
    return account->id;
}

OAuthResult<QString> clientOf(const HttpRequest &request, const State &state, qint64 nowMs)
{
    const OAuthResult<OAuthForm> form = readOAuthForm(request);
    if (!form)
        return tl::unexpected(form.error());
    const QString grantType = form->value(u"grant_type"_s);
    if (grantType.isEmpty())
        return refuseOAuth(u"invalid_request"_s, u"The grant_type is missing."_s);
    if (grantType != "client_credentials"_L1)
        return refuseOAuth(u"unsupported_grant_type"_s, u"Only client_credentials is supported."_s);
    const OAuthResult<BasicCredentials> client = readCredentials(request, *form);
    if (!client)
        return tl::unexpected(client.error());
    OAuthResult<QString> accountId = authenticateClient(*client, state, nowMs);
    if (accountId && form->value(u"scope"_s) != "everything"_L1)
        return refuseOAuth(u"invalid_scope"_s, u"The scope has to be \"everything\"."_s);
    return accountId;
}

} // namespace

HttpResponse answerTokenRequest(
    const HttpRequest &request, const State &state, const QString &issuer, qint64 nowMs)
{
    const OAuthResult<QString> accountId = clientOf(request, state, nowMs);
    HttpResponse response;
    if (accountId) {
        const qint64 now = nowMs / 1000;
        const QByteArray token = signAccessToken(
            {issuer, *accountId, now, now + accessTokenLifetimeSeconds}, state.signingSecret);
        response = jsonResponse(
            200, {{u"token_type"_s, u"Bearer"_s},
                  {u"expires_in"_s, accessTokenLifetimeSeconds},
                  {u"access_token"_s, QString::fromLatin1(token)},
                  {u"scope"_s, u"everything"_s}});
    } else {
        response = oauthErrorResponse(accountId.error(), request);
    }
    return neverStored(std::move(response));
}

HttpResponse answerDiscovery(const QString &issuer)
{
    return jsonResponse(
        200, {{u"issuer"_s, issuer},
              {u"token_endpoint"_s, QString(issuer + "/v1/token"_L1)},
              {u"grant_types_supported"_s, QJsonArray{u"client_credentials"_s}},
              {u"response_types_supported"_s, QJsonArray()},
              {u"scopes_supported"_s, QJsonArray{u"everything"_s}},
              {u"token_endpoint_auth_methods_supported"_s,
               QJsonArray{u"client_secret_post"_s, u"client_secret_basic"_s}}});
}

} // namespace keywright::sandbox::tecton
