#pragma once

#include "core/base/result.h"

#include <QMap>
#include <QString>

namespace keywright::tecton {

/// What the vendor's public sources do not confirm about the wire, as data: the path of each call,
/// the ids of roles, and the resource that stands for all workspaces. The defaults are
/// resources/providers/tecton.json; a connection may override single entries.
class PathTable
{
public:
    /// Refuses an override whose name is unknown, or that is no path where a path is wanted (field
    /// "paths").
    static Result<PathTable> create(const QMap<QString, QString> &overrides);

    /// The encoded path of a call; begins with a slash.
    QString path(const QString &call) const { return m_entries.value(call); }
    /// The same with `{name}` replaced by the percent-encoded value of each parameter.
    QString path(const QString &call, const QMap<QString, QString> &parameters) const;
    QString constant(const QString &name) const { return m_entries.value(name); }

    /// Between the role ids of the catalogue ("consumer") and those of assignments
    /// ("read_data_role"). Empty when the table does not know the role.
    QString assignedRole(const QString &roleId) const;
    QString catalogRole(const QString &assignedRole) const;

private:
    QMap<QString, QString> m_entries;
};

} // namespace keywright::tecton
