#include "ui/connections/migration_dialog.h"

#include "core/base/deliver.h"
#include "core/inventory/inventory.h"
#include "ui/accounts/secret_hand_over.h"
#include "ui/connections/migration_outcome.h"
#include "ui/connections/migration_plan_form.h"
#include "ui/connections/migration_text.h"
#include "ui/connections/session_keeper.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/loading_state.h"
#include "ui/widgets/step_list.h"

#include <QHBoxLayout>
#include <QPushButton>

namespace keywright {

namespace {

constexpr int PanelWidth = 780;
constexpr int StepWidth = 220;
constexpr int ContentHeight = 340;

enum Step { Plan, Account, Proof, Move };

} // namespace

MigrationDialog::MigrationDialog(
    const ConnectionServices &services, std::shared_ptr<Session> session, QWidget *parent)
    : DialogFrame(tr("Migrate %1 from an API key").arg(session->connection().name), parent)
    , m_services(services)
    , m_migration(std::make_shared<KeyMigration>(std::move(session), services.clock))
    , m_handOver(
          new SecretHandOver(services.inventory, services.clipboard, services.saveFiles, this))
    , m_steps(new StepList({tr("Plan"), tr("New account"), tr("Proof"), tr("Move over")}))
    , m_banner(new Banner)
    , m_loading(new LoadingState(tr("Reading the API keys")))
    , m_plan(new MigrationPlanForm(m_migration, services.clock, takenNames()))
    , m_outcome(new MigrationOutcome)
    , m_forget(makeButton(tr("Remove the private key from the keychain")))
{
    setPanelWidth(PanelWidth);
    setSubtitle(tr("The API key stays as it is. Closing this window loses nothing."));
    build();
    m_steps->setNote(Plan, tr("Which key, and what takes its place"));
    m_steps->setNote(Account, tr("With the roles of the key"));
    m_steps->setNote(Proof, tr("A token, then a call with it"));
    m_steps->setNote(Move, tr("Then the old key can go"));
    m_steps->setState(Plan, StepState::Current);

    connect(m_forget, &QPushButton::clicked, this, &MigrationDialog::forgetPrivateKey);
    connect(m_close, &QPushButton::clicked, this, &MigrationDialog::escape);
    connect(m_next, &QPushButton::clicked, this, &MigrationDialog::goOn);
    connect(m_banner, &Banner::actionTriggered, this, &MigrationDialog::allowAddress);
    connect(m_handOver, &SecretHandOver::closed, this, &MigrationDialog::prove);
}

MigrationDialog::~MigrationDialog()
{
    m_cancel.cancel();
}

void MigrationDialog::build()
{
    m_banner->setDismissible(false);
    auto *content = new QWidget;
    content->setMinimumHeight(ContentHeight);
    auto *column = new QVBoxLayout(content);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(m_banner);
    column->addWidget(m_loading);
    column->addWidget(m_plan);
    column->addWidget(m_outcome);
    column->addStretch(1);
    m_plan->hide();
    m_outcome->hide();
    m_steps->setFixedWidth(StepWidth);
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceXl);
    row->addWidget(m_steps, 0, Qt::AlignTop);
    row->addWidget(content, 1);
    body()->addLayout(row);
    m_forget->hide();
    addFooterWidget(m_forget);
    m_close = addButton(tr("Cancel"));
    m_next = addButton(tr("Create account"), ButtonVariant::Primary);
    setFooterLine(true);
}

void MigrationDialog::begin()
{
    open(m_close);
    load();
}

QStringList MigrationDialog::takenNames() const
{
    QStringList names;
    const QString &id = m_migration->session()->connection().id;
    for (const ServiceAccount &account : m_services.inventory.snapshot(id).accounts)
        names += account.name;
    return names;
}

void MigrationDialog::setAction(const QString &text, Action action)
{
    m_next->setText(text);
    m_next->setAccessibleName(text);
    m_action = action;
    m_next->setVisible(action != Action::None);
}

void MigrationDialog::goOn()
{
    switch (m_action) {
    case Action::None:
        return;
    case Action::Load:
        return load();
    case Action::Create:
        return create();
    case Action::Prove:
        return prove();
    case Action::AssignRoles:
        return assignRoles();
    case Action::Move:
        return move();
    }
}

void MigrationDialog::setBusy(bool busy)
{
    m_plan->setEnabled(!busy);
    m_next->setEnabled(!busy);
    m_forget->setEnabled(!busy);
}

void MigrationDialog::tell(const Error &error)
{
    m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void MigrationDialog::load()
{
    m_banner->dismiss();
    m_loading->show();
    m_next->setEnabled(false);
    m_cancel = CancelSource();
    deliver(
        m_migration->begin(m_cancel.token()), this,
        [this](const Result<MigrationStart> &start) { showStart(start); });
}

void MigrationDialog::showStart(const Result<MigrationStart> &start)
{
    m_loading->hide();
    m_next->setEnabled(true);
    if (!start) {
        tell(start.error());
        return setAction(tr("Try again"), Action::Load);
    }
    m_plan->setStart(*start);
    m_plan->setVisible(m_plan->hasKeys());
    setAction(tr("Create account"), m_plan->hasKeys() ? Action::Create : Action::None);
    if (m_plan->hasKeys())
        return m_plan->firstField()->setFocus(Qt::OtherFocusReason);
    m_banner->showMessage(
        Tone::Warn, tr("The server lists no API key."),
        tr("Create a service account on the Accounts page instead."));
}

void MigrationDialog::create()
{
    if (!m_plan->check())
        return;
    m_banner->dismiss();
    m_isCreating = true;
    setBusy(true);
    m_next->setText(tr("Creating…"));
    m_cancel = CancelSource();
    deliver(
        m_migration->create(m_plan->key(), m_plan->account(), m_cancel.token()), this,
        [this](const Result<AccountCreation> &creation) { showCreation(creation); });
}

void MigrationDialog::showCreation(const Result<AccountCreation> &creation)
{
    m_isCreating = false;
    setBusy(false);
    const QString &id = m_migration->session()->connection().id;
    if (!creation) {
        setAction(tr("Create account"), Action::Create);
        if (!m_plan->showError(creation.error()))
            tell(creation.error());
        // The account may exist although its answer was lost; the list tells.
        if (creation.error().outcomeUnknown)
            m_services.inventory.refresh(id);
        return;
    }
    m_services.inventory.refresh(id);
    m_steps->setState(Plan, StepState::Done);
    m_steps->setNote(Plan, tr("API key %1").arg(m_plan->key().publicKey));
    m_steps->setState(Account, StepState::Done);
    m_steps->setNote(Account, tr("%1 is created").arg(creation->account.name));
    m_plan->hide();
    m_outcome->setCreation(*creation);
    m_outcome->show();
    m_close->setText(tr("Close"));
    m_close->setAccessibleName(tr("Close"));
    setSubtitle(migrationSafetyText(isStored(), creation->stored));
    setAction(tr("Prove it"), Action::Prove);
    m_handOver->show(id, *creation);
}

/// Otherwise the connection ends with the program.
bool MigrationDialog::isStored() const
{
    return m_services.keeper.isStored(m_migration->session()->connection().id);
}

void MigrationDialog::prove()
{
    m_steps->setState(Proof, StepState::Current);
    m_steps->setNote(Proof, tr("Signing in with the new secret…"));
    m_banner->dismiss();
    setBusy(true);
    setAction(tr("Proving…"), Action::Prove);
    m_cancel = CancelSource();
    const QPointer<MigrationDialog> self = this;
    deliver(
        m_migration->prove(
            m_cancel.token(),
            [self](const PendingRefusal &refusal) {
                if (self)
                    self->showRefusal(refusal);
            }),
        this, [this](const Result<MigrationProof> &proof) { showProof(proof); });
}

void MigrationDialog::showRefusal(const PendingRefusal &refusal)
{
    const auto left = std::chrono::ceil<std::chrono::seconds>(refusal.timeLeft).count();
    m_steps->setNote(Proof, tr("Pending; tried %1 times").arg(refusal.attempts));
    m_banner->showMessage(
        Tone::Warn, tr("Not in effect yet: %1").arg(refusal.refusal.message),
        tr("A new secret can take a minute to work. It is tried again for up to %1 s.").arg(left));
}

void MigrationDialog::showProof(const Result<MigrationProof> &proof)
{
    setBusy(false);
    if (!proof) {
        m_steps->setState(Proof, StepState::Failed);
        m_steps->setNote(Proof, tr("Refused; the API key is still in use"));
        const bool isAddress = proof.error().field == QLatin1StringView("address");
        if (isAddress)
            m_banner->showMessage(
                Tone::Bad, proof.error().message, proof.error().hint, tr("Add this address"));
        else
            tell(proof.error());
        // Without its roles it may be refused whatever its secret is.
        if (m_migration->lacksRoles() && !isAddress)
            return setAction(tr("Assign missing roles"), Action::AssignRoles);
        return setAction(tr("Try again"), Action::Prove);
    }
    m_banner->showMessage(
        Tone::Ok, tr("The new account works (%1 ms).").arg(proof->duration.count()));
    m_steps->setState(Proof, StepState::Done);
    m_steps->setNote(Proof, tr("Token and call in %1 ms").arg(proof->duration.count()));
    m_steps->setState(Move, StepState::Current);
    m_outcome->setProof(*proof);
    if (m_migration->lacksRoles())
        return showMissingRoles();
    m_outcome->setRemovalAdvice(m_migration->removalAdvice());
    const bool movable = m_migration->replacesOwnKey() && isStored();
    setAction(tr("Use it for this connection"), movable ? Action::Move : Action::None);
    if (!movable)
        m_steps->setNote(Move, migrationNotMovedText(m_migration->replacesOwnKey()));
}

/// It works, but as less than the key: neither the connection nor the key may depend on it.
void MigrationDialog::showMissingRoles()
{
    QStringList missing;
    for (const auto &[grant, error] : m_migration->creation()->failedRoles)
        missing += m_plan->roleWords(grant);
    m_steps->setNote(Move, tr("Roles are missing; the API key is still in use"));
    m_outcome->setRemovalAdvice({});
    m_banner->showMessage(
        Tone::Warn,
        tr("The new account works, but lacks roles of the key: %1.")
            .arg(missing.join(QStringLiteral(", "))),
        tr("Keep the key until they are assigned. The table below says why each is missing."));
    setAction(tr("Assign missing roles"), Action::AssignRoles);
}

void MigrationDialog::assignRoles()
{
    setBusy(true);
    m_banner->showMessage(Tone::Neutral, tr("Assigning the missing roles…"));
    m_cancel = CancelSource();
    deliver(m_migration->assignMissingRoles(m_cancel.token()), this, [this](const Result<void> &) {
        setBusy(false);
        // Which are missing still, and why, is told when the account has been tried again.
        m_outcome->setCreation(*m_migration->creation());
        prove();
    });
}

void MigrationDialog::allowAddress()
{
    setBusy(true);
    m_banner->showMessage(Tone::Neutral, tr("Adding this machine's address to the access list…"));
    m_cancel = CancelSource();
    deliver(
        m_migration->allowThisAddress(m_cancel.token()), this, [this](const Result<void> &added) {
            setBusy(false);
            if (added)
                prove();
            else
                tell(added.error());
        });
}

void MigrationDialog::move()
{
    setBusy(true);
    // The connection is opened anew as soon as it is saved.
    const QString &id = m_migration->session()->connection().id;
    const bool wasInMemory = m_services.keeper.link(id).untilQuit;
    deliver(
        m_migration->moveConnection(&m_services.store), this,
        [this, wasInMemory](const Result<void> &moved) { showMoved(moved, wasInMemory); });
}

void MigrationDialog::showMoved(const Result<void> &moved, bool wasInMemory)
{
    setBusy(false);
    if (!moved)
        return tell(moved.error());
    m_steps->setState(Move, StepState::Done);
    m_steps->setNote(Move, tr("This connection uses the new account"));
    setSubtitle(migrationKeyText(wasInMemory));
    m_banner->showMessage(
        Tone::Ok,
        tr("%1 signs in with the new account now.").arg(m_migration->session()->connection().name));
    m_forget->setVisible(!wasInMemory);
    setAction({}, Action::None);
}

void MigrationDialog::forgetPrivateKey()
{
    setBusy(true);
    deliver(m_migration->forgetPrivateKey(), this, [this](const Result<void> &forgotten) {
        setBusy(false);
        if (!forgotten)
            return tell(forgotten.error());
        m_forget->hide();
        setSubtitle(tr("The private key is no longer in the keychain."));
    });
}

void MigrationDialog::escape()
{
    if (m_isCreating)
        m_cancel.cancel();
    else
        reject();
}

bool MigrationDialog::mayClose()
{
    if (!m_isCreating)
        return true;
    m_banner->showMessage(
        Tone::Warn, tr("The account is being created; its secret may arrive any moment."),
        tr("Wait for the answer, or press Cancel."));
    return false;
}

} // namespace keywright
