#include "app/cli/environment.h"

#include "app/cli/text.h"
#include "core/net/base_url.h"

namespace keywright::cli {

namespace {

/// The variable names of one family.
struct Names
{
    QString url;
    QString apiKey;
    QString clientId;
    QString clientSecret;
    QString tokenUrl;
};

Names keywrightNames()
{
    return {
        QStringLiteral("KEYWRIGHT_URL"), QStringLiteral("KEYWRIGHT_API_KEY"),
        QStringLiteral("KEYWRIGHT_CLIENT_ID"), QStringLiteral("KEYWRIGHT_CLIENT_SECRET"),
        QStringLiteral("KEYWRIGHT_TOKEN_URL")};
}

Names tectonNames()
{
    return {QStringLiteral("TECTON_URL"), QStringLiteral("TECTON_API_KEY"), {}, {}, {}};
}

Error missing(const QString &names)
{
    return makeError(
        ErrorKind::InvalidInput,
        tr("No connection was named, and the environment does not describe one: %1 missing.")
            .arg(names),
        tr("Name a stored connection with --connection, or set TECTON_URL and TECTON_API_KEY."));
}

Secret take(const QProcessEnvironment &environment, const QString &name)
{
    return Secret::fromText(environment.value(name));
}

Result<EnvironmentConnection>
read(const QProcessEnvironment &environment, const Names &names, QString provider)
{
    const auto baseUrl = parseBaseUrl(environment.value(names.url), names.url);
    if (!baseUrl)
        return failure(baseUrl.error());
    EnvironmentConnection result;
    result.connection.id = QStringLiteral("environment");
    result.connection.name = tr("Environment");
    result.connection.provider = std::move(provider);
    result.connection.baseUrl = *baseUrl;
    result.secret = take(environment, names.apiKey);
    if (!result.secret.isEmpty())
        return result;
    result.connection.signIn = SignIn::ClientCredentials;
    result.connection.clientId = environment.value(names.clientId);
    result.secret = take(environment, names.clientSecret);
    if (result.connection.clientId.isEmpty() || result.secret.isEmpty())
        return failure(missing(
            names.clientId.isEmpty()
                ? names.apiKey
                : names.apiKey + tr(", or %1 with %2").arg(names.clientId, names.clientSecret)));
    if (environment.contains(names.tokenUrl)) {
        const auto tokenUrl = parseBaseUrl(environment.value(names.tokenUrl), names.tokenUrl);
        if (!tokenUrl)
            return failure(tokenUrl.error());
        result.connection.tokenUrl = *tokenUrl;
    }
    return result;
}

} // namespace

Result<EnvironmentConnection> connectionFromEnvironment(const QProcessEnvironment &environment)
{
    if (environment.contains(keywrightNames().url))
        return read(
            environment, keywrightNames(),
            environment.value(QStringLiteral("KEYWRIGHT_PROVIDER"), QStringLiteral("tecton")));
    if (environment.contains(tectonNames().url))
        return read(environment, tectonNames(), QStringLiteral("tecton"));
    return failure(missing(QStringLiteral("KEYWRIGHT_URL, TECTON_URL")));
}

} // namespace keywright::cli
