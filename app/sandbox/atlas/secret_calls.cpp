#include "app/sandbox/atlas/secret_calls.h"

#include "app/sandbox/atlas/account_json.h"
#include "app/sandbox/atlas/account_scope.h"
#include "app/sandbox/atlas/secrets.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int leastSecretHours = 8;
constexpr qsizetype mostSecrets = 2;
constexpr qint64 rotationMs = 7 * dayMs;

/// Who is more than a member of this one project belongs to the organisation's owners.
ApiResult<ServiceAccount *> administeredInProject(Call &call)
{
    auto account = projectAccount(call);
    if (!account)
        return account;
    const Grants &grants = (*account)->grants.current;
    const bool isMore = grants.projects.size() > 1 ||
                        std::any_of(
                            grants.organization.begin(), grants.organization.end(),
                            [](const QString &role) { return role != "ORG_MEMBER"_L1; });
    if (isMore && !allows(call.caller.grants, Right::OrganizationOwner, {}))
        return forbidden(roleNameOf(Right::OrganizationOwner));
    return account;
}

CallResult createSecret(Call &call, ServiceAccount &account)
{
    BodyReader body(call.body);
    const auto hours = readSecretHours(body, call.state.settings);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    if (account.secrets.size() >= mostSecrets)
        return refuse(
            400, u"SERVICE_ACCOUNT_SECRET_LIMIT_EXCEEDED"_s,
            u"The service account has %1 secrets, which is the maximum. Expired secrets count."_s
                .arg(mostSecrets),
            {mostSecrets});
    for (ClientSecret &secret : account.secrets)
        secret.expiresAtMs = std::min(secret.expiresAtMs, call.nowMs + rotationMs);
    const QString value = newSecretValue();
    addSecret(
        account, value, call.nowMs, call.nowMs + hours.value_or(0) * hourMs,
        call.nowMs + call.propagationMs);
    call.record(u"SERVICE_ACCOUNT_SECRET_ADDED"_s, account.clientId);
    return Reply{201, toJson(account.secrets.constLast(), value)};
}

CallResult deleteSecret(Call &call, ServiceAccount &account)
{
    const qsizetype removed = account.secrets.removeIf(
        [&](const ClientSecret &secret) { return secret.id == call.path[2]; });
    if (removed == 0)
        return notFound(call.path[2]);
    call.record(u"SERVICE_ACCOUNT_SECRET_DELETED"_s, account.clientId);
    return Reply{204, {}};
}

} // namespace

std::optional<int> readSecretHours(BodyReader &body, const Settings &settings)
{
    return body.number(
        u"secretExpiresAfterHours"_s, leastSecretHours, settings.mostSecretHours,
        Presence::Required);
}

CallResult createOrgSecret(Call &call)
{
    const auto account = orgAccount(call);
    return account ? createSecret(call, **account) : CallResult(tl::unexpected(account.error()));
}

CallResult deleteOrgSecret(Call &call)
{
    const auto account = orgAccount(call);
    return account ? deleteSecret(call, **account) : CallResult(tl::unexpected(account.error()));
}

CallResult createProjectSecret(Call &call)
{
    const auto account = administeredInProject(call);
    return account ? createSecret(call, **account) : CallResult(tl::unexpected(account.error()));
}

CallResult deleteProjectSecret(Call &call)
{
    const auto account = administeredInProject(call);
    return account ? deleteSecret(call, **account) : CallResult(tl::unexpected(account.error()));
}

} // namespace keywright::sandbox::atlas
