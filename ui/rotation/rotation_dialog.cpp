#include "ui/rotation/rotation_dialog.h"

#include "core/accounts/account_actions.h"
#include "core/base/deliver.h"
#include "core/provider/provider_factory.h"
#include "ui/rotation/consumer_list.h"
#include "ui/rotation/hand_over_view.h"
#include "ui/rotation/rotation_plan_view.h"
#include "ui/rotation/rotation_requests.h"
#include "ui/rotation/rotation_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/step_list.h"
#include "ui/widgets/text.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace keywright {

namespace {

constexpr int RotationPanelWidth = 780;
constexpr int StepWidth = 250;
constexpr int ContentHeight = 300;
constexpr int StageCount = 5;

} // namespace

RotationDialog::RotationDialog(
    const RotationServices &services, std::shared_ptr<Session> session,
    const ServiceAccount &account, QWidget *parent)
    : DialogFrame({}, parent)
    , m_services(services)
    , m_session(std::move(session))
    , m_account(account)
    , m_banner(new Banner)
    , m_sight(new Banner)
    , m_loading(new LoadingState(tr("Reading the account's secrets")))
    , m_plan(new RotationPlanView(services.clock))
    , m_handOver(new HandOverView(
          services.desk.rotations().consumers(), services.clipboard, services.files, *m_banner,
          this))
    , m_text(makeLabel({}))
    , m_abandon(makeButton(tr("Abandon"), ButtonVariant::Destructive))
{
    const bool isKey = account.type == AccountType::ApiKey;
    m_rotation.kind = isKey ? RotationKind::Account : RotationKind::Secret;
    m_steps = new StepList(stageTitles(m_rotation.kind));
    setTitle((isKey ? tr("Replace %1") : tr("Rotate the secret of %1")).arg(account.name));
    setAccessibleName(tr("Rotate")); // the same for every account, so that one finds it
    setSubtitle(tr("Closing this window loses nothing: the account offers to continue."));
    setPanelWidth(RotationPanelWidth);
    build();
    connect(m_close, &QPushButton::clicked, this, &RotationDialog::escape);
    connect(m_next, &QPushButton::clicked, this, &RotationDialog::act);
    connect(m_abandon, &QPushButton::clicked, this, &RotationDialog::askToAbandon);
    connect(m_banner, &Banner::actionTriggered, this, &RotationDialog::askToDiscard);
    connect(m_plan, &RotationPlanView::agreementChanged, this, [this] {
        m_next->setEnabled(m_plan->isAgreed());
    });
    connect(
        &m_handOver->consumers(), &ConsumerList::changed, this, &RotationDialog::updateHandOver);
}

RotationDialog::~RotationDialog()
{
    m_cancel.cancel();
}

void RotationDialog::build()
{
    m_text->setWordWrap(true);
    m_sight->setDismissible(false);
    auto *content = new QWidget;
    content->setMinimumHeight(ContentHeight);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    for (QWidget *part : std::initializer_list<QWidget *>{
             m_banner, m_loading, m_plan, m_handOver, m_text, m_sight}) {
        column->addWidget(part);
        part->hide();
    }
    column->addStretch(1);
    m_steps->setFixedWidth(StepWidth);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceXl);
    row->addWidget(m_steps, 0, Qt::AlignTop);
    row->addWidget(content, 1);
    body()->addLayout(row);
    addFooterWidget(m_abandon);
    m_abandon->hide();
    m_close = addButton(tr("Cancel"));
    m_next = addButton(tr("Continue"), ButtonVariant::Primary);
    setFooterLine(true);
}

void RotationDialog::begin()
{
    open(m_close);
    const auto underWay = m_services.desk.underWay(m_session->connection().id, m_account.id);
    if (!underWay)
        return load();
    m_rotation = *underWay;
    showPart();
    // Its value has to be read from the keychain; nothing on the server changes.
    if (m_rotation.step == RotationStep::Proved)
        resume(Retirement::Later);
}

void RotationDialog::setAction(const QString &text, std::function<void()> action)
{
    m_next->setText(text);
    m_next->setAccessibleName(text);
    m_next->setVisible(action != nullptr);
    m_action = std::move(action);
}

void RotationDialog::act()
{
    // It may set another one.
    const std::function<void()> action = m_action;
    action();
}

void RotationDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_plan->setEnabled(!busy);
    m_next->setEnabled(!busy);
    m_abandon->setEnabled(!busy);
}

void RotationDialog::tell(const Error &error)
{
    const Tone tone = error.kind == ErrorKind::Cancelled ? Tone::Neutral : Tone::Bad;
    m_banner->showMessage(tone, error.message, error.hint);
}

void RotationDialog::showSteps()
{
    const int current =
        m_rotation.id == 0 ? int(RotationStage::Plan) : int(stageOf(m_rotation.step));
    for (int stage = 0; stage < StageCount; ++stage) {
        m_steps->setState(
            stage, stage < current    ? StepState::Done
                   : stage == current ? StepState::Current
                                      : StepState::Ahead);
        m_steps->setNote(stage, stageNote(RotationStage(stage), m_rotation));
    }
}

void RotationDialog::showPart()
{
    showSteps();
    const RotationStage stage = stageOf(m_rotation.step);
    m_plan->hide();
    m_sight->dismiss();
    m_handOver->setVisible(stage == RotationStage::HandOver);
    m_text->setVisible(stage != RotationStage::HandOver);
    m_abandon->setVisible(m_rotation.step < RotationStep::HandedOver);
    const bool later = stage == RotationStage::Retirement || stage == RotationStage::HandOver;
    const QString close = later ? tr("Retire later") : tr("Close");
    m_close->setText(close);
    m_close->setAccessibleName(close);
    if (stage == RotationStage::HandOver)
        return showHandOver();
    if (stage == RotationStage::Retirement)
        return showRetirement();
    if (stage == RotationStage::Over) {
        m_text->setText(
            m_rotation.step == RotationStep::Abandoned
                ? abandonedText(m_rotation)
                : tr("Done: the old one is gone, and the new one is in use."));
        setAction({}, nullptr);
        m_close->setFocus(Qt::OtherFocusReason);
        return;
    }
    m_text->setText(progressText(m_rotation));
    setAction(tr("Continue"), [this] { resume(Retirement::Later); });
}

void RotationDialog::showHandOver()
{
    SecretContext context;
    context.accountId = m_rotation.newOwner();
    context.accountName =
        m_rotation.replacesAccount() ? m_rotation.newAccountName : m_rotation.accountName;
    context.type = m_account.type;
    context.tokenUrl = m_session->provider()->tokenUrl();
    context.variablePrefix = variablePrefixOf(m_session->connection().provider);
    m_handOver->setSecret(context, m_secret);
    m_handOver->setRotation(m_rotation);
    setAction(tr("All have it"), [this] { handOver(); });
    updateHandOver();
    m_handOver->firstField()->setFocus(Qt::OtherFocusReason);
    showSight();
}

void RotationDialog::updateHandOver()
{
    if (stageOf(m_rotation.step) != RotationStage::HandOver || m_rotation.id == 0)
        return;
    const ConsumerList &consumers = m_handOver->consumers();
    const bool all = consumers.ticked() == consumers.total();
    m_next->setEnabled(all && !m_busy);
    m_next->setToolTip(all ? QString() : tr("Tick every place that has the new one first."));
    if (consumers.total() > 0)
        m_steps->setNote(
            int(RotationStage::HandOver),
            tr("%1 of %2 consumers done").arg(consumers.ticked()).arg(consumers.total()));
}

void RotationDialog::showSight()
{
    deliver(
        m_services.desk.rotations().look(m_session, m_rotation.id, m_cancel.token()), this,
        [this](const Result<RotationSight> &sight) {
            // That it cannot be told now stops nothing.
            const QString text = sight ? lastUseText(*sight, m_services.clock->now()) : QString();
            if (!text.isEmpty() && stageOf(m_rotation.step) != RotationStage::Over)
                m_sight->showMessage(Tone::Warn, text);
        });
}

void RotationDialog::handOver()
{
    const Result<Rotation> done = m_services.desk.rotations().handedOver(m_rotation.id);
    if (!done)
        return tell(done.error());
    m_rotation = *done;
    m_secret.reset();
    m_handOver->setSecret({}, nullptr);
    m_services.desk.reload();
    showPart();
}

void RotationDialog::showRetirement()
{
    learnOwnAccount();
    const Capabilities &capabilities = m_session->provider()->capabilities();
    const bool account = m_rotation.replacesAccount();
    const bool canDeactivate =
        account ? capabilities.deactivateAccounts : capabilities.deactivateSecrets;
    const bool first = canDeactivate && m_rotation.step < RotationStep::Deactivated;
    const bool none = !account && m_rotation.oldSecretId.isEmpty();
    QString text;
    if (none)
        text = tr("There is no old secret that works. Nothing is left to do.");
    else if (first)
        text = tr("Deactivate the old one first: whatever still uses it is refused and shows up, "
                  "and it can be activated again. Delete it some days later.");
    else
        text = tr("Delete the old one when nothing uses it any more. This cannot be undone.");
    if (m_rotation.oldExpiresAt.isValid())
        text += QLatin1Char('\n') + stageNote(RotationStage::Plan, m_rotation) + QLatin1Char('.');
    m_text->setText(text);
    if (none)
        setAction(tr("Finish"), [this] { resume(Retirement::Delete); });
    else if (first)
        setAction(
            account ? tr("Deactivate the old account") : tr("Deactivate the old secret"),
            [this] { askToRetire(Retirement::Deactivate); });
    else
        setAction(account ? tr("Delete the old account") : tr("Delete the old secret"), [this] {
            askToRetire(Retirement::Delete);
        });
    m_next->setEnabled(!m_busy);
    m_next->setToolTip({});
    showSight();
}

/// Whose the connection's API key is may have been learnt since this window was made.
void RotationDialog::learnOwnAccount()
{
    m_ownAccountWarning = AccountActions::selfLockoutWarning(*m_session, m_account.id);
}

void RotationDialog::askToRetire(Retirement retirement)
{
    learnOwnAccount();
    const bool deletes = retirement == Retirement::Delete;
    if (!deletes && m_ownAccountWarning.isEmpty())
        return resume(retirement);
    const QString sight = m_sight->isHidden() ? QString() : m_sight->text();
    confirm(
        retireRequest(m_rotation, retirement, m_ownAccountWarning, sight), this, this,
        [this, retirement] { resume(retirement); });
}

/// The keychain did not take the new secret: this window is the only place that has it.
bool RotationDialog::isOnlyHere() const
{
    return m_secret && m_rotation.step < RotationStep::Stored;
}

bool RotationDialog::mayClose()
{
    if (isOnlyHere()) {
        m_banner->showMessage(
            Tone::Warn, tr("The keychain has not taken the new secret yet."),
            tr("Unlock it and press Continue, or abandon the rotation: the old one still works."));
        return false;
    }
    const bool creating = m_busy && m_rotation.id != 0 && m_rotation.step < RotationStep::Stored;
    if (creating)
        m_banner->showMessage(
            Tone::Warn, tr("The new one is being created; its secret may arrive any moment."),
            tr("Wait for the answer."));
    return !creating;
}

void RotationDialog::escape()
{
    if (mayClose())
        reject();
}

} // namespace keywright
