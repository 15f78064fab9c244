#pragma once

#include <QByteArray>

namespace keywright {

/// Where the window keeps its size and place between runs. The composition root decides on the
/// file.
class WindowStateStore
{
public:
    virtual ~WindowStateStore() = default;
    virtual QByteArray geometry() const = 0;
    virtual void setGeometry(const QByteArray &geometry) = 0;
};

} // namespace keywright
