#include "ui/accounts/account_cells.h"

#include "ui/accounts/time_text.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright::accountcells {
namespace {

constexpr int warnDays = 14;
constexpr int badDays = 1;
/// From this age on a key that cannot be rotated is worth a tag.
constexpr int oldKeyDays = 90;

struct AccountCellsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountCells)
};

Deadline keyAge(const ServiceAccount &account, const QDateTime &now)
{
    if (!account.createdAt.isValid())
        return {QStringLiteral("—"), std::nullopt, {}};
    const auto days =
        static_cast<int>(std::max<qint64>(0, -timetext::daysUntil(account.createdAt, now)));
    const QString text = days == 1 ? AccountCellsMessages::tr("key 1 day old")
                                   : AccountCellsMessages::tr("key %n days old", nullptr, days);
    if (days < oldKeyDays)
        return {text, std::nullopt, account.createdAt};
    return {text, Tone::Neutral, account.createdAt};
}

/// "+2 via groups"
QString viaGroupsText(int count)
{
    return count == 1 ? AccountCellsMessages::tr("+1 via group")
                      : AccountCellsMessages::tr("+%n via groups", nullptr, count);
}

} // namespace

QString typeText(AccountType type)
{
    return type == AccountType::OAuth ? AccountCellsMessages::tr("OAuth")
                                      : AccountCellsMessages::tr("API key");
}

QString typePhrase(AccountType type)
{
    return type == AccountType::OAuth ? AccountCellsMessages::tr("OAuth client credentials")
                                      : AccountCellsMessages::tr("API key");
}

QString statusText(AccountStatus status)
{
    return status == AccountStatus::Active ? AccountCellsMessages::tr("Active")
                                           : AccountCellsMessages::tr("Deactivated");
}

QString grantsText(
    const RoleBook &book, const QString &connectionId, const QList<RoleGrant> &grants,
    RoleNames names)
{
    const QHash<QString, QString> projects = book.projectNames(connectionId);
    QList<std::pair<QString, QStringList>> byRole;
    for (const RoleGrant &grant : grants) {
        const Role role = book.role(connectionId, grant.roleId);
        const bool isShort = names == RoleNames::Short && !role.shortName.isEmpty();
        const QString name = isShort ? role.shortName : role.name;
        auto known = std::find_if(byRole.begin(), byRole.end(), [&name](const auto &entry) {
            return entry.first == name;
        });
        if (known == byRole.end())
            known = byRole.insert(byRole.end(), {name, {}});
        const QString scope = scopeWords(grant.scope, projects);
        if (grant.scope.kind != ScopeKind::Organization && !known->second.contains(scope))
            known->second.append(scope);
    }
    QStringList texts;
    for (const auto &[name, scopes] : byRole)
        texts.append(
            scopes.isEmpty() ? name
                             : name + QStringLiteral(" · ") + scopes.join(QStringLiteral(", ")));
    return texts.join(QStringLiteral("; "));
}

QString rolesText(const RoleBook &book, const QString &connectionId, const ServiceAccount &account)
{
    if (!account.roles)
        return {};
    if (account.roles->isEmpty())
        return AccountCellsMessages::tr("None");
    const bool anyDirect =
        std::any_of(account.roles->cbegin(), account.roles->cend(), [](const RoleGrant &grant) {
            return grant.viaGroup.isEmpty();
        });
    // What groups give is counted only, unless it is all there is or worth a warning.
    QList<RoleGrant> named;
    for (const RoleGrant &grant : *account.roles) {
        if (!anyDirect || grant.viaGroup.isEmpty() ||
            book.role(connectionId, grant.roleId).privileged)
            named.append(grant);
    }
    QStringList texts{grantsText(book, connectionId, named, RoleNames::Short)};
    if (const auto counted = static_cast<int>(account.roles->size() - named.size()))
        texts.append(viaGroupsText(counted));
    return texts.join(QStringLiteral("; "));
}

bool isPrivileged(const RoleBook &book, const QString &connectionId, const ServiceAccount &account)
{
    const QList<RoleGrant> grants = account.roles.value_or(QList<RoleGrant>());
    return std::any_of(grants.cbegin(), grants.cend(), [&](const RoleGrant &grant) {
        return book.role(connectionId, grant.roleId).privileged;
    });
}

QList<Dot> secretDots(const ServiceAccount &account)
{
    QList<Dot> dots;
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>())) {
        if (secret.status == SecretStatus::Active)
            dots.append({Tone::Ok, true});
        else if (secret.status == SecretStatus::Expired)
            dots.append({Tone::Bad, true});
        else
            dots.append({Tone::Neutral, false});
    }
    return dots;
}

QString secretsText(const ServiceAccount &account)
{
    if (account.type == AccountType::ApiKey)
        return AccountCellsMessages::tr("key");
    if (!account.secrets)
        return {};
    if (account.secrets->isEmpty())
        return AccountCellsMessages::tr("none");
    const auto count = [&account](SecretStatus status) {
        return static_cast<int>(std::count_if(
            account.secrets->cbegin(), account.secrets->cend(),
            [status](const ClientSecret &secret) { return secret.status == status; }));
    };
    QStringList parts;
    if (const auto active = count(SecretStatus::Active))
        parts.append(AccountCellsMessages::tr("%n active", nullptr, active));
    if (const auto off = count(SecretStatus::Deactivated))
        parts.append(AccountCellsMessages::tr("%n deactivated", nullptr, off));
    if (const auto expired = count(SecretStatus::Expired))
        parts.append(AccountCellsMessages::tr("%n expired", nullptr, expired));
    return parts.join(QStringLiteral(", "));
}

Deadline deadline(const ServiceAccount &account, const QDateTime &now)
{
    if (account.type == AccountType::ApiKey)
        return keyAge(account, now);
    QDateTime next;
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>())) {
        if (secret.status == SecretStatus::Deactivated || !secret.expiresAt.isValid())
            continue;
        if (!next.isValid() || secret.expiresAt < next)
            next = secret.expiresAt;
    }
    if (!next.isValid())
        return {QStringLiteral("—"), std::nullopt, {}};
    const qint64 days = timetext::daysUntil(next, now);
    std::optional<Tone> tone;
    if (days <= badDays)
        tone = Tone::Bad;
    else if (days <= warnDays)
        tone = Tone::Warn;
    return {timetext::day(next, now), tone, next};
}

} // namespace keywright::accountcells
