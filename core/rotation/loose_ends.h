#pragma once

#include "core/journal/creation_journal.h"
#include "core/rotation/rotation.h"

namespace keywright {

class Rotations;

/// What of a connection still waits for a person. Without the connection nobody is told of it.
struct LooseEnds
{
    QStringList secrets;   ///< of these accounts, new ones that nobody has acknowledged
    QStringList rotations; ///< of these accounts, under way

    bool operator==(const LooseEnds &) const = default;
    bool isEmpty() const { return secrets.isEmpty() && rotations.isEmpty(); }
};

/// Storage errors of the journal.
Result<LooseEnds>
looseEnds(CreationJournal &creations, const Rotations &rotations, const QString &connectionId);
/// What becomes of them when the connection is removed, in sentences; none for none.
QStringList lossOf(const LooseEnds &ends);

/// Whether the rotation has asked for this creation, and takes care of it when it goes on.
bool looksAfter(const Rotation &rotation, const CreationEntry &creation);

} // namespace keywright
