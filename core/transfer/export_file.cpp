#include "core/transfer/export_file.h"

#include <QCoreApplication>
#include <QFileInfo>
#include <QSaveFile>

namespace keywright {
namespace {

struct ExportFileMessages
{
    Q_DECLARE_TR_FUNCTIONS(ExportFile)
};

Error storageError(const QString &path, const QString &why)
{
    return makeError(
        ErrorKind::Storage,
        ExportFileMessages::tr("The file %1 could not be written: %2.").arg(path, why),
        ExportFileMessages::tr("Choose another folder, or check its permissions and free space."));
}

std::optional<Error> refusedTarget(const QString &path, bool overwrite)
{
    const QFileInfo target(path);
    if (target.isDir())
        return storageError(path, ExportFileMessages::tr("it is a folder"));
    // isSymLink() too, as exists() follows a link and a dangling one is somebody's file as well.
    if (!overwrite && (target.exists() || target.isSymLink()))
        return makeError(
            ErrorKind::Conflict, ExportFileMessages::tr("The file %1 exists already.").arg(path),
            ExportFileMessages::tr("Choose another name, or confirm that it may be replaced."));
    return std::nullopt;
}

} // namespace

Result<void> writeSecretFile(const QString &path, const WipedBytes &bytes, bool overwrite)
{
    if (auto refused = refusedTarget(path, overwrite))
        return failure(std::move(*refused));
    QSaveFile file(path);
    // Unbuffered, so that no copy of the secret stays behind in a write buffer.
    if (!file.open(QIODevice::WriteOnly | QIODevice::Unbuffered))
        return failure(storageError(path, file.errorString()));
    // Before the first byte, because QSaveFile takes over the permissions of the file it replaces.
    if (!file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner))
        return failure(storageError(path, file.errorString()));
    if (file.write(bytes.view()) != bytes.size() || !file.commit())
        return failure(storageError(path, file.errorString()));
    return {};
}

Result<void> writeTextFile(const QString &path, const QByteArray &bytes, bool overwrite)
{
    if (auto refused = refusedTarget(path, overwrite))
        return failure(std::move(*refused));
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly) || file.write(bytes) != bytes.size() || !file.commit())
        return failure(storageError(path, file.errorString()));
    return {};
}

} // namespace keywright
