#include "app/cli/account_json.h"
#include "app/cli/commands/commands.h"
#include "app/cli/text.h"

#include <QJsonDocument>

#include <CLI/CLI.hpp>

namespace keywright::cli {

namespace {

struct TokenOptions
{
    std::string account;
    bool print = false;
};

/// The claims of a JWT (RFC 7519), unverified: for reading by people. Empty for an opaque token.
QJsonObject claimsOf(const Secret &token)
{
    const std::string_view text = token.expose();
    const auto first = text.find('.');
    const auto second = text.find('.', first + 1);
    if (first == std::string_view::npos || second == std::string_view::npos)
        return {};
    const std::string_view payload = text.substr(first + 1, second - first - 1);
    const QByteArray json = QByteArray::fromBase64(
        QByteArray(payload.data(), static_cast<qsizetype>(payload.size())),
        QByteArray::Base64UrlEncoding);
    return QJsonDocument::fromJson(json).object();
}

Secret withoutScheme(const Secret &authorization)
{
    const std::string_view text = authorization.expose();
    const std::string_view value = text.substr(text.find(' ') + 1);
    return Secret(QByteArray(value.data(), static_cast<qsizetype>(value.size())));
}

void printToken(
    const CliContext &cli, const Secret &token, const QDateTime &expiresAt, bool withValue)
{
    const QJsonObject claims = claimsOf(token);
    const qint64 seconds = cli.clock().now().secsTo(expiresAt);
    if (cli.output().isJson()) {
        QJsonObject document{
            {QStringLiteral("expiresAt"), timeJson(expiresAt)},
            {QStringLiteral("lifetimeSeconds"), seconds},
            {QStringLiteral("claims"), claims}};
        if (withValue)
            document.insert(
                QStringLiteral("token"),
                QString::fromUtf8(token.expose().data(), static_cast<qsizetype>(token.size())));
        cli.output().document(document);
        return;
    }
    cli.output().line(tr("Ends: %1 (in %2 minutes)")
                          .arg(expiresAt.toUTC().toString(Qt::ISODate))
                          .arg(seconds / 60));
    for (auto claim = claims.constBegin(); claim != claims.constEnd(); ++claim)
        cli.output().line(
            QStringLiteral("%1: %2").arg(claim.key(), claim.value().toVariant().toString()));
    if (withValue)
        cli.output().secret(tr("Access token"), token);
}

QCoro::Task<int> showToken(Context cli, std::shared_ptr<const TokenOptions> options)
{
    Result<std::shared_ptr<Session>> session = co_await cli->openSession();
    if (!session)
        co_return cli->output().fail(session.error());
    Result<std::shared_ptr<Authorizer>> authorizer =
        co_await (*session)->authorizerFor(qt(options->account));
    if (!authorizer)
        co_return cli->output().fail(authorizer.error());
    AuthorizationContext context("GET", (*session)->connection().baseUrl, cli->cancelToken());
    Result<Secret> authorization = co_await (*authorizer)->authorization(std::move(context));
    if (!authorization)
        co_return cli->output().fail(authorization.error());
    const std::optional<QDateTime> expiresAt = (*authorizer)->tokenExpiresAt();
    if (!expiresAt) {
        const Error error = makeError(
            ErrorKind::InvalidInput,
            tr("%1 signs in with an API key, which needs no token.").arg(qt(options->account)),
            tr("Tokens belong to accounts with OAuth client credentials."));
        co_return cli->output().fail(error);
    }
    printToken(*cli, withoutScheme(*authorization), *expiresAt, options->print);
    if (options->print)
        (*authorizer)->dropTokens(); // it is in use now, so signing out must not give it back
    co_return Done;
}

} // namespace

void addTokenCommand(CLI::App &app, Command &chosen)
{
    const auto options = std::make_shared<TokenOptions>();
    CLI::App *verb = app.add_subcommand(
        "token",
        "Get an access token with the stored secret of an account; print its lifetime and claims");
    verb->add_option("ID", options->account, "Service account id")->required();
    verb->add_flag("--print", options->print, "Print the token itself too");
    verb->callback([options, &chosen] {
        chosen = [options](const Context &cli) {
            return showToken(cli, options);
        };
    });
}

} // namespace keywright::cli
