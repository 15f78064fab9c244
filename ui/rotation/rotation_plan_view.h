#pragma once

#include "core/base/clock.h"
#include "core/provider/capabilities.h"
#include "core/rotation/rotation_plan.h"

#include <QWidget>

class QCheckBox;
class QLabel;

namespace keywright {

class LifetimeField;

/// What a rotation will do, to be agreed to.
class RotationPlanView : public QWidget
{
    Q_OBJECT
public:
    explicit RotationPlanView(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    void setPlan(const RotationPlan &plan, const Capabilities &capabilities);
    /// As it was agreed to, with the lifetime that was chosen.
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
};

} // namespace keywright
