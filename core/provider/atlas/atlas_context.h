#pragma once

#include "core/base/clock.h"
#include "core/provider/atlas/account_turns.h"
#include "core/provider/atlas/atlas_api.h"

namespace keywright::atlas {

/// What all calls of one connection share: its credential, its place, and the order of its changes.
class AtlasContext : public std::enable_shared_from_this<AtlasContext>
{
public:
    AtlasContext(
        AtlasApi api, QString orgId, QString projectId, QString ownClientId,
        std::shared_ptr<const Clock> clock);

    const AtlasApi &api() const { return m_api; }
    const std::shared_ptr<AccountTurns> &turns() const { return m_turns; }
    QDateTime now() const { return m_clock->now(); }
    /// Empty when the connection signs in with an API key.
    const QString &ownClientId() const { return m_ownClientId; }
    const QString &projectId() const { return m_projectId; }
    /// Empty until it is known.
    const QString &knownOrganizationId() const { return m_orgId; }

    /// The project of the connection, or its organisation.
    Async<Place> place(CancelToken cancel);
    /// As the connection says, else that of its project, else the only one that its credential
    /// sees (a field error on "orgId" when there are several).
    Async<QString> organizationId(CancelToken cancel);

private:
    Async<QString> organizationOfProject(CancelToken cancel);
    Async<QString> onlyOrganization(CancelToken cancel);

    AtlasApi m_api;
    QString m_orgId;
    QString m_projectId;
    QString m_ownClientId;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<AccountTurns> m_turns;
};

using Context = std::shared_ptr<AtlasContext>;

} // namespace keywright::atlas
