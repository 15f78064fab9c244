#include "core/rotation/rotation_journal.h"

#include "core/journal/journal_text.h"
#include "core/rotation/rotation_errors.h"
#include "core/rotation/rotation_json.h"

#include <QJsonDocument>

#include <utility>

namespace keywright {

namespace {

QString stateText(const Rotation &rotation)
{
    const QJsonDocument document(rotationToJson(rotation));
    return QString::fromUtf8(document.toJson(QJsonDocument::Compact));
}

Rotation rotationFrom(const QSqlRecord &record)
{
    const auto text = [&record](const char *name) {
        return record.value(QString::fromLatin1(name)).toString();
    };
    Rotation rotation;
    rotationFromJson(QJsonDocument::fromJson(text("state").toUtf8()).object(), rotation);
    rotation.id = record.value(QStringLiteral("id")).toLongLong();
    rotation.connectionId = text("connection_id");
    rotation.accountId = text("account_id");
    rotation.step = rotationStepFrom(text("step"));
    rotation.begunAt = timeFromText(text("begun_at"));
    rotation.changedAt = timeFromText(text("changed_at"));
    return rotation;
}

const QString notOver = QStringLiteral("step NOT IN ('retired', 'abandoned')");

} // namespace

RotationJournal::RotationJournal(
    std::shared_ptr<JournalDatabase> database, std::shared_ptr<const Clock> clock)
    : m_database(std::move(database))
    , m_clock(std::move(clock))
{
}

Result<Rotation> RotationJournal::add(Rotation rotation)
{
    rotation.begunAt = rotation.changedAt = m_clock->now();
    const QString time = timeToText(rotation.begunAt);
    const auto added = m_database->change(
        QStringLiteral("INSERT INTO rotations (connection_id, account_id, step, begun_at, "
                       "changed_at, state) VALUES (?, ?, ?, ?, ?, ?)"),
        {rotation.connectionId, rotation.accountId, rotationStepName(rotation.step), time, time,
         stateText(rotation)});
    if (!added)
        return failure(added.error());
    rotation.id = added->id;
    return rotation;
}

Result<Rotation> RotationJournal::save(Rotation rotation)
{
    rotation.changedAt = m_clock->now();
    const auto saved = m_database->change(
        QStringLiteral("UPDATE rotations SET step = ?, changed_at = ?, state = ? WHERE id = ?"),
        {rotationStepName(rotation.step), timeToText(rotation.changedAt), stateText(rotation),
         rotation.id});
    if (!saved)
        return failure(saved.error());
    if (saved->rows == 0)
        return failure(noSuchRotationError(rotation.id));
    return rotation;
}

Result<QList<Rotation>>
RotationJournal::select(const QString &condition, const QVariantList &values)
{
    const auto records =
        m_database->rows(QStringLiteral("SELECT * FROM rotations WHERE %1").arg(condition), values);
    if (!records)
        return failure(records.error());
    QList<Rotation> rotations;
    for (const QSqlRecord &record : *records)
        rotations.append(rotationFrom(record));
    return rotations;
}

Result<Rotation> RotationJournal::rotation(qint64 id)
{
    const auto found = select(QStringLiteral("id = ?"), {id});
    if (!found)
        return failure(found.error());
    if (found->isEmpty())
        return failure(noSuchRotationError(id));
    return found->first();
}

Result<QList<Rotation>> RotationJournal::underWay()
{
    return select(notOver + QStringLiteral(" ORDER BY id"), {});
}

Result<QList<Rotation>> RotationJournal::all()
{
    return select(QStringLiteral("1 ORDER BY id DESC"), {});
}

Result<std::optional<Rotation>>
RotationJournal::underWayFor(const QString &connectionId, const QString &accountId)
{
    const auto found =
        select(notOver + QStringLiteral(" AND connection_id = ? ORDER BY id"), {connectionId});
    if (!found)
        return failure(found.error());
    for (const Rotation &rotation : *found) {
        if (rotation.accountId == accountId || rotation.newAccountId == accountId)
            return rotation;
    }
    return std::nullopt;
}

} // namespace keywright
