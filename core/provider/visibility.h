#pragma once

#include "core/auth/authorizer.h"
#include "core/base/async.h"
#include "core/base/cancel.h"

#include <QList>

namespace keywright {

struct VisibleCluster
{
    QString name;
    QString projectId;
    QString projectName;

    bool operator==(const VisibleCluster &) const = default;
};

struct VisibleItem
{
    QString id;
    QString name;

    bool operator==(const VisibleItem &) const = default;
};

/// What one credential can see.
struct VisibleResources
{
    QList<VisibleItem> organizations;
    QList<VisibleItem> projects;
    QList<VisibleCluster> clusters;

    bool operator==(const VisibleResources &) const = default;
};

/// Finds out what a credential can see; the proof that an account works.
class Visibility
{
public:
    virtual ~Visibility() = default;

    /// With the connection's own credential when `as` is null.
    virtual Async<VisibleResources> visible(std::shared_ptr<Authorizer> as, CancelToken cancel) = 0;
};

} // namespace keywright
