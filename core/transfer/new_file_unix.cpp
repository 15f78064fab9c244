#include "core/transfer/new_file.h"

#include <QFile>
#include <QUuid>

#include <cerrno>
#include <cstdio>
#include <fcntl.h>
#include <sys/stat.h>
#include <unistd.h>

namespace keywright {

namespace {

constexpr mode_t ownerOnly = S_IRUSR | S_IWUSR;
constexpr mode_t asUsual = ownerOnly | S_IRGRP | S_IWGRP | S_IROTH | S_IWOTH; // but for the umask
constexpr mode_t permissionBits = S_IRWXU | S_IRWXG | S_IRWXO;

constexpr unsigned onlyWhereFree = 0;
constexpr unsigned anywhere = 1;

bool writeAll(int file, QByteArrayView bytes)
{
    while (!bytes.isEmpty()) {
        const ssize_t written = ::write(file, bytes.data(), static_cast<size_t>(bytes.size()));
        if (written < 0 && errno == EINTR)
            continue;
        if (written <= 0)
            return false;
        bytes = bytes.sliced(written);
    }
    return true;
}

/// Fails with EEXIST when `to` is taken, be it by a link that leads nowhere.
bool renameToFree(const QByteArray &from, const QByteArray &to)
{
#ifdef RENAME_NOREPLACE
    if (::renameat2(AT_FDCWD, from.constData(), AT_FDCWD, to.constData(), RENAME_NOREPLACE) == 0)
        return true;
    const bool isSupported = errno != ENOSYS && errno != EINVAL;
    if (isSupported)
        return false;
#endif
    if (::link(from.constData(), to.constData()) != 0)
        return false;
    ::unlink(from.constData());
    return true;
}

/// What was renamed is on the disk only when its folder is. Some systems cannot say so.
void syncFolderOf(const QByteArray &path)
{
    const qsizetype end = path.lastIndexOf('/');
    const QByteArray folder = end < 0 ? QByteArrayLiteral(".") : path.first(end + 1);
    const int handle = ::open(folder.constData(), O_RDONLY | O_DIRECTORY | O_CLOEXEC);
    if (handle < 0)
        return;
    ::fsync(handle);
    ::close(handle);
}

} // namespace

struct NewFile::Handle
{
    QByteArray target;
    QByteArray name;
    int file = -1;
};

NewFile::NewFile(const QString &path, FileReaders readers)
    : m_path(path)
    , m_readers(readers)
    , m_handle(std::make_unique<Handle>())
{
    m_handle->target = QFile::encodeName(path);
    m_handle->name =
        m_handle->target + '.' + QUuid::createUuid().toByteArray(QUuid::WithoutBraces).first(8);
}

NewFile::~NewFile()
{
    if (m_handle->file < 0)
        return;
    ::close(m_handle->file);
    ::unlink(m_handle->name.constData());
}

bool NewFile::open()
{
    const bool isPrivate = m_readers == FileReaders::OwnerOnly;
    m_handle->file = ::open(
        m_handle->name.constData(), O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW | O_CLOEXEC,
        isPrivate ? ownerOnly : asUsual);
    if (m_handle->file < 0)
        return false;
    if (isPrivate)
        return ::fchmod(m_handle->file, ownerOnly) == 0;
    struct stat replaced = {};
    const bool isReplaced =
        ::lstat(m_handle->target.constData(), &replaced) == 0 && S_ISREG(replaced.st_mode);
    return !isReplaced || ::fchmod(m_handle->file, replaced.st_mode & permissionBits) == 0;
}

bool NewFile::write(QByteArrayView bytes)
{
    if (open() && writeAll(m_handle->file, bytes) && ::fsync(m_handle->file) == 0)
        return true;
    m_problem = qt_error_string(errno);
    return false;
}

NewFile::Placed NewFile::place()
{
    return moveTo(onlyWhereFree);
}

NewFile::Placed NewFile::replace()
{
    return moveTo(anywhere);
}

NewFile::Placed NewFile::moveTo(unsigned how)
{
    const bool placed =
        how == onlyWhereFree
            ? renameToFree(m_handle->name, m_handle->target)
            : ::rename(m_handle->name.constData(), m_handle->target.constData()) == 0;
    if (!placed) {
        const bool isTaken = errno == EEXIST;
        m_problem = qt_error_string(errno);
        return isTaken ? Placed::TargetExists : Placed::Failed;
    }
    ::close(m_handle->file);
    m_handle->file = -1;
    syncFolderOf(m_handle->target);
    return Placed::Yes;
}

} // namespace keywright
