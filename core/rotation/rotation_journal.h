#pragma once

#include "core/base/clock.h"
#include "core/journal/journal_database.h"
#include "core/rotation/rotation.h"

#include <memory>

namespace keywright {

/// The rotations in the journal. All methods give Storage errors; NotFound for an id that is not
/// there.
class RotationJournal
{
public:
    RotationJournal(std::shared_ptr<JournalDatabase> database, std::shared_ptr<const Clock> clock);

    /// Gives it an id and its times.
    Result<Rotation> add(Rotation rotation);
    /// Writes it as it is now; gives it the time of this change.
    Result<Rotation> save(Rotation rotation);
    Result<Rotation> rotation(qint64 id);
    /// Those that are not over, the oldest first.
    Result<QList<Rotation>> underWay();
    /// All, the newest first.
    Result<QList<Rotation>> all();
    /// The one that is not over of this account, or in which it takes over.
    Result<std::optional<Rotation>>
    underWayFor(const QString &connectionId, const QString &accountId);

private:
    Result<QList<Rotation>> select(const QString &condition, const QVariantList &values);

    std::shared_ptr<JournalDatabase> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace keywright
