#include "core/provider/tecton/path_table.h"

#include <QCoreApplication>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QRegularExpression>
#include <QUrl>

// The resource is compiled into a static library, where the linker drops what nobody names. The
// macro only works outside of namespaces.
static void initializeProviderResources()
{
    Q_INIT_RESOURCE(providers);
}

namespace keywright::tecton {

namespace {

constexpr QLatin1StringView rolePrefix("role.");

struct PathTableMessages
{
    Q_DECLARE_TR_FUNCTIONS(TectonPaths)
};

QMap<QString, QString> defaultEntries()
{
    initializeProviderResources();
    QFile file(QStringLiteral(":/keywright/providers/tecton.json"));
    if (!file.open(QIODevice::ReadOnly))
        qFatal("The path table of the Tecton provider is not compiled in");
    const QJsonObject object = QJsonDocument::fromJson(file.readAll()).object();
    QMap<QString, QString> entries;
    for (auto it = object.begin(); it != object.end(); ++it)
        entries.insert(it.key(), it.value().toString());
    return entries;
}

/// Calls have paths, everything else in the table is a constant, told apart by the dot in its name.
bool isCall(const QString &name)
{
    return !name.contains(QLatin1Char('.'));
}

bool isEncodedPath(const QString &text)
{
    static const QRegularExpression shape(
        QStringLiteral("\\A(?:/(?:[A-Za-z0-9._~!$&'()*+,;=:@{}-]|%[0-9A-Fa-f]{2})+)+\\z"));
    const QStringList segments = text.split(QLatin1Char('/'));
    return shape.match(text).hasMatch() && !segments.contains(QLatin1String(".")) &&
           !segments.contains(QLatin1String(".."));
}

} // namespace

Result<PathTable> PathTable::create(const QMap<QString, QString> &overrides)
{
    PathTable table;
    table.m_entries = defaultEntries();
    for (auto it = overrides.cbegin(); it != overrides.cend(); ++it) {
        const QString field = QStringLiteral("paths");
        if (!table.m_entries.contains(it.key()))
            return failure(fieldError(
                field, PathTableMessages::tr("There is no call “%1” whose path could be set.")
                           .arg(it.key())));
        if (isCall(it.key()) && !isEncodedPath(it.value()))
            return failure(fieldError(
                field, PathTableMessages::tr("The path of “%1” is not valid.").arg(it.key()),
                PathTableMessages::tr(
                    "Write it without server and query, for example /api/v1/name.")));
        table.m_entries.insert(it.key(), it.value());
    }
    return table;
}

QString PathTable::path(const QString &call, const QMap<QString, QString> &parameters) const
{
    QString result = path(call);
    for (auto it = parameters.cbegin(); it != parameters.cend(); ++it)
        result.replace(
            QLatin1Char('{') + it.key() + QLatin1Char('}'),
            QString::fromLatin1(QUrl::toPercentEncoding(it.value())));
    return result;
}

QString PathTable::assignedRole(const QString &roleId) const
{
    return m_entries.value(rolePrefix + roleId);
}

QString PathTable::catalogRole(const QString &assignedRole) const
{
    for (auto it = m_entries.cbegin(); it != m_entries.cend(); ++it) {
        if (it.key().startsWith(rolePrefix) && it.value() == assignedRole)
            return it.key().mid(rolePrefix.size());
    }
    return {};
}

} // namespace keywright::tecton
