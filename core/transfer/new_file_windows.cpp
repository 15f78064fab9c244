#include "core/transfer/new_file.h"

#include <QDir>
#include <QFile>
#include <QUuid>
#include <qt_windows.h>

namespace keywright {

struct NewFile::Handle
{
    QFile file;
};

NewFile::NewFile(const QString &path, FileReaders readers)
    : m_path(path)
    , m_readers(readers)
    , m_handle(std::make_unique<Handle>())
{
    m_handle->file.setFileName(
        path + QLatin1Char('.') + QUuid::createUuid().toString(QUuid::WithoutBraces).first(8));
}

NewFile::~NewFile()
{
    if (m_handle->file.isOpen())
        m_handle->file.remove();
}

/// Who may read it the folder says, which passes its access list on.
bool NewFile::open()
{
    return m_handle->file.open(QIODevice::WriteOnly | QIODevice::NewOnly | QIODevice::Unbuffered);
}

bool NewFile::write(QByteArrayView bytes)
{
    QFile &file = m_handle->file;
    if (open() && file.write(bytes.data(), bytes.size()) == bytes.size())
        return true;
    m_problem = file.errorString();
    return false;
}

NewFile::Placed NewFile::place()
{
    return moveTo(MOVEFILE_WRITE_THROUGH);
}

NewFile::Placed NewFile::replace()
{
    return moveTo(MOVEFILE_WRITE_THROUGH | MOVEFILE_REPLACE_EXISTING);
}

/// It cannot be moved while it is open.
NewFile::Placed NewFile::moveTo(unsigned flags)
{
    QFile &file = m_handle->file;
    const QString from = QDir::toNativeSeparators(file.fileName());
    const QString to = QDir::toNativeSeparators(m_path);
    file.close();
    if (::MoveFileExW(
            reinterpret_cast<const wchar_t *>(from.utf16()),
            reinterpret_cast<const wchar_t *>(to.utf16()), flags))
        return Placed::Yes;
    const DWORD code = ::GetLastError();
    m_problem = qt_error_string(static_cast<int>(code));
    file.remove();
    return code == ERROR_ALREADY_EXISTS || code == ERROR_FILE_EXISTS ? Placed::TargetExists
                                                                     : Placed::Failed;
}

} // namespace keywright
