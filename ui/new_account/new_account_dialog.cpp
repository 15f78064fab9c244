#include "ui/new_account/new_account_dialog.h"

#include "core/base/deliver.h"
#include "core/inventory/inventory.h"
#include "ui/dialogs/error_text.h"
#include "ui/new_account/lifetime_field.h"
#include "ui/new_account/role_list.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/command_box.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>

#include <algorithm>

namespace keywright {
namespace {

constexpr int PanelWidth = 620;

Choice choiceFor(AccountType type)
{
    if (type == AccountType::OAuth)
        return {
            accountTypeName(type), NewAccountDialog::tr("OAuth client credentials"),
            NewAccountDialog::tr("One-hour tokens; the secret can be rotated without an outage. "
                                 "Recommended.")};
    return {
        accountTypeName(type), NewAccountDialog::tr("API key"),
        NewAccountDialog::tr("One long-lived key that cannot be rotated. For clients that know no "
                             "OAuth.")};
}

} // namespace

NewAccountDialog::NewAccountDialog(
    Inventory &inventory, RoleBook &roles, TaskList &tasks, std::shared_ptr<const Clock> clock,
    const QString &connectionId, QWidget *parent)
    : DialogFrame(tr("New service account"), parent)
    , m_inventory(inventory)
    , m_roleBook(roles)
    , m_tasks(tasks)
    , m_form(new QWidget(this))
    , m_banner(new Banner(this))
{
    setPanelWidth(PanelWidth);
    body()->addWidget(m_banner);
    body()->addWidget(m_form);
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(14);
    buildConnection(connectionId);
    buildTexts();
    buildType();
    buildRoles();
    buildRest(std::move(clock));
    m_cancelButton = addButton(tr("Cancel"));
    m_createButton = addButton(tr("Create"), ButtonVariant::Primary);
    connect(m_cancelButton, &QPushButton::clicked, this, &NewAccountDialog::escape);
    connect(m_createButton, &QPushButton::clicked, this, &NewAccountDialog::create);
    connect(&m_roleBook, &RoleBook::changed, this, &NewAccountDialog::showRoles);
    useConnection(m_connection->currentData().toString());
}

void NewAccountDialog::buildConnection(const QString &connectionId)
{
    const QStringList ids = m_inventory.connectionIds();
    m_connection = new QComboBox(m_form);
    for (const QString &id : ids) {
        if (const auto session = m_inventory.session(id))
            m_connection->addItem(session->connection().name, id);
    }
    m_connection->setCurrentIndex(std::max(0, m_connection->findData(connectionId)));
    auto *field = new FormField(tr("Connection"), m_connection, m_form);
    m_form->layout()->addWidget(field);
    field->setVisible(m_connection->count() > 1);
    if (m_connection->count() == 1)
        setSubtitle(tr("On %1").arg(m_connection->currentText()));
    connect(m_connection, &QComboBox::currentIndexChanged, this, [this] {
        useConnection(m_connection->currentData().toString());
    });
}

void NewAccountDialog::buildTexts()
{
    m_name = new QLineEdit(m_form);
    m_nameField = new FormField(tr("Name"), m_name, m_form);
    m_description = new QLineEdit(m_form);
    m_descriptionField = new FormField(tr("Description"), m_description, m_form);
    m_form->layout()->addWidget(m_nameField);
    m_form->layout()->addWidget(m_descriptionField);
    connect(m_name, &QLineEdit::textChanged, this, [this] {
        m_nameField->clearError();
        updateCommand();
    });
    connect(m_description, &QLineEdit::textChanged, this, [this] {
        m_descriptionField->clearError();
        updateCommand();
    });
}

void NewAccountDialog::buildType()
{
    m_type = new ChoiceCards(m_form);
    m_form->layout()->addWidget(new FormField(tr("Signs in with"), m_type, m_form));
    connect(m_type, &ChoiceCards::currentChanged, this, &NewAccountDialog::updateCommand);
}

void NewAccountDialog::buildRoles()
{
    m_roles = new RoleList(m_form);
    m_rolesError = makeLabel({}, TextStyle::Note, m_form);
    setTone(m_rolesError, Tone::Bad);
    m_rolesError->setWordWrap(true);
    m_rolesError->hide();
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::SpaceXs);
    group->addWidget(makeLabel(tr("Roles"), TextStyle::Label, m_form));
    group->addWidget(m_roles);
    group->addWidget(m_rolesError);
    static_cast<QVBoxLayout *>(m_form->layout())->addLayout(group);
    connect(m_roles, &RoleList::changed, this, [this] {
        m_rolesError->hide();
        updateCommand();
    });
    connect(m_roles, &RoleList::retryRequested, this, [this] {
        m_roleBook.load(m_session->connection().id);
        showRoles();
    });
}

void NewAccountDialog::buildRest(std::shared_ptr<const Clock> clock)
{
    m_lifetime = new LifetimeField(std::move(clock), m_form);
    m_store = new QCheckBox(tr("Store in keychain"), m_form);
    m_store->setAccessibleName(tr("Store in keychain"));
    m_store->setChecked(true);
    // Not clicked(): assistive technology toggles without a click.
    connect(m_store, &QCheckBox::toggled, this, [this](bool checked) { m_storeChoice = checked; });
    m_storeNote = makeLabel({}, TextStyle::Note, m_form);
    m_storeNote->setWordWrap(true);
    m_storeNote->hide();
    m_command = new CommandBox(tr("The same on the command line"), m_form);
    auto *group = new QVBoxLayout;
    group->setSpacing(metrics::SpaceXs);
    group->addWidget(m_store);
    group->addWidget(m_storeNote);
    auto *column = static_cast<QVBoxLayout *>(m_form->layout());
    column->addWidget(m_lifetime);
    column->addLayout(group);
    column->addWidget(m_command);
}

void NewAccountDialog::useConnection(const QString &connectionId)
{
    m_session = m_inventory.session(connectionId);
    m_createButton->setEnabled(m_session != nullptr);
    if (!m_session)
        return;
    const QString typeBefore = m_type->current();
    const QList<AccountType> &types = m_session->provider()->capabilities().accountTypes;
    QList<Choice> choices;
    // The recommended way comes first, in whatever order the provider tells its types.
    for (const AccountType type : {AccountType::OAuth, AccountType::ApiKey}) {
        if (types.contains(type))
            choices.append(choiceFor(type));
    }
    m_type->setChoices(choices);
    m_type->setCurrent(typeBefore);
    const Capabilities &capabilities = m_session->provider()->capabilities();
    m_lifetime->setRules(capabilities.expiry);
    m_lifetime->setVisible(capabilities.secretExpiry);
    m_roleBook.load(connectionId);
    showRoles();
    probeKeychain();
    updateCommand();
}

void NewAccountDialog::showRoles()
{
    if (!m_session)
        return;
    const QString &connectionId = m_session->connection().id;
    if (m_roleBook.isReady(connectionId))
        m_roles->setCatalog(m_roleBook.roles(connectionId), m_roleBook.scopes(connectionId));
    else if (const auto error = m_roleBook.error(connectionId))
        m_roles->setError(*error);
    else
        m_roles->setLoading();
}

void NewAccountDialog::probeKeychain()
{
    deliver(m_session->credentials()->probe(), this, [this](const Result<KeychainState> &state) {
        showKeychain(state);
    });
}

void NewAccountDialog::showKeychain(const Result<KeychainState> &state)
{
    QString note;
    if (!state)
        note = state.error().message;
    else if (*state == KeychainState::Locked)
        note = tr("The keychain is locked. You will be asked to unlock it.");
    else if (*state == KeychainState::Missing)
        note = tr("There is no keychain on this system. Copy or save the secret when it is shown.");
    else if (*state == KeychainState::NotAnswering)
        note = tr("The keychain does not answer. Copy or save the secret when it is shown.");
    const bool usable =
        state && (*state == KeychainState::Unlocked || *state == KeychainState::Locked);
    const bool missing = state && *state == KeychainState::Missing;
    {
        // What the answer suggests is not what the person chose, and the choice stands.
        const QSignalBlocker blocker(m_store);
        m_store->setChecked(m_storeChoice.value_or(usable) && !missing);
    }
    m_store->setEnabled(!missing);
    m_store->setAccessibleDescription(note);
    m_storeNote->setText(note);
    setTone(m_storeNote, Tone::Warn);
    m_storeNote->setVisible(!note.isEmpty());
}

void NewAccountDialog::updateCommand()
{
    if (!m_session || !m_command)
        return;
    NewAccount account = input();
    if (account.name.isEmpty())
        account.name = tr("NAME");
    const QString command = m_session->provider()->createCommand(account);
    m_command->setCommand(command);
    m_command->setVisible(!command.isEmpty());
}

NewAccount NewAccountDialog::input() const
{
    NewAccount account;
    account.name = m_name->text().trimmed();
    account.description = m_description->text().trimmed();
    account.type = m_type->current() == accountTypeName(AccountType::ApiKey) ? AccountType::ApiKey
                                                                             : AccountType::OAuth;
    account.roles = m_roles->grants();
    account.secretLifetimeHours = m_lifetime->isHidden() ? 0 : m_lifetime->hours();
    return account;
}

QString NewAccountDialog::rolesProblem() const
{
    const auto twice = m_roles->duplicate();
    if (twice)
        return tr("The role %1 on %2 is chosen twice.")
            .arg(
                m_roleBook.role(m_session->connection().id, twice->roleId).name,
                scopePhrase(twice->scope));
    const int least = m_session->provider()->capabilities().minRolesAtCreation;
    if (m_roles->grants().size() >= least)
        return {};
    return least == 1 ? tr("The account needs a role. Add one.")
                      : tr("The account needs %1 roles at least.").arg(least);
}

bool NewAccountDialog::validate()
{
    const TextRules &rules = m_session->provider()->capabilities().text;
    const NewAccount account = input();
    const auto nameWrong = nameProblem(account.name, rules);
    const auto descriptionWrong = descriptionProblem(account.description, rules);
    const QString rolesWrong = rolesProblem();
    m_nameField->setError(nameWrong ? errorSentence(*nameWrong) : QString());
    m_descriptionField->setError(descriptionWrong ? errorSentence(*descriptionWrong) : QString());
    m_rolesError->setText(rolesWrong);
    m_rolesError->setVisible(!rolesWrong.isEmpty());
    if (nameWrong)
        m_name->setFocus(Qt::OtherFocusReason);
    else if (descriptionWrong)
        m_description->setFocus(Qt::OtherFocusReason);
    else if (!rolesWrong.isEmpty())
        m_roles->setFocus(Qt::OtherFocusReason);
    return !nameWrong && !descriptionWrong && rolesWrong.isEmpty();
}

void NewAccountDialog::create()
{
    if (m_busy || !m_session || !validate())
        return;
    m_banner->dismiss();
    m_cancel = CancelSource();
    NewAccount account = input();
    m_task = m_tasks.begin(
        tr("Creating %1").arg(account.name), [cancel = m_cancel]() mutable { cancel.cancel(); });
    setBusy(true);
    deliver(
        AccountActions::create(
            m_session, std::move(account), m_store->isChecked(), m_cancel.token()),
        this, [this](Result<AccountCreation> result) { finishCreation(std::move(result)); });
}

void NewAccountDialog::finishCreation(Result<AccountCreation> result)
{
    setBusy(false);
    m_task.end();
    const QString connectionId = m_session->connection().id;
    if (result) {
        Q_EMIT created(connectionId, *result);
        return accept();
    }
    showError(result.error());
    // The account may exist although its answer was lost; the list tells.
    if (result.error().outcomeUnknown)
        m_inventory.refresh(connectionId);
}

void NewAccountDialog::showError(const Error &error)
{
    const QString beside = errorSentence(error);
    if (error.field == QLatin1StringView("description")) {
        m_descriptionField->setError(beside);
        m_description->setFocus(Qt::OtherFocusReason);
    } else if (error.field == QLatin1StringView("name") || error.kind == ErrorKind::Conflict) {
        m_nameField->setError(beside);
        m_name->setFocus(Qt::OtherFocusReason);
    } else {
        m_banner->showMessage(
            error.kind == ErrorKind::Cancelled ? Tone::Neutral : Tone::Bad, error.message,
            error.hint);
    }
}

void NewAccountDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_form->setEnabled(!busy);
    m_createButton->setEnabled(!busy);
    m_createButton->setText(busy ? tr("Creating…") : tr("Create"));
    if (busy)
        m_cancelButton->setFocus(Qt::OtherFocusReason);
}

void NewAccountDialog::escape()
{
    if (m_busy)
        m_cancel.cancel();
    else
        reject();
}

bool NewAccountDialog::mayClose()
{
    if (!m_busy)
        return true;
    m_banner->showMessage(
        Tone::Warn, tr("The account is being created; its secret may arrive any moment."),
        tr("Wait for the answer, or press Cancel."));
    return false;
}

} // namespace keywright
