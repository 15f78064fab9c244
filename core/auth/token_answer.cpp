#include "core/auth/token_answer.h"

#include "core/base/json_reader.h"
#include "core/net/http_error.h"
#include "core/net/redactor.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

constexpr qsizetype longestDescription = 300;
constexpr std::chrono::seconds usualLifetime{3600}; // both known servers' (RFC 6749 leaves it open)
constexpr std::chrono::seconds longestLifetime = std::chrono::hours(24 * 365);

struct TokenAnswerMessages
{
    Q_DECLARE_TR_FUNCTIONS(TokenAnswer)
};

Error unusableToken(const QString &reason)
{
    return makeError(
        ErrorKind::Protocol,
        TokenAnswerMessages::tr("The token endpoint's answer cannot be used: %1.").arg(reason),
        TokenAnswerMessages::tr("Check the token URL."));
}

bool isHeaderSafe(const Secret &token)
{
    const std::string_view value = token.expose();
    return std::all_of(value.begin(), value.end(), [](char c) { return c > 0x20 && c < 0x7f; });
}

Result<AccessToken> readToken(const HttpResponse &response)
{
    auto object = parseJsonObject(response.body.view());
    if (!object)
        return failure(std::move(object).error());
    JsonReader reader(*std::move(object));
    AccessToken token;
    token.value = reader.optionalSecret(QStringLiteral("accessToken"));
    const QString type = reader.string(QStringLiteral("tokenType"));
    if (reader.has(QStringLiteral("expiresIn")))
        token.lifetime = std::chrono::seconds(reader.integer(QStringLiteral("expiresIn")));
    else
        token.lifetime = usualLifetime;
    token.scope = reader.optionalString(QStringLiteral("scope"));
    if (!reader.ok())
        return failure(reader.error());
    if (token.value.isEmpty() || !isHeaderSafe(token.value))
        return failure(unusableToken(TokenAnswerMessages::tr("it contains no access token")));
    if (type.compare(QLatin1StringView("Bearer"), Qt::CaseInsensitive) != 0)
        return failure(unusableToken(TokenAnswerMessages::tr("its token type is not Bearer")));
    if (token.lifetime <= std::chrono::seconds(0))
        return failure(unusableToken(TokenAnswerMessages::tr("its token has already expired")));
    token.lifetime = std::min(token.lifetime, longestLifetime);
    return token;
}

struct Refusal
{
    QString code;
    QString description;
};

// RFC 6749 names them `error` and `error_description`; Okta writes `errorCode` and `errorSummary`
// when it does not know the client, MongoDB `errorCode` and `detail` when it limits.
Refusal readRefusal(const HttpResponse &response, const Secret &clientSecret)
{
    const auto object = parseJsonObject(response.body.view());
    if (!object)
        return {};
    const auto firstText = [&object](std::initializer_list<QLatin1StringView> keys) {
        for (const QLatin1StringView key : keys) {
            if (const QJsonValue value = object->value(key); value.isString())
                return value.toString();
        }
        return QString();
    };
    Refusal refusal;
    refusal.code =
        firstText({QLatin1StringView("error"), QLatin1StringView("errorCode")}).left(100);
    const QString description = firstText(
        {QLatin1StringView("error_description"), QLatin1StringView("errorSummary"),
         QLatin1StringView("detail")});
    refusal.code = redacted(refusal.code, clientSecret).simplified();
    refusal.description = redacted(description, clientSecret).simplified().left(longestDescription);
    return refusal;
}

void explain(Error &error, ErrorKind kind, const char *message, const char *hint)
{
    error.kind = kind;
    error.message = TokenAnswerMessages::tr(message);
    error.hint = TokenAnswerMessages::tr(hint);
}

void explainCode(Error &error)
{
    const QString &code = error.providerCode;
    if (code == QLatin1StringView("invalid_client"))
        explain(
            error, ErrorKind::NotAuthenticated,
            "The token endpoint did not accept the client ID or the client secret.",
            "Check the client ID and that the secret is complete, that the secret is active and "
            "has neither expired nor been deleted, and that its service account is active. A new "
            "secret can take a minute to work.");
    else if (code == QLatin1StringView("unauthorized_client"))
        explain(
            error, ErrorKind::NotPermitted,
            "The token endpoint does not allow this client the client credentials grant.",
            "Check that the service account is of the OAuth type and active.");
    else if (code == QLatin1StringView("invalid_scope"))
        explain(
            error, ErrorKind::Protocol,
            "The token endpoint does not offer the scope that service accounts use.",
            "Check the token URL; it may belong to another authorization server.");
    else if (code == QLatin1StringView("unsupported_grant_type"))
        explain(
            error, ErrorKind::Protocol,
            "The token endpoint does not offer the client credentials grant.",
            "Check the token URL; it may belong to another authorization server.");
    else if (code == QLatin1StringView("invalid_request"))
        explain(
            error, ErrorKind::Protocol, "The token endpoint did not understand the request.",
            "Check the token URL; it may belong to another authorization server, or be another "
            "address of the right one.");
    else if (code == QLatin1StringView("invalid_grant"))
        explain(
            error, ErrorKind::NotAuthenticated, "The token endpoint refused the credential.",
            "Check the client ID and the client secret.");
}

// The one refusal that MongoDB tells by its description only.
void explainTokenLimit(Error &error, const QString &description)
{
    if (error.providerCode != QLatin1StringView("access_denied") ||
        !description.contains(QLatin1StringView("limit"), Qt::CaseInsensitive))
        return;
    explain(
        error, ErrorKind::Limit,
        "The token endpoint gave no token: this service account has as many live tokens as it can "
        "have.",
        "Wait until some of them end, an hour after they were given at the latest, and look for a "
        "program that asks for a new token with every call.");
}

} // namespace

Result<AccessToken> readTokenAnswer(const HttpResponse &response, const Secret &clientSecret)
{
    if (response.isSuccess())
        return readToken(response);
    const Refusal refusal = readRefusal(response, clientSecret);
    Error error = httpError(response, {}, refusal.code);
    explainCode(error);
    explainTokenLimit(error, refusal.description);
    if (!refusal.description.isEmpty())
        error.message = TokenAnswerMessages::tr("%1 The server says: %2")
                            .arg(error.message, refusal.description);
    return failure(std::move(error));
}

} // namespace keywright
