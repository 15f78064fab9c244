#include "core/journal/life_sign.h"

#include "core/base/state_file.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QUuid>

#include <utility>

namespace keywright {

LifeSign::LifeSign(QString directory)
    : m_directory(std::move(directory))
{
}

LifeSign::~LifeSign() = default;

QString LifeSign::pathOf(const QString &name) const
{
    return QStringLiteral("%1/process-%2.lock").arg(m_directory, name);
}

Result<QString> LifeSign::name()
{
    if (!m_name.isEmpty())
        return m_name;
    if (auto made = ensureStateDirectory(m_directory); !made)
        return failure(std::move(made).error());
    const QString name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto lock = std::make_unique<QLockFile>(pathOf(name));
    lock->setStaleLockTime(0);
    if (!lock->tryLock())
        return failure(makeError(
            ErrorKind::Storage,
            QCoreApplication::translate("LifeSign", "The folder %1 cannot be written to.")
                .arg(QDir::toNativeSeparators(m_directory)),
            QCoreApplication::translate(
                "LifeSign",
                "Check the permissions of the folder and the space left on the disk.")));
    m_lock = std::move(lock);
    m_name = name;
    return m_name;
}

bool LifeSign::isAlive(const QString &name) const
{
    if (name.isEmpty())
        return false;
    if (name == m_name)
        return true;
    if (!QFile::exists(pathOf(name)))
        return false;
    // Taking the lock works when its holder is gone, and giving it back removes the file.
    QLockFile lock(pathOf(name));
    lock.setStaleLockTime(0);
    return !lock.tryLock();
}

} // namespace keywright
