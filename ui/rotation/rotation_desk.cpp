#include "ui/rotation/rotation_desk.h"

#include "core/rotation/loose_ends.h"

#include <QDebug>

#include <algorithm>

namespace keywright {

RotationDesk::RotationDesk(
    Inventory &inventory, std::shared_ptr<const Rotations> rotations, LookupHistory &lookups,
    QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_rotations(std::move(rotations))
    , m_lookups(lookups)
{
    connect(&inventory, &Inventory::sessionAdded, this, &RotationDesk::reload);
    connect(&inventory, &Inventory::refreshed, this, &RotationDesk::reload);
}

RotationDesk::~RotationDesk() = default;

std::optional<Rotation>
RotationDesk::underWay(const QString &connectionId, const QString &accountId) const
{
    const auto found =
        std::find_if(m_underWay.cbegin(), m_underWay.cend(), [&](const Rotation &rotation) {
            return rotation.connectionId == connectionId &&
                   (rotation.accountId == accountId || rotation.newAccountId == accountId);
        });
    return found == m_underWay.cend() ? std::nullopt : std::optional(*found);
}

bool RotationDesk::looksAfter(const CreationEntry &entry) const
{
    return std::any_of(m_underWay.cbegin(), m_underWay.cend(), [&entry](const Rotation &rotation) {
        return keywright::looksAfter(rotation, entry);
    });
}

QList<RememberedLookup> RotationDesk::proofs(const QString &connectionId) const
{
    auto kept = m_lookups.kept(connectionId);
    if (!kept) {
        qWarning("%s", qUtf8Printable(kept.error().message));
        return {};
    }
    kept->removeIf([](const RememberedLookup &lookup) { return !lookup.hasValues; });
    return *std::move(kept);
}

void RotationDesk::reload()
{
    const Result<QList<Rotation>> underWay = m_rotations->underWay();
    if (!underWay) {
        qWarning("%s", qUtf8Printable(underWay.error().message));
        return;
    }
    if (*underWay == m_underWay)
        return;
    m_underWay = *underWay;
    Q_EMIT changed();
}

void RotationDesk::wentOn(const Rotation &rotation)
{
    reload();
    const QString &connectionId = rotation.connectionId;
    if (const auto session = m_inventory.session(connectionId))
        session->forgetAuthorizer(rotation.accountId);
    if (rotation.replacesAccount())
        m_inventory.refresh(connectionId);
    else
        m_inventory.reloadDetails(connectionId, rotation.accountId);
}

} // namespace keywright
