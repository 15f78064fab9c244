#include "app/cli/commands/commands.h"
#include "app/cli/text.h"
#include "core/provider/provider_factory.h"
#include "core/transfer/export_file.h"
#include "core/transfer/secret_formats.h"

#include <QFileInfo>
#include <QJsonObject>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct ExportOptions
{
    std::string account;
    std::string format;
    std::string file;
    bool overwrite = false;
};

SecretFormat formatNamed(const std::string &name)
{
    if (name == "dotenv")
        return SecretFormat::DotEnv;
    if (name == "kubernetes")
        return SecretFormat::KubernetesSecret;
    return SecretFormat::CredentialsJson;
}

Error nothingStored(const QString &accountId)
{
    return makeError(
        ErrorKind::NotFound, tr("The keychain holds no secret of the account %1.").arg(accountId),
        tr("Create a new one and keep it: keywright-cli secrets create %1 --store").arg(accountId));
}

/// Only a Kubernetes Secret is named after the account.
Async<QString>
nameFor(Context cli, std::shared_ptr<Session> session, QString accountId, SecretFormat format)
{
    if (format != SecretFormat::KubernetesSecret)
        co_return Result<QString>(accountId);
    const std::shared_ptr<Provider> provider = session->provider();
    Result<ServiceAccount> account = co_await provider->account(accountId, cli->cancelToken());
    if (!account)
        co_return failure(account.error());
    co_return Result<QString>(account->name);
}

SecretContext contextFor(const Session &session, const CredentialKey &key)
{
    SecretContext context;
    context.type =
        key.item == QLatin1StringView("api-key") ? AccountType::ApiKey : AccountType::OAuth;
    context.tokenUrl = session.provider()->tokenUrl();
    context.variablePrefix = variablePrefixOf(session.connection().provider);
    return context;
}

Result<void> writeExport(const ExportOptions &options, const WipedBytes &bytes)
{
    Result<void> written = writeSecretFile(qt(options.file), bytes, options.overwrite);
    if (written || written.error().kind != ErrorKind::Conflict)
        return written;
    Error error = std::move(written).error();
    error.hint = tr("Choose another name, or add --overwrite to replace it.");
    return failure(std::move(error));
}

QCoro::Task<int> exportSecret(Context cli, std::shared_ptr<const ExportOptions> options)
{
    const Output &output = cli->output();
    const QString accountId = qt(options->account);
    const SecretFormat format = formatNamed(options->format);
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return output.fail(session.error());
    const Result<CredentialKey> key = (*session)->storedKey(accountId);
    if (!key && key.error().kind == ErrorKind::NotFound)
        co_return output.fail(nothingStored(accountId));
    if (!key)
        co_return output.fail(key.error());
    Result<QString> name = co_await nameFor(cli, *session, accountId, format);
    if (!name)
        co_return output.fail(name.error());
    Result<Secret> secret = co_await cli->credentials()->read(*key);
    if (!secret)
        co_return output.fail(secret.error());
    SecretContext context = contextFor(**session, *key);
    context.accountId = accountId;
    context.accountName = *name;
    const Result<void> written = writeExport(*options, formatSecret(format, context, *secret));
    if (!written)
        co_return output.fail(written.error());
    if (output.isJson())
        output.document(QJsonObject{
            {QStringLiteral("id"), accountId},
            {QStringLiteral("format"), qt(options->format)},
            {QStringLiteral("file"), QFileInfo(qt(options->file)).absoluteFilePath()}});
    output.note(tr("Wrote %1; only you can read it.").arg(qt(options->file)));
    co_return Done;
}

} // namespace

void addExportCommand(CLI::App &app, Command &chosen)
{
    const auto options = std::make_shared<ExportOptions>();
    CLI::App *verb = app.add_subcommand(
        "export", "Write the stored secret of an account into a file for a program");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_option("--format", options->format, "credentials-json, dotenv or kubernetes")
        ->required()
        ->check(CLI::IsMember({"credentials-json", "dotenv", "kubernetes"}));
    verb->add_option("--out", options->file, "The file")->required()->type_name("FILE");
    verb->add_flag("--overwrite", options->overwrite, "Replace a file that exists");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return exportSecret(cli, options);
        };
    });
}

} // namespace keywright::cli
