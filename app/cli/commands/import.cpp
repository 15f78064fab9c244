#include "app/cli/commands/commands.h"
#include "app/cli/connection_saving.h"
#include "app/cli/environment.h"
#include "app/cli/text.h"
#include "core/keychain/foreign_entry.h"
#include "core/provider/provider_factory.h"
#include "core/transfer/atlas_cli_profiles.h"
#include "core/transfer/credentials_import.h"

#include <QFileInfo>
#include <QProcessEnvironment>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct ImportOptions
{
    std::string source; ///< a file or a profile
    std::string name;
    std::string organization;
    std::string project;
};

using Options = std::shared_ptr<const ImportOptions>;
using Found = std::shared_ptr<ImportedConnection>;

/// The wanted name, or the proposed one with a number behind it where that is taken.
QString
chosenName(const ConnectionStore &connections, const QString &wanted, const QString &proposed)
{
    if (!wanted.isEmpty())
        return wanted;
    QString name = proposed;
    for (int number = 2; connections.byName(name); ++number)
        name = QStringLiteral("%1 %2").arg(proposed).arg(number);
    return name;
}

Result<Connection> completed(const ImportedConnection &found, const ImportOptions &options)
{
    const auto provider = providerChoice(found.provider);
    if (!provider)
        return failure(fieldError(
            QStringLiteral("provider"),
            tr("%1 is not a system this program knows.").arg(found.provider),
            tr("Set KEYWRIGHT_PROVIDER to tecton or atlas.")));
    if (found.signIn != SignIn::ApiKey && found.clientId.isEmpty())
        return failure(fieldError(
            QStringLiteral("clientId"),
            tr("The client ID or public key is empty in: %1.").arg(found.source),
            tr("Correct it there and import again, or use connections add with --client-id.")));
    Connection connection = connectionOf(found);
    connection.id = ConnectionStore::newId();
    // What was found is checked like what is given.
    Result<void> fine = setOrganization(connection, found.orgId, found.projectId);
    if (fine)
        fine = setOrganization(connection, qt(options.organization), qt(options.project));
    if (!fine)
        return failure(std::move(fine).error());
    return connection;
}

QCoro::Task<int> save(Context cli, Found found, QString proposedName, Options options)
{
    const Output &output = cli->output();
    Result<Connection> connection = completed(*found, *options);
    if (!connection)
        co_return output.fail(connection.error());
    const Result<void> fine = checkNewConnection(*cli, qt(options->name));
    if (!fine)
        co_return output.fail(fine.error());
    connection->name = chosenName(cli->connections(), qt(options->name), proposedName);
    for (const QString &notice : std::as_const(found->notices))
        output.note(notice);
    const auto secret = std::make_shared<const Secret>(std::move(found->secret));
    Result<void> saved = co_await saveConnection(cli, *connection, secret);
    if (!saved)
        co_return output.fail(saved.error());
    if (output.isJson())
        output.document(connectionJson(*connection));
    output.note(tr("Added %1 (%2). Its credential is in the keychain.")
                    .arg(connection->name, found->source));
    co_return Done;
}

QCoro::Task<int> importVariables(Context cli, Options options)
{
    Result<ImportedConnection> described = cli->described();
    if (!described)
        co_return cli->output().fail(described.error());
    const auto found = std::make_shared<ImportedConnection>(std::move(*described));
    found->notices.clear(); // told already
    const auto provider = providerChoice(found->provider);
    const QString proposed = provider ? provider->name : found->provider;
    const int status = co_await save(cli, found, proposed, options);
    co_return status;
}

QCoro::Task<int> importFile(Context cli, Options options)
{
    const QString path = qt(options->source);
    Result<ImportedConnection> read = importCredentialsFile(path);
    if (!read)
        co_return cli->output().fail(read.error());
    const auto found = std::make_shared<ImportedConnection>(std::move(*read));
    const int status = co_await save(cli, found, QFileInfo(path).completeBaseName(), options);
    co_return status;
}

QStringList namesOf(const std::vector<AtlasCliProfile> &profiles)
{
    QStringList names;
    for (const AtlasCliProfile &profile : profiles)
        names += profile.name;
    return names;
}

/// The one of this name; without a name the only one, or else the vendor's own default.
Result<AtlasCliProfile> chosenProfile(std::vector<AtlasCliProfile> profiles, const QString &name)
{
    const QStringList names = namesOf(profiles);
    if (names.isEmpty())
        return failure(makeError(
            ErrorKind::NotFound,
            tr("The Atlas CLI has no profile that a service account or an API key signs in with."),
            tr("A profile that a person signs in with cannot be imported.")));
    qsizetype index = names.indexOf(name.isEmpty() ? QStringLiteral("default") : name);
    if (index < 0 && name.isEmpty() && names.size() == 1)
        index = 0;
    if (index >= 0)
        return std::move(profiles.at(static_cast<std::size_t>(index)));
    const QString hint = tr("There are: %1.").arg(names.join(QStringLiteral(", ")));
    if (name.isEmpty())
        return failure(
            fieldError(QStringLiteral("profile"), tr("The Atlas CLI has several profiles."), hint));
    return failure(makeError(
        ErrorKind::NotFound, tr("The Atlas CLI has no profile %1 that can be imported.").arg(name),
        hint));
}

QCoro::Task<int> importProfile(Context cli, Options options)
{
    const QString file = atlasCliConfigFile(QProcessEnvironment::systemEnvironment());
    Result<std::vector<AtlasCliProfile>> profiles = importAtlasCliProfiles(file);
    if (!profiles)
        co_return cli->output().fail(profiles.error());
    Result<AtlasCliProfile> chosen = chosenProfile(std::move(*profiles), qt(options->source));
    if (!chosen)
        co_return cli->output().fail(chosen.error());
    const auto profile = std::make_shared<AtlasCliProfile>(std::move(*chosen));
    const ForeignEntryReader keychain(&readForeignEntry);
    Result<void> complete = co_await completeFromKeychain(profile, keychain);
    if (!complete)
        co_return cli->output().fail(complete.error());
    const auto found = std::make_shared<ImportedConnection>(std::move(profile->connection));
    const int status = co_await save(cli, found, profile->name, options);
    co_return status;
}

void addSource(
    CLI::App *verb, std::shared_ptr<ImportOptions> options, Command &chosen,
    QCoro::Task<int> (*run)(Context, Options))
{
    verb->add_option("--name", options->name, "Name of the new connection");
    verb->add_option("--org", options->organization, "ID of the organization");
    verb->add_option("--project", options->project, "ID of the one project to work on");
    verb->callback([options, run, &chosen] {
        chosen = [options, run](const Context &cli) {
            return run(cli, options);
        };
    });
}

} // namespace

void addImportCommands(CLI::App &app, Command &chosen)
{
    CLI::App *group = app.add_subcommand(
        "import", "Make a stored connection of what other programs sign in with");
    group->require_subcommand(1);

    CLI::App *env = group->add_subcommand("env", "The environment, or the file of --env-file");
    addSource(env, std::make_shared<ImportOptions>(), chosen, importVariables);

    const auto ofFile = std::make_shared<ImportOptions>();
    CLI::App *file = group->add_subcommand(
        "credentials-file", "A JSON file of client_id, client_secret and token_url");
    file->add_option("FILE", ofFile->source, "The file")->required()->type_name("FILE");
    addSource(file, ofFile, chosen, importFile);

    const auto ofProfile = std::make_shared<ImportOptions>();
    CLI::App *profile = group->add_subcommand("atlas-cli", "A profile of the Atlas CLI");
    profile->add_option("PROFILE", ofProfile->source, "Its name; default when it is left out");
    addSource(profile, ofProfile, chosen, importProfile);
}

} // namespace keywright::cli
