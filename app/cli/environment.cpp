#include "app/cli/environment.h"

#include "app/cli/text.h"
#include "core/net/base_url.h"
#include "core/provider/provider_factory.h"

#include <QCryptographicHash>

namespace keywright::cli {

namespace {

/// The variable names of one family; empty where it has none.
struct Names
{
    QString url = {};
    QString orgId = {};
    QString projectId = {};
    QString apiKey = {};
    QString clientId = {};
    QString clientSecret = {};
    QString publicKey = {};
    QString privateKey = {};
    QString tokenUrl = {};
};

/// One way to sign in: the names of its secret and of the id that belongs to it.
struct Way
{
    SignIn signIn;
    QString id;
    QString secret;
};

const QString providerVariable = QStringLiteral("KEYWRIGHT_PROVIDER");
const QString tecton = QStringLiteral("tecton");
const QString atlas = QStringLiteral("atlas");

Names keywrightNames()
{
    Names names;
    names.url = QStringLiteral("KEYWRIGHT_URL");
    names.orgId = QStringLiteral("KEYWRIGHT_ORG_ID");
    names.projectId = QStringLiteral("KEYWRIGHT_PROJECT_ID");
    names.apiKey = QStringLiteral("KEYWRIGHT_API_KEY");
    names.clientId = QStringLiteral("KEYWRIGHT_CLIENT_ID");
    names.clientSecret = QStringLiteral("KEYWRIGHT_CLIENT_SECRET");
    names.tokenUrl = QStringLiteral("KEYWRIGHT_TOKEN_URL");
    return names;
}

Names tectonNames()
{
    Names names;
    names.url = QStringLiteral("TECTON_URL");
    names.apiKey = QStringLiteral("TECTON_API_KEY");
    return names;
}

Names atlasNames()
{
    Names names;
    names.url = QStringLiteral("MONGODB_ATLAS_BASE_URL");
    names.orgId = QStringLiteral("MONGODB_ATLAS_ORG_ID");
    names.projectId = QStringLiteral("MONGODB_ATLAS_PROJECT_ID");
    names.clientId = QStringLiteral("MONGODB_ATLAS_CLIENT_ID");
    names.clientSecret = QStringLiteral("MONGODB_ATLAS_CLIENT_SECRET");
    names.publicKey = QStringLiteral("MONGODB_ATLAS_PUBLIC_API_KEY");
    names.privateKey = QStringLiteral("MONGODB_ATLAS_PRIVATE_API_KEY");
    return names;
}

QList<Way> waysOf(const Names &names)
{
    QList<Way> ways;
    if (!names.apiKey.isEmpty())
        ways.append({SignIn::ApiKey, {}, names.apiKey});
    if (!names.clientId.isEmpty())
        ways.append({SignIn::ClientCredentials, names.clientId, names.clientSecret});
    if (!names.publicKey.isEmpty())
        ways.append({SignIn::Digest, names.publicKey, names.privateKey});
    return ways;
}

Error missing(const QString &names)
{
    return makeError(
        ErrorKind::InvalidInput,
        tr("No connection was named, and the environment does not describe one: %1 missing.")
            .arg(names),
        tr("Name a stored connection with --connection, or set TECTON_URL and TECTON_API_KEY, or "
           "MONGODB_ATLAS_CLIENT_ID, MONGODB_ATLAS_CLIENT_SECRET and MONGODB_ATLAS_ORG_ID."));
}

Result<void> readSignIn(
    const QProcessEnvironment &environment, const Names &names, EnvironmentConnection &result)
{
    QStringList wanted;
    for (const Way &way : waysOf(names)) {
        const QString id = environment.value(way.id);
        Secret secret = Secret::fromText(environment.value(way.secret));
        if (!secret.isEmpty() && (way.id.isEmpty() || !id.isEmpty())) {
            result.connection.signIn = way.signIn;
            result.connection.clientId = id;
            result.secret = std::move(secret);
            return {};
        }
        wanted += way.id.isEmpty() ? way.secret : tr("%1 with %2").arg(way.id, way.secret);
    }
    return failure(missing(wanted.join(tr(", or "))));
}

/// The same for the same system, so that what was begun there is found again, and only there.
QString connectionId(const QString &provider, const QUrl &baseUrl, const QString &orgId)
{
    const QString system = QStringList{provider, baseUrl.toString(), orgId}.join(QLatin1Char('\n'));
    const QByteArray hash =
        QCryptographicHash::hash(system.toUtf8(), QCryptographicHash::Sha256).toHex();
    return QStringLiteral("environment-") + QString::fromLatin1(hash.first(12));
}

Result<EnvironmentConnection>
read(const QProcessEnvironment &environment, const Names &names, const QString &provider)
{
    const ProviderChoice choice = providerChoice(provider).value_or(ProviderChoice());
    const auto baseUrl = parseBaseUrl(environment.value(names.url, choice.usualBaseUrl), names.url);
    if (!baseUrl)
        return failure(baseUrl.error());
    EnvironmentConnection result;
    result.connection.id = connectionId(provider, *baseUrl, environment.value(names.orgId));
    result.connection.name = tr("Environment");
    result.connection.provider = provider;
    result.connection.baseUrl = *baseUrl;
    result.connection.orgId = environment.value(names.orgId);
    result.connection.projectId = environment.value(names.projectId);
    const Result<void> signIn = readSignIn(environment, names, result);
    if (!signIn)
        return failure(signIn.error());
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
    if (environment.contains(keywrightNames().url) || environment.contains(providerVariable))
        return read(environment, keywrightNames(), environment.value(providerVariable, tecton));
    if (environment.contains(tectonNames().url))
        return read(environment, tectonNames(), tecton);
    if (environment.contains(atlasNames().clientId) || environment.contains(atlasNames().publicKey))
        return read(environment, atlasNames(), atlas);
    return failure(missing(QStringLiteral("KEYWRIGHT_URL, TECTON_URL, MONGODB_ATLAS_CLIENT_ID")));
}

} // namespace keywright::cli
