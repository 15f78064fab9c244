#include "core/workbench/lookup_history.h"

#include "core/net/redactor.h"
#include "core/workbench/request_json.h"

#include <QCoreApplication>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

struct LookupHistoryMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupHistory)
};

DatabaseLayout historyLayout()
{
    DatabaseLayout layout;
    layout.name = LookupHistoryMessages::tr("The lookup history");
    layout.damaged =
        LookupHistoryMessages::tr("The lookup history was damaged and has been set aside as %1.");
    layout.damagedHint =
        LookupHistoryMessages::tr("A new one was begun. Saved lookups have to be saved again.");
    layout.statements = {
        QStringLiteral("CREATE TABLE IF NOT EXISTS lookups ("
                       "id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       "connection_id TEXT NOT NULL,"
                       "account_id TEXT NOT NULL,"
                       "workspace TEXT NOT NULL,"
                       "service TEXT NOT NULL,"
                       "request TEXT NOT NULL,"
                       "has_values INTEGER NOT NULL,"
                       "name TEXT NOT NULL DEFAULT '',"
                       "pinned INTEGER NOT NULL DEFAULT 0,"
                       "runs INTEGER NOT NULL DEFAULT 1,"
                       "last_run_at TEXT NOT NULL,"
                       "outcome TEXT NOT NULL,"
                       "features INTEGER NOT NULL,"
                       "microseconds INTEGER NOT NULL,"
                       "UNIQUE (connection_id, account_id, request))"),
        QStringLiteral("CREATE INDEX IF NOT EXISTS lookups_by_time ON lookups "
                       "(connection_id, pinned, last_run_at)")};
    return layout;
}

/// What a redactor would take out must not be kept.
bool looksSecret(const QByteArray &request)
{
    const QString text = QString::fromUtf8(request);
    return redacted(text) != text;
}

std::optional<RememberedLookup> lookupOf(const QSqlRecord &record)
{
    const auto value = [&record](const char *column) {
        return record.value(QLatin1String(column));
    };
    auto request = requestFromJson(value("request").toString().toUtf8());
    if (!request)
        return {};
    RememberedLookup lookup;
    lookup.id = value("id").toLongLong();
    lookup.connectionId = value("connection_id").toString();
    lookup.accountId = value("account_id").toString();
    lookup.request = *std::move(request);
    lookup.hasValues = value("has_values").toInt() != 0;
    lookup.name = value("name").toString();
    lookup.isPinned = value("pinned").toInt() != 0;
    lookup.runs = value("runs").toInt();
    lookup.lastRunAt = QDateTime::fromString(value("last_run_at").toString(), Qt::ISODateWithMs);
    lookup.outcome.word = value("outcome").toString();
    lookup.outcome.features = value("features").toInt();
    lookup.outcome.time = std::chrono::microseconds(value("microseconds").toLongLong());
    return lookup;
}

QString searchedText(const RememberedLookup &lookup)
{
    QStringList parts{lookup.name, lookup.request.workspace, lookup.request.featureService};
    for (const QJsonObject &object : {lookup.request.joinKeys, lookup.request.requestContext}) {
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += it.key() + QLatin1Char('=') + it.value().toVariant().toString();
    }
    return parts.join(QLatin1Char('\n'));
}

bool containsAll(const QString &text, const QStringList &words)
{
    for (const QString &word : words) {
        if (!text.contains(word, Qt::CaseInsensitive))
            return false;
    }
    return true;
}

} // namespace

LookupHistory::LookupHistory(const QString &file, std::shared_ptr<const Clock> clock)
    : m_database(file, historyLayout())
    , m_clock(std::move(clock))
{
}

Result<void> LookupHistory::change(const QString &statement, const QVariantList &values)
{
    auto changed = m_database.change(statement, values);
    if (!changed)
        return failure(std::move(changed).error());
    return {};
}

Result<qint64> LookupHistory::remember(
    const QString &connectionId, const QString &accountId, const LookupRequest &request,
    const LookupOutcome &outcome, bool withValues)
{
    QByteArray json = requestToJson(request, withValues);
    if (withValues && looksSecret(json)) {
        json = requestToJson(request, false);
        withValues = false;
    }
    const auto added = m_database.rows(
        QStringLiteral("INSERT INTO lookups (connection_id, account_id, workspace, service, "
                       "request, has_values, last_run_at, outcome, features, microseconds) "
                       "VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?) "
                       "ON CONFLICT (connection_id, account_id, request) DO UPDATE SET "
                       "runs = runs + 1, last_run_at = excluded.last_run_at, "
                       "outcome = excluded.outcome, features = excluded.features, "
                       "microseconds = excluded.microseconds RETURNING id"),
        {connectionId, accountId, request.workspace, request.featureService,
         QString::fromUtf8(json), withValues ? 1 : 0, m_clock->now().toString(Qt::ISODateWithMs),
         outcome.word, outcome.features, static_cast<qint64>(outcome.time.count())});
    if (!added)
        return failure(added.error());
    if (auto forgotten = forgetOldest(connectionId); !forgotten)
        return failure(std::move(forgotten).error());
    return added->value(0).value(0).toLongLong();
}

Result<void> LookupHistory::forgetOldest(const QString &connectionId)
{
    return change(
        QStringLiteral("DELETE FROM lookups WHERE id IN (SELECT id FROM lookups WHERE "
                       "connection_id = ? AND name = '' AND pinned = 0 "
                       "ORDER BY last_run_at DESC, id DESC LIMIT -1 OFFSET ?)"),
        {connectionId, capacity});
}

Result<qint64> LookupHistory::save(
    const QString &connectionId, const QString &accountId, const LookupRequest &request,
    const QString &name)
{
    const QByteArray json = requestToJson(request, true);
    if (looksSecret(json))
        return failure(makeError(
            ErrorKind::InvalidInput,
            LookupHistoryMessages::tr("A value of this lookup looks like a secret."),
            LookupHistoryMessages::tr("Nothing was saved: secrets belong into the keychain.")));
    const auto added = m_database.rows(
        QStringLiteral("INSERT INTO lookups (connection_id, account_id, workspace, service, "
                       "request, has_values, name, runs, last_run_at, outcome, features, "
                       "microseconds) VALUES (?, ?, ?, ?, ?, 1, ?, 0, ?, '', 0, 0) "
                       "ON CONFLICT (connection_id, account_id, request) DO UPDATE SET "
                       "name = excluded.name RETURNING id"),
        {connectionId, accountId, request.workspace, request.featureService,
         QString::fromUtf8(json), name.trimmed(), m_clock->now().toString(Qt::ISODateWithMs)});
    if (!added)
        return failure(added.error());
    const qint64 id = added->value(0).value(0).toLongLong();
    auto replaced = change(
        QStringLiteral("UPDATE lookups SET name = '' "
                       "WHERE connection_id = ? AND name = ? AND id <> ?"),
        {connectionId, name.trimmed(), id});
    if (!replaced)
        return failure(std::move(replaced).error());
    return id;
}

Result<void> LookupHistory::setName(qint64 id, const QString &name)
{
    return change(QStringLiteral("UPDATE lookups SET name = ? WHERE id = ?"), {name.trimmed(), id});
}

Result<void> LookupHistory::setPinned(qint64 id, bool pinned)
{
    return change(
        QStringLiteral("UPDATE lookups SET pinned = ? WHERE id = ?"), {pinned ? 1 : 0, id});
}

Result<void> LookupHistory::remove(qint64 id)
{
    return change(QStringLiteral("DELETE FROM lookups WHERE id = ?"), {id});
}

Result<void> LookupHistory::clear(const QString &connectionId)
{
    return change(
        QStringLiteral("DELETE FROM lookups WHERE connection_id = ? AND name = '' AND pinned = 0"),
        {connectionId});
}

Result<void> LookupHistory::forget(const QString &connectionId)
{
    return change(QStringLiteral("DELETE FROM lookups WHERE connection_id = ?"), {connectionId});
}

/// An entry that cannot be read is passed over.
Result<QList<RememberedLookup>>
LookupHistory::select(const QString &statement, const QVariantList &values)
{
    const auto records = m_database.rows(statement, values);
    if (!records)
        return failure(records.error());
    QList<RememberedLookup> lookups;
    for (const QSqlRecord &record : *records) {
        if (auto lookup = lookupOf(record))
            lookups.append(*std::move(lookup));
    }
    return lookups;
}

Result<QList<RememberedLookup>>
LookupHistory::find(const QString &connectionId, const QString &text, int most)
{
    auto found = select(
        QStringLiteral("SELECT * FROM lookups WHERE connection_id = ? "
                       "ORDER BY pinned DESC, last_run_at DESC, id DESC"),
        {connectionId});
    if (!found)
        return found;
    const QStringList words = text.split(QLatin1Char(' '), Qt::SkipEmptyParts);
    found->removeIf([&words](const RememberedLookup &lookup) {
        return !containsAll(searchedText(lookup), words);
    });
    found->resize(std::min<qsizetype>(found->size(), most));
    return found;
}

Result<QList<RememberedLookup>> LookupHistory::kept(const QString &connectionId)
{
    return select(
        QStringLiteral("SELECT * FROM lookups WHERE connection_id = ? AND "
                       "(name <> '' OR pinned <> 0) "
                       "ORDER BY pinned DESC, name COLLATE NOCASE, last_run_at DESC, id DESC"),
        {connectionId});
}

Result<QStringList> LookupHistory::services(const QString &connectionId, const QString &workspace)
{
    const auto records = m_database.rows(
        QStringLiteral("SELECT service FROM lookups WHERE connection_id = ? AND workspace = ? AND "
                       "outcome = 'ok' GROUP BY service "
                       "ORDER BY MAX(last_run_at) DESC, MAX(id) DESC"),
        {connectionId, workspace});
    if (!records)
        return failure(records.error());
    QStringList names;
    for (const QSqlRecord &record : *records)
        names += record.value(0).toString();
    return names;
}

Result<QString> LookupHistory::lastWorkspace(const QString &connectionId)
{
    const auto records = m_database.rows(
        QStringLiteral("SELECT workspace FROM lookups WHERE connection_id = ? AND outcome = 'ok' "
                       "ORDER BY last_run_at DESC, id DESC LIMIT 1"),
        {connectionId});
    if (!records)
        return failure(records.error());
    return records->value(0).value(0).toString();
}

} // namespace keywright
