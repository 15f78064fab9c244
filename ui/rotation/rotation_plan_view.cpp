#include "ui/rotation/rotation_plan_view.h"

#include "ui/new_account/lifetime_field.h"
#include "ui/rotation/proof_choice.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/card.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>

namespace keywright {

RotationPlanView::RotationPlanView(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_consequences(makeLabel({}, TextStyle::Body, this))
    , m_freeSlot(new QCheckBox(this))
    , m_lifetime(new LifetimeField(std::move(clock), this))
    , m_proof(new ProofChoice(this))
{
    m_consequences->setWordWrap(true);
    makeSelectable(m_consequences);
    auto *card = new Card(tr("What happens"), this);
    card->body()->addWidget(m_consequences);
    card->body()->addWidget(m_freeSlot);
    card->body()->addWidget(m_lifetime);
    card->body()->addWidget(m_proof);
    m_proof->hide();
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(card);
    connect(m_freeSlot, &QCheckBox::toggled, this, &RotationPlanView::agreementChanged);
}

void RotationPlanView::setPlan(const RotationPlan &plan, const Capabilities &capabilities)
{
    m_plan = plan;
    const Rotation &rotation = plan.rotation;
    const bool isAccount = rotation.replacesAccount();
    QStringList lines = plan.consequences;
    lines.append(
        isAccount
            ? tr("%1 and its key go on working until you retire them.").arg(rotation.accountName)
            : tr("The new secret goes into the keychain, and has to prove that it works "
                 "before anything is taken away from the old one."));
    if (!plan.ownAccountWarning.isEmpty())
        lines.append(plan.ownAccountWarning);
    m_consequences->setText(lines.join(QStringLiteral("\n\n")));
    m_consequences->setAccessibleName(tr("What happens"));
    m_consequences->setAccessibleDescription(m_consequences->text());
    const QString consent = tr("Delete the secret %1 first").arg(rotation.slotSecretId);
    m_freeSlot->setText(consent);
    m_freeSlot->setAccessibleName(consent);
    m_freeSlot->setVisible(!rotation.slotSecretId.isEmpty());
    m_freeSlot->setChecked(false);
    m_lifetime->setRules(capabilities.expiry);
    m_lifetime->setVisible(!isAccount && capabilities.secretExpiry);
}

void RotationPlanView::offerProofs(
    const QList<RememberedLookup> &lookups, const QList<RoleGrant> &roles,
    const Capabilities &capabilities)
{
    m_proof->setVisible(capabilities.lookups);
    const QString least = m_plan.rotation.replacesAccount() ? tr("Key only") : tr("Token only");
    m_proof->offer(least, lookups, [&](const QString &workspace) {
        return mayReadWorkspace(roles, workspace, capabilities);
    });
}

RotationPlan RotationPlanView::plan() const
{
    RotationPlan plan = m_plan;
    if (!m_lifetime->isHidden())
        plan.rotation.lifetimeHours = m_lifetime->hours();
    if (!m_proof->isHidden())
        plan.rotation.probe = m_proof->probe();
    return plan;
}

bool RotationPlanView::mayFreeSlot() const
{
    return m_freeSlot->isChecked();
}

bool RotationPlanView::isAgreed() const
{
    return m_plan.rotation.slotSecretId.isEmpty() || m_freeSlot->isChecked();
}

} // namespace keywright
