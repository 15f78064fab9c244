#pragma once

#include "app/sandbox/http/http_message.h"

#include <tl/expected.hpp>

namespace keywright::sandbox {

/// An error of RFC 6749 section 5.2.
struct OAuthError
{
    int status = 400;
    QString error;
    QString description;
};

template <class T> using OAuthResult = tl::expected<T, OAuthError>;
using OAuthForm = QMultiHash<QString, QString>;

/// 401 for invalid_client, 400 for every other error.
tl::unexpected<OAuthError> refuseOAuth(const QString &error, const QString &description);

/// The body's fields. Refuses another media type, repeated fields and credentials in the URL.
OAuthResult<OAuthForm> readOAuthForm(const HttpRequest &request);

HttpResponse oauthErrorResponse(const OAuthError &error, const HttpRequest &request);
HttpResponse neverStored(HttpResponse response); ///< with the headers of RFC 6749 section 5.1

} // namespace keywright::sandbox
