#pragma once

#include "core/base/result.h"

#include <memory>

class QLockFile;

namespace keywright {

/// The right to work on one account's rotation, held as long as the object lives. A crash gives it
/// back as well.
class RotationLock
{
public:
    /// Conflict when another window or shell has it; a Storage error where no lock can be made.
    static Result<std::shared_ptr<RotationLock>>
    take(const QString &directory, const QString &connectionId, const QString &accountId);
    ~RotationLock();

private:
    explicit RotationLock(std::unique_ptr<QLockFile> file);

    std::unique_ptr<QLockFile> m_file;
};

} // namespace keywright
