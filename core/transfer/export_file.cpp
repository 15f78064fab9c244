#include "core/transfer/export_file.h"

#include "core/transfer/new_file.h"

#include <QCoreApplication>
#include <QFileInfo>

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

Error existsError(const QString &path)
{
    return makeError(
        ErrorKind::Conflict, ExportFileMessages::tr("The file %1 exists already.").arg(path),
        ExportFileMessages::tr("Choose another name, or confirm that it may be replaced."));
}

Result<void> write(const QString &path, QByteArrayView bytes, FileReaders readers, bool overwrite)
{
    if (QFileInfo(path).isDir())
        return failure(storageError(path, ExportFileMessages::tr("it is a folder")));
    NewFile file(path, readers);
    if (!file.write(bytes))
        return failure(storageError(path, file.problem()));
    switch (overwrite ? file.replace() : file.place()) {
    case NewFile::Placed::Yes:
        return {};
    case NewFile::Placed::TargetExists:
        return failure(existsError(path));
    case NewFile::Placed::Failed:
        break;
    }
    return failure(storageError(path, file.problem()));
}

} // namespace

Result<void> writeSecretFile(const QString &path, const WipedBytes &bytes, bool overwrite)
{
    return write(path, bytes.view(), FileReaders::OwnerOnly, overwrite);
}

Result<void> writeTextFile(const QString &path, const QByteArray &bytes, bool overwrite)
{
    return write(path, bytes, FileReaders::AsUsual, overwrite);
}

} // namespace keywright
