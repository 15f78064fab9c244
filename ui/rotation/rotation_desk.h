#pragma once

#include "core/inventory/inventory.h"
#include "core/rotation/rotations.h"
#include "core/workbench/lookup_history.h"

#include <QObject>

namespace keywright {

/// What the pages know of rotations: those that wait for something, how to go on with them, and
/// which lookups can prove them.
class RotationDesk : public QObject
{
    Q_OBJECT
public:
    /// `inventory` and `lookups` must outlive the desk.
    RotationDesk(
        Inventory &inventory, std::shared_ptr<const Rotations> rotations, LookupHistory &lookups,
        QObject *parent = nullptr);
    ~RotationDesk() override;

    Inventory &inventory() const { return m_inventory; }
    const Rotations &rotations() const { return *m_rotations; }
    /// The rotation of this account that is not over: as the old or as the new one.
    std::optional<Rotation> underWay(const QString &connectionId, const QString &accountId) const;
    /// Whether a rotation will take care of this creation when it goes on.
    bool looksAfter(const CreationEntry &entry) const;

    /// The lookups of a connection that were saved or pinned with their values, the pinned ones
    /// first. None where they cannot be read.
    QList<RememberedLookup> proofs(const QString &connectionId) const;

    /// Reads the journal again; another window or shell may have gone on.
    void reload();
    /// A rotation has come further: journal, list and sign-ins are looked at anew.
    void wentOn(const Rotation &rotation);

Q_SIGNALS:
    void changed();

private:
    Inventory &m_inventory;
    std::shared_ptr<const Rotations> m_rotations;
    LookupHistory &m_lookups;
    QList<Rotation> m_underWay;
};

} // namespace keywright
