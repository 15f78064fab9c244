#include "core/rotation/loose_ends.h"

#include "core/rotation/rotations.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct LooseEndsMessages
{
    Q_DECLARE_TR_FUNCTIONS(LooseEnds)
};

void note(QStringList &names, const QString &name)
{
    if (!names.contains(name))
        names.append(name);
}

} // namespace

bool looksAfter(const Rotation &rotation, const CreationEntry &creation)
{
    return creation.rotationId != 0 && creation.rotationId == rotation.id;
}

Result<LooseEnds>
looseEnds(CreationJournal &creations, const Rotations &rotations, const QString &connectionId)
{
    auto underWay = rotations.underWay();
    if (!underWay)
        return failure(std::move(underWay).error());
    auto entries = creations.underWay(connectionId);
    if (!entries)
        return failure(std::move(entries).error());
    underWay->removeIf([&connectionId](const Rotation &rotation) {
        return rotation.connectionId != connectionId;
    });
    LooseEnds ends;
    for (const Rotation &rotation : std::as_const(*underWay))
        note(ends.rotations, rotation.accountName);
    for (const CreationEntry &entry : std::as_const(*entries)) {
        const bool isOfRotation =
            std::any_of(underWay->cbegin(), underWay->cend(), [&entry](const Rotation &rotation) {
                return looksAfter(rotation, entry);
            });
        if (!isOfRotation)
            note(ends.secrets, entry.accountName);
    }
    return ends;
}

QStringList lossOf(const LooseEnds &ends)
{
    QStringList sentences;
    if (!ends.secrets.isEmpty())
        sentences += LooseEndsMessages::tr("New secrets are lost, as nobody has confirmed to have "
                                           "them: those of %1.")
                         .arg(ends.secrets.join(QStringLiteral(", ")));
    if (!ends.rotations.isEmpty())
        sentences +=
            LooseEndsMessages::tr("Rotations in progress cannot be continued: those of "
                                  "%1. The old and the new secret both stay on the server.")
                .arg(ends.rotations.join(QStringLiteral(", ")));
    return sentences;
}

} // namespace keywright
