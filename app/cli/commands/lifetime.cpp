#include "app/cli/commands/lifetime.h"

#include "app/cli/refusals.h"
#include "app/cli/text.h"
#include "core/provider/organization_settings.h"

#include <algorithm>

namespace keywright::cli {

Result<int> parseLifetimeHours(const QString &text)
{
    if (text.isEmpty())
        return 0;
    const bool days = text.endsWith(QLatin1Char('d'));
    bool ok = false;
    const int number = (days ? text.chopped(1) : text).toInt(&ok);
    constexpr int longestDays = 36'500;
    if (!ok || number <= 0 || number > (days ? longestDays : longestDays * 24))
        return failure(fieldError(
            QStringLiteral("expires"), tr("%1 is not a lifetime.").arg(text),
            tr("Give hours, like 720, or days, like 30d.")));
    return days ? number * 24 : number;
}

namespace {

QString inWords(int hours)
{
    if (hours % 24 != 0)
        return tr("%1 hours").arg(hours);
    return tr("%1 hours (%2 days)").arg(hours).arg(hours / 24);
}

/// The organisation's maximum in hours, or `most` where it has none or may not be asked.
Async<int> organizationsMost(Context cli, std::shared_ptr<Provider> provider, int most)
{
    if (!provider->organizationSettings())
        co_return Result<int>(most);
    Result<OrganizationRules> rules =
        co_await provider->organizationSettings()->rules(cli->cancelToken());
    if (rules)
        co_return Result<int>(std::min(most, rules->maxSecretHours.value_or(most)));
    const ErrorKind kind = rules.error().kind;
    if (kind == ErrorKind::NotPermitted || kind == ErrorKind::NotFound)
        co_return Result<int>(most); // the server has the last word
    co_return failure(rules.error());
}

} // namespace

Async<int> allowedLifetime(Context cli, std::shared_ptr<Session> session, int wanted)
{
    if (wanted == 0)
        co_return Result<int>(wanted);
    const std::shared_ptr<Provider> provider = session->provider();
    const Capabilities &capabilities = provider->capabilities();
    if (!capabilities.secretExpiry)
        co_return failure(notOffered(
            session->connection(), tr("secrets that end by themselves"),
            tr("Leave out --expires, and rotate the secret in time.")));
    if (wanted < capabilities.expiry.minHours)
        co_return failure(fieldError(
            QStringLiteral("expires"),
            tr("A secret cannot live for less than %1.").arg(inWords(capabilities.expiry.minHours)),
            tr("Give more hours, or days like 30d.")));
    Result<int> most = co_await organizationsMost(cli, provider, capabilities.expiry.maxHours);
    if (!most || wanted <= *most)
        co_return most ? Result<int>(wanted) : most;
    if (*most < capabilities.expiry.maxHours)
        cli->output().warn(tr("The organization lets secrets live for %1 at most; this one will "
                              "too.")
                               .arg(inWords(*most)));
    else
        cli->output().warn(
            tr("Secrets live for %1 at most; this one will too.").arg(inWords(*most)));
    co_return most;
}

} // namespace keywright::cli
