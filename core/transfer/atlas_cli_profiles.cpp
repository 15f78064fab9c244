#include "core/transfer/atlas_cli_profiles.h"

#include "core/transfer/import_file.h"

#include <QCoreApplication>
#include <QDir>

#include <algorithm>
#include <toml++/toml.h>

namespace keywright {

namespace {

struct AtlasCliProfilesMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasCliProfiles)
};

QString textIn(const toml::table &table, std::string_view key)
{
    const auto value = table[key].value<std::string_view>();
    return value ? QString::fromUtf8(value->data(), qsizetype(value->size())).trimmed() : QString();
}

/// Takes the value out of the parsed file and overwrites what stays there.
Secret secretIn(toml::table &table, std::string_view key)
{
    auto *value = table[key].as_string();
    if (!value)
        return {};
    std::string &text = value->get();
    Secret secret(QByteArray(text.data(), qsizetype(text.size())));
    std::fill(text.begin(), text.end(), '\0');
    return secret;
}

/// Whatever else may be a secret in there.
void wipeTokens(toml::table &table)
{
    for (const std::string_view key : {"access_token", "refresh_token"})
        secretIn(table, key);
}

Result<QUrl> addressOf(const toml::table &table)
{
    // The command line's word for a server of one's own, from when it managed those as well.
    const QString own = textIn(table, "ops_manager_url");
    if (!own.isEmpty())
        return importedBaseUrl(own, QStringLiteral("ops_manager_url"), QString());
    if (textIn(table, "service") == QLatin1StringView("cloudgov"))
        return QUrl(QStringLiteral("https://cloud.mongodbgov.com"));
    return usualAtlasUrl();
}

/// Nothing for a profile that a person signs in with.
Result<std::optional<AtlasCliProfile>> readProfile(const QString &name, toml::table &table)
{
    AtlasCliProfile profile;
    profile.name = name;
    profile.keychainService = QStringLiteral("atlascli_") + name;
    ImportedConnection &connection = profile.connection;
    connection.source = AtlasCliProfilesMessages::tr("Atlas CLI profile “%1”").arg(name);
    connection.provider = QStringLiteral("atlas");
    connection.orgId = textIn(table, "org_id");
    connection.projectId = textIn(table, "project_id");
    const QString kind = textIn(table, "auth_type");
    const bool isKey = kind == QLatin1StringView("api_keys") ||
                       (kind.isEmpty() && table.contains("public_api_key"));
    const bool isAccount = kind == QLatin1StringView("service_account") ||
                           (kind.isEmpty() && !isKey && table.contains("client_id"));
    Secret clientSecret = secretIn(table, "client_secret");
    Secret privateKey = secretIn(table, "private_api_key");
    wipeTokens(table);
    if (!isKey && !isAccount)
        return std::optional<AtlasCliProfile>();
    auto url = addressOf(table);
    if (!url)
        return failure(std::move(url).error());
    connection.baseUrl = *url;
    connection.signIn = isKey ? SignIn::Digest : SignIn::ClientCredentials;
    const QString idName = isKey ? QStringLiteral("public_api_key") : QStringLiteral("client_id");
    connection.clientId = textIn(table, idName.toStdString());
    connection.secret = isKey ? std::move(privateKey) : std::move(clientSecret);
    profile.keychainIdUser = idName;
    profile.keychainSecretUser =
        isKey ? QStringLiteral("private_api_key") : QStringLiteral("client_secret");
    return std::optional<AtlasCliProfile>(std::move(profile));
}

/// An entry that is not there is named, for the Atlas CLI has to write it.
Result<Secret>
profileEntry(Result<Secret> entry, const AtlasCliProfile &profile, const QString &user)
{
    if (entry ? !entry->isEmpty() : entry.error().kind != ErrorKind::NotFound)
        return entry;
    return failure(makeError(
        ErrorKind::NotFound,
        AtlasCliProfilesMessages::tr("The keychain has no entry “%1” with the profile's %2.")
            .arg(profile.keychainService, user),
        AtlasCliProfilesMessages::tr(
            "Sign in with the Atlas CLI again, or enter the credential by hand.")));
}

Error unreadable(const toml::parse_error &error)
{
    return makeError(
        ErrorKind::InvalidInput,
        AtlasCliProfilesMessages::tr(
            "The Atlas CLI's profiles could not be read: line %1 is not valid TOML.")
            .arg(error.source().begin.line),
        AtlasCliProfilesMessages::tr(
            "Correct the line, or let the Atlas CLI write the file anew."));
}

} // namespace

Result<std::vector<AtlasCliProfile>> parseAtlasCliProfiles(QByteArrayView toml)
{
    if (toml.size() > importCap)
        return failure(tooLargeToImport());
    toml::table file;
    try {
        file = toml::parse(std::string_view(toml.data(), static_cast<std::size_t>(toml.size())));
    } catch (const toml::parse_error &error) {
        return failure(unreadable(error));
    }
    std::vector<AtlasCliProfile> profiles;
    for (auto &&[key, value] : file) {
        toml::table *table = value.as_table();
        if (!table)
            continue; // a setting of the file itself
        const std::string_view name = key.str();
        auto profile = readProfile(QString::fromUtf8(name.data(), qsizetype(name.size())), *table);
        if (!profile)
            return failure(std::move(profile).error());
        if (*profile)
            profiles.push_back(**std::move(profile));
    }
    return profiles;
}

Result<std::vector<AtlasCliProfile>> importAtlasCliProfiles(const QString &path)
{
    const auto bytes = readImportFile(path);
    if (!bytes)
        return failure(bytes.error());
    auto profiles = parseAtlasCliProfiles(bytes->view());
    const QString notice = openPermissionsNotice(path);
    if (!profiles || notice.isEmpty())
        return profiles;
    for (AtlasCliProfile &profile : *profiles) {
        if (!profile.connection.secret.isEmpty())
            profile.connection.notices.append(notice);
    }
    return profiles;
}

Async<void> completeFromKeychain(std::shared_ptr<AtlasCliProfile> profile, ForeignEntryReader read)
{
    ImportedConnection &connection = profile->connection;
    if (connection.clientId.isEmpty()) {
        Result<Secret> entry = co_await read(profile->keychainService, profile->keychainIdUser);
        Result<Secret> id = profileEntry(std::move(entry), *profile, profile->keychainIdUser);
        if (!id)
            co_return failure(std::move(id).error());
        const std::string_view text = id->expose();
        connection.clientId = QString::fromUtf8(text.data(), qsizetype(text.size())).trimmed();
    }
    if (connection.secret.isEmpty()) {
        Result<Secret> entry = co_await read(profile->keychainService, profile->keychainSecretUser);
        Result<Secret> secret =
            profileEntry(std::move(entry), *profile, profile->keychainSecretUser);
        if (!secret)
            co_return failure(std::move(secret).error());
        connection.secret = std::move(*secret);
    }
    co_return Result<void>();
}

QString atlasCliConfigFile(const QProcessEnvironment &environment)
{
#if defined(Q_OS_WIN)
    const QString base = environment.value(QStringLiteral("AppData"));
#elif defined(Q_OS_MACOS)
    const QString base =
        environment.value(QStringLiteral("HOME")) + QStringLiteral("/Library/Application Support");
#else
    const QString home = environment.value(QStringLiteral("HOME"));
    const QString base =
        environment.value(QStringLiteral("XDG_CONFIG_HOME"), home + QStringLiteral("/.config"));
#endif
    return QDir(base).filePath(QStringLiteral("atlascli/config.toml"));
}

} // namespace keywright
