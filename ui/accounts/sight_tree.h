#pragma once

#include "core/provider/visibility.h"

#include <QTreeWidget>

namespace keywright {

/// What a credential can see, as a tree: organizations, and projects with their clusters.
class SightTree : public QTreeWidget
{
    Q_OBJECT
public:
    explicit SightTree(QWidget *parent = nullptr);

    void setResources(const VisibleResources &seen);

private:
    void fitHeight();
};

} // namespace keywright
