#pragma once

#include "core/connection/session.h"

#include <QStringList>

namespace keywright {

/// Letting accounts into projects and taking them out, for providers with Provider::projects().
/// After a lost answer the server's own word decides how it ended. Stateless.
class ProjectActions
{
public:
    /// Lets an account of the organization into a project with these roles, at least one.
    static Async<void> invite(
        std::shared_ptr<Session> session, QString accountId, QString projectId, QStringList roles,
        CancelToken cancel);
    /// Takes the account out of the project, and nothing more; see Projects::removalMeaning().
    static Async<void> remove(
        std::shared_ptr<Session> session, QString accountId, QString projectId, CancelToken cancel);
};

} // namespace keywright
