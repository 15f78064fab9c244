#include "app/sandbox/atlas/secrets.h"
#include "app/sandbox/atlas/seed.h"

#include <algorithm>
#include <array>
#include <utility>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr std::array teams{"billing", "search", "inventory", "ads", "risk", "pricing", "growth"};
constexpr std::array tasks{"exporter", "reader", "backfill", "indexer", "deployer", "monitor"};
constexpr std::array projectRoles{
    "GROUP_READ_ONLY", "GROUP_DATA_ACCESS_READ_WRITE", "GROUP_CLUSTER_MANAGER", "GROUP_OWNER",
    "GROUP_BACKUP_MANAGER"};
constexpr std::array organizationRoles{"ORG_READ_ONLY", "ORG_GROUP_CREATOR", "ORG_OWNER"};

template <class Names> QString pick(const Names &from, int index)
{
    return QString::fromLatin1(from[static_cast<std::size_t>(index) % from.size()]);
}

Grants grantsOf(const State &state, int index)
{
    if (index % 9 == 0 || state.projects.isEmpty())
        return {{pick(organizationRoles, index / 9)}, {}};
    const Project &project = state.projects[index % state.projects.size()];
    return {{u"ORG_MEMBER"_s}, {{project.id, {pick(projectRoles, index / 3)}}}};
}

/// Most accounts are rotated in time; of some the only secret is as old as they are.
qint64 secretCreation(int index, qint64 accountCreatedAtMs, qint64 nowMs)
{
    if (index % 25 == 0)
        return accountCreatedAtMs;
    return std::max(accountCreatedAtMs, nowMs - (qint64(index) * 7 % 86) * dayMs);
}

} // namespace

void addExtraAccounts(State &state, int count, qint64 nowMs)
{
    for (int i = 0; i < count; ++i) {
        const QString team = pick(teams, i);
        const QString task = pick(tasks, i / 7);
        ServiceAccount account;
        account.clientId = newClientId();
        account.name = u"%1-%2-%3"_s.arg(team, task).arg(i + 1, 6, 10, QChar(u'0'));
        account.description = u"%1 for the %2 team"_s.arg(task, team);
        account.createdAtMs = nowMs - (i % 300) * dayMs - i * qint64(1000);
        account.grants = Delayed<Grants>(grantsOf(state, i));
        const qint64 secretAtMs = secretCreation(i, account.createdAtMs, nowMs);
        addSecret(account, newSecretValue(), secretAtMs, secretAtMs + 90 * dayMs, 0);
        state.insert(std::move(account));
    }
    state.mostAccounts += count;
}

} // namespace keywright::sandbox::atlas
