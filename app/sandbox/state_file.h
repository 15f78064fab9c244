#pragma once

#include <QJsonObject>
#include <QString>

#include <optional>

namespace keywright::sandbox {

/// Keeps one JSON object in a file of the data folder, readable by its owner only.
class StateFile
{
public:
    /// Without a folder nothing is kept.
    StateFile(const QString &folder, const QString &fileName);

    /// True with nothing in @p object when there is no file yet; false when it cannot be read or is
    /// not a JSON object.
    bool load(std::optional<QJsonObject> *object, QString *errorText) const;
    /// Replaces the file as a whole, or leaves it as it was.
    bool save(const QJsonObject &object, QString *errorText) const;

    bool keepsNothing() const { return m_path.isEmpty(); }
    const QString &path() const { return m_path; }

private:
    QString m_folder;
    QString m_path;
};

} // namespace keywright::sandbox
