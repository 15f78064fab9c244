#include "core/rotation/consumer_register.h"

#include "core/journal/journal_text.h"

#include <QCoreApplication>

#include <utility>

namespace keywright {

namespace {

Result<void> done(const Result<JournalChange> &change)
{
    if (!change)
        return failure(change.error());
    return {};
}

} // namespace

ConsumerRegister::ConsumerRegister(
    std::shared_ptr<JournalDatabase> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

Result<QList<Consumer>> ConsumerRegister::select(const QString &query, const QVariantList &values)
{
    const auto records = m_database->rows(query, values);
    if (!records)
        return failure(records.error());
    QList<Consumer> consumers;
    for (const QSqlRecord &record : *records) {
        const auto text = [&record](const char *name) {
            return record.value(QString::fromLatin1(name)).toString();
        };
        Consumer consumer;
        consumer.id = record.value(QStringLiteral("id")).toLongLong();
        consumer.kind = text("kind");
        consumer.place = text("place");
        consumer.addedAt = timeFromText(text("added_at"));
        consumer.tickedAt = timeFromText(text("ticked_at"));
        consumers.append(consumer);
    }
    return consumers;
}

Result<QList<Consumer>>
ConsumerRegister::consumers(const QString &connectionId, const QString &accountId)
{
    return select(
        QStringLiteral("SELECT *, '' AS ticked_at FROM consumers WHERE connection_id = ? AND "
                       "account_id = ? ORDER BY id"),
        {connectionId, accountId});
}

Result<Consumer> ConsumerRegister::add(
    const QString &connectionId, const QString &accountId, const QString &kind,
    const QString &place)
{
    Consumer consumer;
    consumer.kind = kind.trimmed();
    consumer.place = place.trimmed();
    consumer.addedAt = m_clock->now();
    if (consumer.place.isEmpty())
        return failure(fieldError(
            QStringLiteral("place"),
            QCoreApplication::translate("ConsumerRegister", "The place is empty."),
            QCoreApplication::translate(
                "ConsumerRegister", "Say where the secret is used, so that people find it.")));
    const auto added = m_database->change(
        QStringLiteral("INSERT INTO consumers (connection_id, account_id, kind, place, added_at) "
                       "VALUES (?, ?, ?, ?, ?)"),
        {connectionId, accountId, consumer.kind, consumer.place, timeToText(consumer.addedAt)});
    if (!added)
        return failure(added.error());
    consumer.id = added->id;
    return consumer;
}

Result<void> ConsumerRegister::remove(qint64 consumer)
{
    return done(
        m_database->change(QStringLiteral("DELETE FROM consumers WHERE id = ?"), {consumer}));
}

Result<void> ConsumerRegister::move(
    const QString &connectionId, const QString &fromAccountId, const QString &toAccountId)
{
    return done(m_database->change(
        QStringLiteral("UPDATE consumers SET account_id = ? WHERE connection_id = ? AND "
                       "account_id = ?"),
        {toAccountId, connectionId, fromAccountId}));
}

Result<QList<Consumer>>
ConsumerRegister::tickedIn(qint64 rotation, const QString &connectionId, const QString &accountId)
{
    return select(
        QStringLiteral("SELECT consumers.*, coalesce(ticked_at, '') AS ticked_at FROM consumers "
                       "LEFT JOIN consumer_ticks ON consumer_id = consumers.id AND "
                       "rotation_id = ? WHERE connection_id = ? AND account_id = ? "
                       "ORDER BY consumers.id"),
        {rotation, connectionId, accountId});
}

Result<void> ConsumerRegister::tick(qint64 rotation, qint64 consumer)
{
    return done(m_database->change(
        QStringLiteral("INSERT OR IGNORE INTO consumer_ticks (rotation_id, consumer_id, "
                       "ticked_at) VALUES (?, ?, ?)"),
        {rotation, consumer, timeToText(m_clock->now())}));
}

Result<void> ConsumerRegister::untick(qint64 rotation, qint64 consumer)
{
    return done(m_database->change(
        QStringLiteral("DELETE FROM consumer_ticks WHERE rotation_id = ? AND consumer_id = ?"),
        {rotation, consumer}));
}

} // namespace keywright
