#pragma once

#include "core/base/clock.h"
#include "core/provider/capabilities.h"
#include "core/rotation/rotation_plan.h"
#include "core/workbench/lookup_history.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace keywright {

class LifetimeField;
class ProofChoice;

/// What a rotation will do, to be agreed to.
class RotationPlanView : public QWidget
{
    Q_OBJECT
public:
    explicit RotationPlanView(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setPlan(const RotationPlan &plan, const Capabilities &capabilities);
    /// Offers lookups as a proof, of an account that holds `roles`.
    void offerProofs(
        const QList<RememberedLookup> &lookups, const QList<RoleGrant> &roles,
        const Capabilities &capabilities);
    /// As it was agreed to, with the lifetime and the proof that were chosen.
    RotationPlan plan() const;
    bool mayFreeSlot() const;
    /// Nothing that needs consent is without it.
    bool isAgreed() const;

Q_SIGNALS:
    void agreementChanged();

private:
    RotationPlan m_plan;
    QLabel *m_consequences;
    QCheckBox *m_freeSlot;
    LifetimeField *m_lifetime;
    ProofChoice *m_proof;
};

} // namespace keywright
