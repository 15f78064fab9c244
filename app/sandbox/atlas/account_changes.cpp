#include "app/sandbox/atlas/account_changes.h"

#include "app/sandbox/atlas/account_json.h"
#include "app/sandbox/atlas/body_reader.h"
#include "app/sandbox/atlas/secret_calls.h"
#include "app/sandbox/atlas/secrets.h"

#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int longestName = 64;
constexpr int longestDescription = 250;

} // namespace

ApiResult<NewAccount> readNewAccount(const Call &call, QLatin1StringView rolePrefix)
{
    BodyReader body(call.body);
    const auto name = body.label(u"name"_s, longestName, Presence::Required);
    const auto description = body.label(u"description"_s, longestDescription, Presence::Required);
    const auto roles = body.roles(rolePrefix, Presence::Required, 1, false);
    const auto hours = readSecretHours(body, call.state.settings);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    if (call.state.accountIds().size() >= call.state.mostAccounts)
        return refuse(
            400, u"SERVICE_ACCOUNT_LIMIT_EXCEEDED"_s,
            u"The organization has %1 service accounts, which is the maximum."_s.arg(
                call.state.mostAccounts),
            {call.state.mostAccounts});
    NewAccount created;
    created.account.clientId = newClientId();
    created.account.name = name.value_or(QString());
    created.account.description = description.value_or(QString());
    created.account.createdAtMs = call.nowMs;
    created.roles = roles.value_or(QStringList());
    created.secretValue = newSecretValue();
    addSecret(
        created.account, created.secretValue, call.nowMs, call.nowMs + hours.value_or(0) * hourMs,
        call.nowMs + call.propagationMs);
    return created;
}

ApiResult<std::optional<QStringList>>
applyUpdate(Call &call, ServiceAccount &account, QLatin1StringView rolePrefix)
{
    BodyReader body(call.body);
    const auto name = body.label(u"name"_s, longestName, Presence::Optional);
    const auto description = body.label(u"description"_s, longestDescription, Presence::Optional);
    auto roles = body.roles(rolePrefix, Presence::Optional, 0, false);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    if (name || description)
        call.record(u"SERVICE_ACCOUNT_DETAILS_CHANGED"_s, account.clientId);
    account.name = name.value_or(account.name);
    account.description = description.value_or(account.description);
    return roles;
}

void changeGrants(Call &call, ServiceAccount &account, Grants grants)
{
    account.grants.change(std::move(grants), call.nowMs, call.propagationMs);
}

Reply createdReply(const NewAccount &created)
{
    QJsonObject answer = toJson(created.account, created.roles);
    answer.insert(
        "secrets"_L1,
        QJsonArray{toJson(created.account.secrets.constFirst(), created.secretValue)});
    return {201, answer};
}

} // namespace keywright::sandbox::atlas
