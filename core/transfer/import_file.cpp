#include "core/transfer/import_file.h"

#include <QCoreApplication>
#include <QFile>
#include <QFileInfo>

namespace keywright {

namespace {

struct ImportFileMessages
{
    Q_DECLARE_TR_FUNCTIONS(ImportFile)
};

} // namespace

Error tooLargeToImport()
{
    return makeError(
        ErrorKind::InvalidInput,
        ImportFileMessages::tr(
            "Nothing was imported: the text is larger than %1 KiB, so it is not what it "
            "should be.")
            .arg(importCap / 1024),
        ImportFileMessages::tr("Check that it is the right file."));
}

Result<WipedBytes> readImportFile(const QString &path)
{
    QFile file(path);
    // Unbuffered, so that no copy of a secret stays behind in a read buffer.
    if (!QFileInfo(path).isFile() || !file.open(QIODevice::ReadOnly | QIODevice::Unbuffered))
        return failure(makeError(
            ErrorKind::Storage,
            ImportFileMessages::tr("The file %1 could not be read: %2.")
                .arg(
                    path, QFileInfo::exists(path)
                              ? file.errorString()
                              : ImportFileMessages::tr("there is no such file")),
            ImportFileMessages::tr("Choose a file that you may read.")));
    if (file.size() > importCap)
        return failure(tooLargeToImport());
    return WipedBytes(file.read(importCap));
}

QString openPermissionsNotice(const QString &path)
{
#ifdef Q_OS_WIN
    Q_UNUSED(path)
    return {};
#else
    constexpr QFileDevice::Permissions others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                                                QFileDevice::ReadOther | QFileDevice::WriteOther;
    if (!(QFileInfo(path).permissions() & others))
        return {};
    return ImportFileMessages::tr(
               "The file %1 can be read or changed by other users of this machine. Restrict "
               "it to its owner (chmod 600), and rotate the secret if others may have seen "
               "it.")
        .arg(path);
#endif
}

} // namespace keywright
