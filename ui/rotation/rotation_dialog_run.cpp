// What the dialog has done: the plan, the runs, and what becomes of them.

#include "core/base/deliver.h"
#include "ui/rotation/rotation_dialog.h"
#include "ui/rotation/rotation_plan_view.h"
#include "ui/rotation/rotation_requests.h"
#include "ui/rotation/rotation_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/step_list.h"

#include <QLabel>
#include <QPushButton>

namespace keywright {

void RotationDialog::load()
{
    m_banner->dismiss();
    m_loading->show();
    showSteps();
    setAction(tr("Try again"), [this] { load(); });
    setBusy(true);
    m_cancel = CancelSource();
    deliver(
        m_services.desk.rotations().plan(m_session, m_account.id, {}, m_cancel.token()), this,
        [this](const Result<RotationPlan> &plan) { showPlan(plan); });
}

void RotationDialog::showPlan(const Result<RotationPlan> &plan)
{
    setBusy(false);
    m_loading->hide();
    if (!plan)
        return tell(plan.error());
    m_rotation = plan->rotation;
    offerPlan(*plan);
    m_plan->show();
    showSteps();
    setAction(m_rotation.replacesAccount() ? tr("Create account") : tr("Create secret"), [this] {
        start();
    });
    m_next->setEnabled(m_plan->isAgreed());
    m_next->setFocus(Qt::OtherFocusReason);
}

void RotationDialog::offerPlan(const RotationPlan &plan)
{
    const Capabilities &capabilities = m_session->provider()->capabilities();
    const QString &connectionId = m_session->connection().id;
    m_plan->setPlan(plan, capabilities);
    const ServiceAccount *account = m_services.desk.inventory().find(connectionId, m_account.id);
    m_plan->offerProofs(
        m_services.desk.proofs(connectionId),
        account ? account->roles.value_or(QList<RoleGrant>()) : QList<RoleGrant>(), capabilities);
}

RotationControls RotationDialog::controls()
{
    const QPointer<RotationDialog> self = this;
    const QPointer<RotationDesk> desk = &m_services.desk;
    RotationControls controls;
    controls.inHand = m_secret;
    // It goes on when this window is closed, and the pages hear of it all the same.
    controls.changed = [self, desk](const Rotation &rotation) {
        if (desk)
            desk->reload();
        if (self)
            self->follow(rotation);
    };
    controls.refused = [self](const PendingRefusal &refusal) {
        if (self)
            self->showRefusal(refusal);
    };
    m_cancel = CancelSource();
    return controls;
}

void RotationDialog::start()
{
    m_banner->dismiss();
    setBusy(true);
    RotationControls wanted = controls();
    wanted.mayFreeSlot = m_plan->mayFreeSlot();
    deliver(
        m_services.desk.rotations().start(
            m_session, m_plan->plan(), std::move(wanted), m_cancel.token()),
        this, [this](const Result<RotationOutcome> &outcome) { showOutcome(outcome); });
}

void RotationDialog::resume(Retirement retirement, const QString &mayDiscard)
{
    m_banner->dismiss();
    setBusy(true);
    RotationControls wanted = controls();
    wanted.retirement = retirement;
    wanted.mayDiscard = mayDiscard;
    wanted.mayFreeSlot = true; // agreed to when it began
    // Asked before it came here, if it was known then; else it is refused, and asked after that.
    wanted.mayRetireOwnSecret = retirement != Retirement::Later && !m_ownAccountWarning.isEmpty();
    deliver(
        m_services.desk.rotations().resume(
            m_session, m_rotation.id, std::move(wanted), m_cancel.token()),
        this, [this](const Result<RotationOutcome> &outcome) { showOutcome(outcome); });
}

void RotationDialog::follow(const Rotation &rotation)
{
    m_rotation = rotation;
    m_plan->hide();
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    showSteps();
    m_text->setText(
        stageOf(rotation.step) == RotationStage::Proof ? proofText(rotation) : tr("Working…"));
    m_text->show();
}

void RotationDialog::showRefusal(const PendingRefusal &refusal)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(refusal.timeLeft).count();
    m_steps->setNote(
        int(RotationStage::Proof), tr("Pending; tried %1 times").arg(refusal.attempts));
    m_banner->showMessage(
        Tone::Warn, tr("Not in effect yet: %1").arg(refusal.refusal.message),
        tr("A new secret can take a minute to work. It is tried again for up to %1 s.").arg(left));
}

void RotationDialog::showOutcome(const Result<RotationOutcome> &outcome)
{
    setBusy(false);
    m_services.desk.reload();
    if (!outcome)
        return tell(outcome.error());
    m_banner->dismiss();
    m_rotation = outcome->rotation;
    m_secret = outcome->secret;
    m_services.desk.wentOn(m_rotation);
    showPart();
    if (!outcome->problem)
        return;
    const RotationStage stage = stageOf(m_rotation.step);
    if (stage != RotationStage::Over)
        m_steps->setState(int(stage), StepState::Failed);
    if (m_rotation.orphanId.isEmpty())
        return tell(*outcome->problem);
    m_banner->showMessage(
        Tone::Warn, outcome->problem->message, outcome->problem->hint, tr("Delete it and go on"));
}

void RotationDialog::askToDiscard()
{
    confirm(discardRequest(m_rotation), this, this, [this] {
        resume(Retirement::Later, m_rotation.orphanId);
    });
}

void RotationDialog::askToAbandon()
{
    confirm(abandonRequest(m_rotation), this, this, [this] { abandon(); });
}

void RotationDialog::abandon()
{
    setBusy(true);
    // Nobody has agreed that an orphan is deleted: it stays.
    deliver(
        m_services.desk.rotations().abandon(m_session, m_rotation.id, controls(), m_cancel.token()),
        this, [this](const Result<Rotation> &abandoned) {
            setBusy(false);
            if (!abandoned)
                return tell(abandoned.error());
            m_banner->dismiss();
            m_rotation = *abandoned;
            m_secret.reset();
            m_services.desk.wentOn(m_rotation);
            showPart();
        });
}

} // namespace keywright
