#include "core/journal/creation_journal.h"

#include "core/journal/journal_text.h"
#include "core/journal/life_sign.h"

#include <QCoreApplication>

#include <array>
#include <utility>

namespace keywright {

namespace {

constexpr std::array<const char *, 5> stepNames{"intent", "answered", "kept", "shown", "ended"};

QString stepName(CreationStep step)
{
    return QString::fromLatin1(stepNames.at(static_cast<std::size_t>(step)));
}

/// A step of a later version counts as the first one, as it is the one that trusts nothing.
CreationStep stepFrom(const QString &name)
{
    for (std::size_t i = 0; i < stepNames.size(); ++i) {
        if (name == QLatin1StringView(stepNames.at(i)))
            return static_cast<CreationStep>(i);
    }
    return CreationStep::Intent;
}

QString kindName(CreationKind kind)
{
    return kind == CreationKind::Account ? QStringLiteral("account") : QStringLiteral("secret");
}

QString column(const QSqlRecord &record, const char *name)
{
    return record.value(QLatin1StringView(name).toString()).toString();
}

CreationEntry entryFrom(const QSqlRecord &record)
{
    CreationEntry entry;
    entry.id = record.value(QStringLiteral("id")).toLongLong();
    entry.connectionId = column(record, "connection_id");
    entry.kind = column(record, "kind") == kindName(CreationKind::Secret) ? CreationKind::Secret
                                                                          : CreationKind::Account;
    entry.type = column(record, "account_type") == accountTypeName(AccountType::ApiKey)
                     ? AccountType::ApiKey
                     : AccountType::OAuth;
    entry.accountId = column(record, "account_id");
    entry.accountName = column(record, "account_name");
    entry.secretId = column(record, "secret_id");
    entry.keychainItem = column(record, "keychain_item");
    entry.knownBefore = listFromText(column(record, "known_before"));
    const QVariant ahead = record.value(QStringLiteral("server_ahead"));
    if (!ahead.isNull())
        entry.serverAhead = std::chrono::milliseconds(ahead.toLongLong());
    entry.rotationId = record.value(QStringLiteral("rotation_id")).toLongLong();
    entry.step = stepFrom(column(record, "step"));
    entry.begunAt = timeFromText(column(record, "begun_at"));
    entry.changedAt = timeFromText(column(record, "changed_at"));
    return entry;
}

} // namespace

CreationJournal::CreationJournal(
    std::shared_ptr<JournalDatabase> database, std::shared_ptr<LifeSign> lifeSign,
    std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_lifeSign(std::move(lifeSign))
    , m_clock(std::move(clock))
{
}

QString CreationJournal::now() const
{
    return timeToText(m_clock->now());
}

Result<qint64> CreationJournal::begin(const CreationIntent &intent)
{
    const auto owner = m_lifeSign->name();
    if (!owner)
        return failure(owner.error());
    const QString time = now();
    const auto added = m_database->change(
        QStringLiteral("INSERT INTO creations (owner, connection_id, kind, account_type, "
                       "account_id, account_name, secret_id, keychain_item, known_before, "
                       "server_ahead, rotation_id, step, begun_at, changed_at) "
                       "VALUES (?, ?, ?, ?, ?, ?, '', '', ?, ?, ?, ?, ?, ?)"),
        {*owner, intent.connectionId, kindName(intent.kind), accountTypeName(intent.type),
         intent.accountId, intent.accountName, listToText(intent.knownBefore),
         intent.serverAhead ? QVariant(qint64(intent.serverAhead->count())) : QVariant(),
         intent.rotationId, stepName(CreationStep::Intent), time, time});
    if (!added)
        return failure(added.error());
    return added->id;
}

Result<void>
CreationJournal::update(qint64 entry, const QString &assignments, const QVariantList &values)
{
    QVariantList all = values;
    all += now();
    all += entry;
    const auto changed = m_database->change(
        QStringLiteral("UPDATE creations SET %1, changed_at = ? WHERE id = ?").arg(assignments),
        all);
    if (!changed)
        return failure(changed.error());
    return {};
}

Result<void>
CreationJournal::answered(qint64 entry, const QString &accountId, const QString &secretId)
{
    return update(
        entry, QStringLiteral("step = ?, account_id = ?, secret_id = ?"),
        {stepName(CreationStep::Answered), accountId, secretId});
}

Result<void>
CreationJournal::kept(qint64 entry, const QString &secretId, const QString &keychainItem)
{
    return update(
        entry, QStringLiteral("step = ?, secret_id = ?, keychain_item = ?"),
        {stepName(CreationStep::Kept), secretId, keychainItem});
}

Result<void> CreationJournal::shown(qint64 entry)
{
    return update(entry, QStringLiteral("step = ?"), {stepName(CreationStep::Shown)});
}

Result<void> CreationJournal::end(qint64 entry)
{
    return update(entry, QStringLiteral("step = ?"), {stepName(CreationStep::Ended)});
}

Result<void> CreationJournal::leave(qint64 entry)
{
    return update(entry, QStringLiteral("owner = ''"), {});
}

Result<QList<QSqlRecord>> CreationJournal::notEnded(const QString &connectionId)
{
    return m_database->rows(
        QStringLiteral("SELECT * FROM creations WHERE step <> ? AND connection_id = ? ORDER BY id"),
        {stepName(CreationStep::Ended), connectionId});
}

Result<QList<CreationEntry>> CreationJournal::unfinished(const QString &connectionId)
{
    const auto records = notEnded(connectionId);
    if (!records)
        return failure(records.error());
    QList<CreationEntry> entries;
    for (const QSqlRecord &record : *records) {
        if (!m_lifeSign->isAlive(column(record, "owner")))
            entries.append(entryFrom(record));
    }
    return entries;
}

Result<QList<CreationEntry>> CreationJournal::underWay(const QString &connectionId)
{
    const auto records = notEnded(connectionId);
    if (!records)
        return failure(records.error());
    QList<CreationEntry> entries;
    for (const QSqlRecord &record : *records)
        entries.append(entryFrom(record));
    return entries;
}

Result<QStringList> CreationJournal::madeByOthers(const CreationEntry &entry)
{
    const auto records = m_database->rows(
        QStringLiteral("SELECT kind, account_id, secret_id FROM creations "
                       "WHERE connection_id = ? AND id <> ?"),
        {entry.connectionId, entry.id});
    if (!records)
        return failure(records.error());
    QStringList made;
    for (const QSqlRecord &record : *records) {
        // A further secret did not make its account.
        if (column(record, "kind") == kindName(CreationKind::Account))
            made.append(column(record, "account_id"));
        made.append(column(record, "secret_id"));
    }
    made.removeAll(QString());
    return made;
}

} // namespace keywright
