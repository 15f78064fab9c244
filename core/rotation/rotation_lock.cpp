#include "core/rotation/rotation_lock.h"

#include "core/base/state_file.h"
#include "core/rotation/rotation_errors.h"

#include <QCryptographicHash>
#include <QFileInfo>
#include <QLockFile>

#include <chrono>
#include <utility>

namespace keywright {

namespace {

using namespace std::chrono_literals;

/// A holder that was killed before it had written its name cannot be told from one that is about
/// to, but by its age. One that lives keeps its file from being removed.
bool takeNameless(QLockFile &file)
{
    constexpr auto oldest = 1000ms;
    if (QFileInfo(file.fileName()).size() != 0)
        return false;
    file.setStaleLockTime(int(oldest.count()));
    const bool taken = file.tryLock(int((2 * oldest).count()));
    file.setStaleLockTime(0);
    return taken;
}

} // namespace

RotationLock::RotationLock(std::unique_ptr<QLockFile> file)
    : m_file(std::move(file))
{
}

RotationLock::~RotationLock() = default;

Result<std::shared_ptr<RotationLock>>
RotationLock::take(const QString &directory, const QString &connectionId, const QString &accountId)
{
    if (auto made = ensureStateDirectory(directory); !made)
        return failure(std::move(made).error());
    // Ids may hold characters that file names cannot.
    const QByteArray name = QCryptographicHash::hash(
        QStringLiteral("%1\n%2").arg(connectionId, accountId).toUtf8(), QCryptographicHash::Sha256);
    auto file = std::make_unique<QLockFile>(
        QStringLiteral("%1/rotation-%2.lock")
            .arg(directory, QString::fromLatin1(name.toHex().first(24))));
    // Only the end of its holder ends a lock, however long that takes.
    file->setStaleLockTime(0);
    if (file->tryLock() || takeNameless(*file))
        return std::shared_ptr<RotationLock>(new RotationLock(std::move(file)));
    if (file->error() == QLockFile::LockFailedError)
        return failure(rotationBusyError());
    return failure(lockFailedError(directory));
}

} // namespace keywright
