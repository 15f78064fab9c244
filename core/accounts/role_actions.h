#pragma once

#include "core/connection/session.h"

namespace keywright {

/// Giving and taking roles with a look at what the server holds. `seen` are the account's roles
/// that the person decided on, if any were looked at: where a change replaces the whole list
/// (Capabilities::rolesReplacedAsList) and the account holds others by now, nothing is sent and a
/// Conflict error says so. After a lost answer the server's list decides how it ended. Stateless.
class RoleActions
{
public:
    static Async<void> assign(
        std::shared_ptr<Session> session, QString accountId, RoleGrant grant,
        std::optional<QList<RoleGrant>> seen, CancelToken cancel);
    static Async<void> remove(
        std::shared_ptr<Session> session, QString accountId, RoleGrant grant,
        std::optional<QList<RoleGrant>> seen, CancelToken cancel);
};

} // namespace keywright
