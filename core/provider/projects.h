#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"

#include <QDateTime>
#include <QStringList>

namespace keywright {

/// A part of an organisation with roles of its own.
struct Project
{
    QString id;
    QString name;
    QString organizationId;
    int clusterCount = 0;
    QDateTime createdAt; ///< invalid when not told

    bool operator==(const Project &) const = default;
};

/// That an account belongs to a project, and with which roles there.
struct ProjectMembership
{
    QString projectId;
    QStringList roles;

    bool operator==(const ProjectMembership &) const = default;
};

/// The projects of an organisation and who belongs to them.
class Projects
{
public:
    virtual ~Projects() = default;

    virtual Async<QList<Project>> list(CancelToken cancel) = 0;
    virtual Async<QList<ProjectMembership>> projectsOf(QString accountId, CancelToken cancel) = 0;
    /// Lets an account of the organisation into a project, with at least one role there (field
    /// "roles").
    virtual Async<void>
    invite(QString accountId, QString projectId, QStringList roles, CancelToken cancel) = 0;
    /// Takes the account out of the project, and nothing more; see removalMeaning().
    virtual Async<void> remove(QString accountId, QString projectId, CancelToken cancel) = 0;

    /// What remove() does and does not do, in sentences to show before it is done.
    virtual QString removalMeaning() const = 0;
};

} // namespace keywright
