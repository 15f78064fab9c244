#include "app/sandbox/state_file.h"

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QSaveFile>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner;

} // namespace

StateFile::StateFile(const QString &folder, const QString &fileName)
    : m_folder(folder)
    , m_path(folder.isEmpty() ? QString() : QDir(folder).filePath(fileName))
{
}

bool StateFile::load(std::optional<QJsonObject> *object, QString *errorText) const
{
    object->reset();
    if (m_path.isEmpty() || !QFile::exists(m_path))
        return true;
    QFile file(m_path);
    if (!file.open(QIODevice::ReadOnly)) {
        *errorText = u"%1 cannot be read: %2"_s.arg(m_path, file.errorString());
        return false;
    }
    const QJsonDocument document = QJsonDocument::fromJson(file.readAll());
    if (!document.isObject()) {
        *errorText = u"%1 does not hold the state of a sandbox"_s.arg(m_path);
        return false;
    }
    *object = document.object();
    return true;
}

bool StateFile::save(const QJsonObject &object, QString *errorText) const
{
    if (m_path.isEmpty())
        return true;
    QDir().mkpath(m_folder);
    QSaveFile file(m_path);
    const QByteArray text = QJsonDocument(object).toJson(QJsonDocument::Compact);
    if (!file.open(QIODevice::WriteOnly) || !file.setPermissions(ownerOnly) ||
        file.write(text) != text.size() || !file.commit()) {
        *errorText = u"%1 cannot be written: %2"_s.arg(m_path, file.errorString());
        return false;
    }
    return true;
}

} // namespace keywright::sandbox
