#pragma once

#include "core/base/clock.h"
#include "core/rotation/bulk_rotation.h"

#include <QWidget>

class QCheckBox;

namespace keywright {

class Banner;
class LifetimeField;

/// What has to be agreed to before a selection is rotated, and what may be chosen.
class BulkOptionsView : public QWidget
{
    Q_OBJECT
public:
    explicit BulkOptionsView(std::shared_ptr<const Clock> clock, QWidget *parent = nullptr);

    /// Offers what some account of the plan needs, not agreed to yet.
    void setPlan(const QList<BulkEntry> &plan);
    BulkConsents agreed() const;
    bool retires() const;
    bool goesOnAfterFailure() const;
    /// The plan with or without the lookups that can prove its secrets.
    QList<BulkEntry> withProofs(QList<BulkEntry> plan) const;
    /// Puts the chosen lifetime into the plan; whether it is within the limits.
    bool apply(QList<BulkEntry> &plan) const;

Q_SIGNALS:
    void agreementChanged();

private:
    QCheckBox *addBox(const QString &text);
    void offer(QCheckBox *box, const QString &text, int accounts);

    QCheckBox *m_freeSlots;
    QCheckBox *m_replaceAccounts;
    QCheckBox *m_ownAccounts;
    QCheckBox *m_proofs;
    QCheckBox *m_goOn;
    QCheckBox *m_retire;
    Banner *m_retireWarning;
    LifetimeField *m_lifetime;
};

} // namespace keywright
