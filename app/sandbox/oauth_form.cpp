#include "app/sandbox/oauth_form.h"

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

tl::unexpected<OAuthError> refuseOAuth(const QString &error, const QString &description)
{
    const int status = error == "invalid_client"_L1 ? 401 : 400;
    return tl::unexpected(OAuthError{status, error, description});
}

OAuthResult<OAuthForm> readOAuthForm(const HttpRequest &request)
{
    const QByteArray mediaType = request.header("content-type").split(';').first().trimmed();
    if (mediaType.toLower() != "application/x-www-form-urlencoded")
        return refuseOAuth(u"invalid_request"_s, u"The body has to be form-urlencoded."_s);
    if (parseForm(request.query).contains(u"client_secret"_s))
        return refuseOAuth(u"invalid_request"_s, u"Credentials do not belong into the URL."_s);
    OAuthForm form = parseForm(request.body);
    for (const QString &name : form.uniqueKeys()) {
        if (form.count(name) > 1)
            return refuseOAuth(
                u"invalid_request"_s, u"The parameter \"%1\" is repeated."_s.arg(name));
    }
    return form;
}

HttpResponse oauthErrorResponse(const OAuthError &error, const HttpRequest &request)
{
    HttpResponse response = jsonResponse(
        error.status, {{u"error"_s, error.error}, {u"error_description"_s, error.description}});
    if (error.status == 401 && !request.header("authorization").isEmpty())
        response.headers.append(HttpHeader{"WWW-Authenticate", "Basic realm=\"token\""});
    return response;
}

HttpResponse neverStored(HttpResponse response)
{
    response.headers.append(HttpHeader{"Cache-Control", "no-store"});
    response.headers.append(HttpHeader{"Pragma", "no-cache"});
    return response;
}

} // namespace keywright::sandbox
