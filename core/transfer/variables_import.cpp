#include "core/net/base_url.h"
#include "core/transfer/credentials_import.h"

#include <QCoreApplication>

#include <array>

namespace keywright {

namespace {

struct VariablesImportMessages
{
    Q_DECLARE_TR_FUNCTIONS(VariablesImport)
};

/// The variables of one program that describe a connection; null where it has none for it.
struct Family
{
    const char *program;
    const char *provider; ///< null: the variable `providerName` says
    const char *providerName;
    const char *url;
    bool needsUrl;
    const char *apiKey;
    const char *clientId;
    const char *clientSecret;
    const char *tokenUrl;
    const char *publicKey;
    const char *privateKey;
    const char *orgId;
    const char *projectId;
    const char *credentialsFile;
    const char *method; ///< says which kind of credential counts where there are both
};

constexpr std::array families{
    Family{
        "Keywright", nullptr, "KEYWRIGHT_PROVIDER", "KEYWRIGHT_URL", true, "KEYWRIGHT_API_KEY",
        "KEYWRIGHT_CLIENT_ID", "KEYWRIGHT_CLIENT_SECRET", "KEYWRIGHT_TOKEN_URL",
        "KEYWRIGHT_PUBLIC_KEY", "KEYWRIGHT_PRIVATE_KEY", "KEYWRIGHT_ORG_ID", "KEYWRIGHT_PROJECT_ID",
        nullptr, nullptr},
    Family{
        "Tecton", "tecton", nullptr, "TECTON_URL", true, "TECTON_API_KEY", nullptr, nullptr,
        nullptr, nullptr, nullptr, nullptr, nullptr, nullptr, nullptr},
    Family{
        "MongoDB Atlas", "atlas", nullptr, "MONGODB_ATLAS_BASE_URL", false, nullptr,
        "MONGODB_ATLAS_CLIENT_ID", "MONGODB_ATLAS_CLIENT_SECRET", nullptr,
        "MONGODB_ATLAS_PUBLIC_API_KEY", "MONGODB_ATLAS_PRIVATE_API_KEY", "MONGODB_ATLAS_ORG_ID",
        "MONGODB_ATLAS_PROJECT_ID", nullptr, nullptr},
    Family{
        "AtlasUI", "atlas", nullptr, "ATLAS_BASE_URL", false, nullptr, "ATLAS_SERVICE_ACCOUNT_ID",
        "ATLAS_SERVICE_ACCOUNT_SECRET", nullptr, "ATLAS_PUBLIC_KEY", "ATLAS_PRIVATE_KEY", nullptr,
        nullptr, "ATLAS_SERVICE_ACCOUNT_CREDENTIALS_FILE", "ATLAS_AUTH_METHOD"},
};

constexpr QLatin1StringView accountMethod("service_account");
constexpr QLatin1StringView keyMethod("api_key");

/// Reads the variables of one family.
class FamilyReader
{
public:
    FamilyReader(const Family &family, const VariableSet &variables)
        : m_family(family)
        , m_variables(variables)
    {
    }

    /// Whether the variables mean this family at all.
    bool isMeant() const
    {
        for (const char *name :
             {m_family.apiKey, m_family.clientId, m_family.clientSecret, m_family.publicKey,
              m_family.privateKey, m_family.credentialsFile}) {
            if (has(name))
                return true;
        }
        return m_family.needsUrl && has(m_family.url);
    }

    Result<ImportedConnection> read() const
    {
        if (auto problem = methodProblem())
            return failure(*std::move(problem));
        if (has(m_family.credentialsFile) && !isMethod(keyMethod))
            return readFile();
        ImportedConnection connection;
        connection.source =
            VariablesImportMessages::tr("Variables of %1").arg(QLatin1StringView(m_family.program));
        connection.provider = provider();
        connection.orgId = text(m_family.orgId);
        connection.projectId = text(m_family.projectId);
        if (auto problem = readUrls(connection))
            return failure(*std::move(problem));
        if (auto problem = readCredential(connection))
            return failure(*std::move(problem));
        return connection;
    }

private:
    bool has(const char *name) const { return name && m_variables.has(QLatin1StringView(name)); }
    QString text(const char *name) const
    {
        return name ? m_variables.text(QLatin1StringView(name)) : QString();
    }

    QString provider() const
    {
        if (m_family.provider)
            return QLatin1StringView(m_family.provider);
        const QString named = text(m_family.providerName);
        return named.isEmpty() ? QStringLiteral("tecton") : named;
    }

    bool isMethod(QLatin1StringView method) const
    {
        return text(m_family.method).compare(method, Qt::CaseInsensitive) == 0;
    }

    std::optional<Error> methodProblem() const
    {
        if (!has(m_family.method) || isMethod(keyMethod) || isMethod(accountMethod))
            return {};
        return makeError(
            ErrorKind::InvalidInput,
            VariablesImportMessages::tr("%1 has a value that is not known.")
                .arg(QLatin1StringView(m_family.method)),
            VariablesImportMessages::tr("Set it to %1 or %2, or leave it out.")
                .arg(accountMethod, keyMethod));
    }

    Result<ImportedConnection> readFile() const
    {
        const QString path = text(m_family.credentialsFile);
        if (!has(m_family.url))
            return importCredentialsFile(path);
        auto url = baseUrl(true);
        if (!url)
            return failure(std::move(url).error());
        const GivenAddress address{QLatin1StringView(m_family.url), *url};
        return importCredentialsFile(path, address);
    }

    Result<QUrl> baseUrl(bool isAtlas) const
    {
        // AtlasUI's is the address of the API itself.
        return importedBaseUrl(
            text(m_family.url), QLatin1StringView(m_family.url),
            isAtlas ? QStringLiteral("/api/atlas/v2") : QString());
    }

    std::optional<Error> readUrls(ImportedConnection &connection) const
    {
        connection.baseUrl = usualAtlasUrl();
        const bool isAtlas = connection.provider == QLatin1StringView("atlas");
        if (has(m_family.url)) {
            auto url = baseUrl(isAtlas);
            if (!url)
                return std::move(url).error();
            connection.baseUrl = *url;
        } else if (m_family.needsUrl && !isAtlas) {
            return missing(QLatin1StringView(m_family.url));
        }
        if (!has(m_family.tokenUrl))
            return {};
        auto url = parseBaseUrl(text(m_family.tokenUrl), QLatin1StringView(m_family.tokenUrl));
        if (!url)
            return std::move(url).error();
        connection.tokenUrl = *url;
        return {};
    }

    std::optional<Error> readCredential(ImportedConnection &connection) const
    {
        if (has(m_family.apiKey)) {
            connection.signIn = SignIn::ApiKey;
            connection.secret = m_variables.secret(QLatin1StringView(m_family.apiKey));
            return {};
        }
        const bool hasClient = has(m_family.clientId) || has(m_family.clientSecret);
        const bool hasKeys = has(m_family.publicKey) || has(m_family.privateKey);
        if (isMethod(keyMethod) || (hasKeys && !hasClient && !isMethod(accountMethod)))
            return readPair(connection, SignIn::Digest, m_family.publicKey, m_family.privateKey);
        if (m_family.clientId)
            return readPair(
                connection, SignIn::ClientCredentials, m_family.clientId, m_family.clientSecret);
        return missing(QLatin1StringView(m_family.apiKey));
    }

    std::optional<Error> readPair(
        ImportedConnection &connection, SignIn signIn, const char *id, const char *secret) const
    {
        if (!has(id))
            return missing(QLatin1StringView(id));
        if (!has(secret))
            return missing(QLatin1StringView(secret));
        connection.signIn = signIn;
        connection.clientId = text(id);
        connection.secret = m_variables.secret(QLatin1StringView(secret));
        return {};
    }

    static Error missing(QLatin1StringView name)
    {
        return makeError(
            ErrorKind::InvalidInput,
            VariablesImportMessages::tr(
                "The variables describe no whole connection: %1 is missing.")
                .arg(name),
            VariablesImportMessages::tr("Set it and try again."));
    }

    const Family &m_family;
    const VariableSet &m_variables;
};

} // namespace

Result<ImportedConnection> connectionFromVariables(const VariableSet &variables)
{
    for (const Family &family : families) {
        const FamilyReader reader(family, variables);
        if (reader.isMeant())
            return reader.read();
    }
    return failure(makeError(
        ErrorKind::InvalidInput,
        VariablesImportMessages::tr("The variables describe no connection."),
        VariablesImportMessages::tr(
            "Set TECTON_URL and TECTON_API_KEY, or MONGODB_ATLAS_CLIENT_ID and "
            "MONGODB_ATLAS_CLIENT_SECRET.")));
}

} // namespace keywright
