#pragma once

#include "core/base/result.h"

#include <memory>

class QLockFile;

namespace keywright {

/// Tells other processes that this one still works on what it has begun: a lock file that a crash
/// releases as well.
class LifeSign
{
public:
    explicit LifeSign(QString directory);
    ~LifeSign();
    LifeSign(const LifeSign &) = delete;
    LifeSign &operator=(const LifeSign &) = delete;

    /// The name of this process; the lock is taken at the first call. Storage errors.
    Result<QString> name();
    /// Whether the process of that name still runs. An empty name is nobody's.
    bool isAlive(const QString &name) const;

private:
    QString pathOf(const QString &name) const;

    QString m_directory;
    QString m_name;
    std::unique_ptr<QLockFile> m_lock;
};

} // namespace keywright
