#pragma once

#include <QByteArrayView>
#include <QString>

#include <memory>

namespace keywright {

enum class FileReaders {
    OwnerOnly, ///< 0600, whatever the umask
    AsUsual    ///< as the umask says, or as the file that is replaced has it
};

/// A file that is written under a name of its own in the folder of `path`, and gets that name when
/// all of it is on the disk. Whatever is not placed is removed with the object. Follows no symbolic
/// link: one at `path` counts as a file that is there, and is replaced itself.
class NewFile
{
public:
    enum class Placed { Yes, TargetExists, Failed };

    NewFile(const QString &path, FileReaders readers);
    ~NewFile();
    NewFile(const NewFile &) = delete;
    NewFile &operator=(const NewFile &) = delete;

    /// All of it, in one go and without a buffer in between. False: see problem().
    bool write(QByteArrayView bytes);
    /// Gives it its name unless that is taken, by anybody and up to the last moment.
    Placed place();
    /// Gives it its name in place of what has it now.
    Placed replace();

    const QString &problem() const { return m_problem; }

private:
    struct Handle;

    bool open();
    /// `how` is the system's word for what may be replaced.
    Placed moveTo(unsigned how);

    QString m_path;
    FileReaders m_readers;
    std::unique_ptr<Handle> m_handle;
    QString m_problem;
};

} // namespace keywright
