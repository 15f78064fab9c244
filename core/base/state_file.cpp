#include "core/base/state_file.h"

#include "core/base/clock.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSaveFile>

namespace keywright {

namespace {

constexpr auto ownerOnlyFile = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

struct StateFileMessages
{
    Q_DECLARE_TR_FUNCTIONS(StateFile)
};

Error storageError(const QString &message, const QString &path, const QString &reason)
{
    return makeError(
        ErrorKind::Storage, message.arg(QDir::toNativeSeparators(path), reason),
        StateFileMessages::tr(
            "Check the permissions of the folder and the space left on the disk."));
}

} // namespace

Result<void> ensureStateDirectory(const QString &directory)
{
    if (QDir(directory).exists())
        return {};
    if (!QDir().mkpath(directory) ||
        !QFile::setPermissions(directory, ownerOnlyFile | QFileDevice::ExeOwner))
        return failure(storageError(
            StateFileMessages::tr("The folder %1 could not be made: %2."), directory,
            StateFileMessages::tr("the system refused")));
    return {};
}

Result<QByteArray> readStateFile(const QString &path, qint64 cap)
{
    QFile file(path);
    if (!file.exists())
        return QByteArray();
    const QString message = StateFileMessages::tr("The file %1 could not be read: %2.");
    if (!file.open(QIODevice::ReadOnly))
        return failure(storageError(message, path, file.errorString()));
    // One byte more than allowed is asked for, since the size of a special file is not known.
    QByteArray content = file.read(cap + 1);
    if (file.error() != QFileDevice::NoError)
        return failure(storageError(message, path, file.errorString()));
    if (content.size() > cap)
        return failure(storageError(message, path, StateFileMessages::tr("it is too large")));
    return content;
}

Result<void> writeStateFile(const QString &path, const QByteArray &content)
{
    if (auto made = ensureStateDirectory(QFileInfo(path).absolutePath()); !made)
        return made;
    QSaveFile file(path);
    const bool written = file.open(QIODevice::WriteOnly) && file.setPermissions(ownerOnlyFile) &&
                         file.write(content) == content.size() && file.commit();
    if (!written)
        return failure(storageError(
            StateFileMessages::tr("The file %1 could not be written: %2."), path,
            file.errorString()));
    return {};
}

Result<QString> setAside(const QString &path)
{
    const QString time = SystemClock().now().toString(QStringLiteral("yyyyMMdd-HHmmss-zzz"));
    QString target = path + QStringLiteral(".unreadable-") + time;
    QFile file(path);
    if (!file.rename(target))
        return failure(storageError(
            StateFileMessages::tr("The file %1 could not be set aside: %2."), path,
            file.errorString()));
    return target;
}

} // namespace keywright
