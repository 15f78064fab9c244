#pragma once

#include "core/base/cancel.h"
#include "core/base/clock.h"
#include "ui/rotation/rotation_desk.h"
#include "ui/widgets/dialog_frame.h"

#include <functional>

namespace keywright {

class Banner;
class ClipboardGuard;
class HandOverView;
class LoadingState;
class RotationPlanView;
class SavePathChooser;
class StepList;

/// What rotations in the window work with. All must outlive their dialogs.
struct RotationServices
{
    RotationDesk &desk;
    ClipboardGuard &clipboard;
    SavePathChooser &files;
    std::shared_ptr<const Clock> clock;
};

/// Guides the rotation of an account's secret: plan, new secret, proof, hand-over, and only then
/// the end of the old one. It can be closed at any step and loses nothing; opened again it goes on
/// where the rotation stands.
class RotationDialog : public DialogFrame
{
    Q_OBJECT
public:
    RotationDialog(
        const RotationServices &services, std::shared_ptr<Session> session,
        const ServiceAccount &account, QWidget *parent);
    ~RotationDialog() override;

    /// The new secret of the rotation that is under way, which no keychain holds.
    void takeInHand(std::shared_ptr<const Secret> secret) { m_secret = std::move(secret); }
    /// Opens, and reads how it stands.
    void begin();
    bool mayClose() override;

protected:
    void escape() override;

private:
    void build();
    void load();
    void showPlan(const Result<RotationPlan> &plan);
    void offerPlan(const RotationPlan &plan);
    void start();
    void resume(Retirement retirement, const QString &mayDiscard = {});
    RotationControls controls();
    void showOutcome(const Result<RotationOutcome> &outcome);
    void follow(const Rotation &rotation);
    void showRefusal(const PendingRefusal &refusal);
    void showSteps();
    void showPart();
    void showHandOver();
    void showRetirement();
    void showSight();
    void updateHandOver();
    void handOver();
    void learnOwnAccount();
    void askToRetire(Retirement retirement);
    void askToDiscard();
    void askToAbandon();
    void abandon();
    void act();
    void setAction(const QString &text, std::function<void()> action);
    void setBusy(bool busy);
    void tell(const Error &error);
    bool isOnlyHere() const;

    RotationServices m_services;
    std::shared_ptr<Session> m_session;
    ServiceAccount m_account;
    Rotation m_rotation; ///< id 0 before it began
    std::shared_ptr<const Secret> m_secret;
    QString m_ownAccountWarning;
    StepList *m_steps;
    Banner *m_banner;
    Banner *m_sight; ///< whether the old secret is still in use
    LoadingState *m_loading;
    RotationPlanView *m_plan;
    HandOverView *m_handOver;
    QLabel *m_text;
    QPushButton *m_abandon;
    QPushButton *m_close;
    QPushButton *m_next;
    std::function<void()> m_action;
    CancelSource m_cancel;
    bool m_busy = false;
};

} // namespace keywright
