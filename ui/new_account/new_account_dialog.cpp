#include "ui/new_account/new_account_dialog.h"

#include "core/base/deliver.h"
#include "core/inventory/inventory.h"
#include "ui/dialogs/error_text.h"
#include "ui/new_account/account_texts.h"
#include "ui/new_account/keychain_choice.h"
#include "ui/new_account/lifetime_field.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_list.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/command_box.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

#include <algorithm>
#include <utility>

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
    connect(&m_roleBook, &RoleBook::changed, this, [this](const QString &changedId) {
        if (m_session && changedId == m_session->connection().id)
            showRoles();
    });
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
    m_texts = new AccountTexts(m_form);
    m_form->layout()->addWidget(m_texts);
    connect(m_texts, &AccountTexts::changed, this, &NewAccountDialog::inputChanged);
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
    m_rolesField = new FormField(tr("Roles"), m_roles, m_form);
    m_form->layout()->addWidget(m_rolesField);
    connect(m_roles, &RoleList::changed, this, [this] {
        m_rolesField->clearError();
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
    m_store = new KeychainChoice(m_form);
    m_command = new CommandBox(tr("The same on the command line"), m_form);
    m_form->layout()->addWidget(m_lifetime);
    m_form->layout()->addWidget(m_store);
    m_form->layout()->addWidget(m_command);
    connect(m_lifetime, &LifetimeField::changed, this, &NewAccountDialog::updateCommand);
}

void NewAccountDialog::useConnection(const QString &connectionId)
{
    const auto before = std::exchange(m_session, m_inventory.session(connectionId));
    // Roles that were chosen are of the connection before.
    if (before && before != m_session)
        m_roles->clear();
    updateCreate();
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
    m_texts->setRules(capabilities.text);
    m_rolesField->setTypeText(
        capabilities.minRolesAtCreation > 0 ? tr("at least %1").arg(capabilities.minRolesAtCreation)
                                            : QString());
    m_lifetime->setProvider(m_session->provider());
    m_roleBook.load(connectionId);
    showRoles();
    m_store->probe(m_session->credentials());
    inputChanged();
}

void NewAccountDialog::showRoles()
{
    if (!m_session)
        return;
    const QString &connectionId = m_session->connection().id;
    if (m_roleBook.isReady(connectionId))
        m_roles->setChoices(m_roleBook.choices(connectionId));
    else if (const auto error = m_roleBook.error(connectionId))
        m_roles->setError(*error);
    else
        m_roles->setLoading();
    updateCreate();
}

/// Waits for the roles. Where they cannot be read, an account that needs none can be made.
void NewAccountDialog::updateCreate()
{
    const QString connectionId = m_session ? m_session->connection().id : QString();
    const bool isAnswered =
        m_session && (m_roleBook.isReady(connectionId) || m_roleBook.error(connectionId));
    m_createButton->setEnabled(isAnswered && !m_busy);
}

void NewAccountDialog::inputChanged()
{
    warnOfSameName();
    updateCommand();
}

void NewAccountDialog::warnOfSameName()
{
    // Where names are unique, the same name is an error, which is told when it is sent.
    if (!m_session || m_session->provider()->capabilities().uniqueNames)
        return m_texts->setNameWarning({});
    const QList<ServiceAccount> &accounts =
        m_inventory.snapshot(m_session->connection().id).accounts;
    const auto same = std::find_if(
        accounts.cbegin(), accounts.cend(),
        [name = m_texts->name()](const ServiceAccount &account) { return account.name == name; });
    m_texts->setNameWarning(
        same == accounts.cend()
            ? QString()
            : tr("There is an account of this name already (%1). Another one is allowed, but "
                 "people may take one for the other.")
                  .arg(same->id));
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
    // Without hours of its own, a command would ask for the usual ones.
    m_command->setVisible(!command.isEmpty() && m_lifetime->isValid());
}

NewAccount NewAccountDialog::input() const
{
    NewAccount account;
    account.name = m_texts->name();
    account.description = m_texts->description();
    account.type = m_type->current() == accountTypeName(AccountType::ApiKey) ? AccountType::ApiKey
                                                                             : AccountType::OAuth;
    account.roles = m_roles->grants();
    account.secretLifetimeHours = m_lifetime->hours();
    return account;
}

bool NewAccountDialog::validateRoles()
{
    const QString problem =
        m_roles->problem(m_session->provider()->capabilities().minRolesAtCreation);
    m_rolesField->setError(problem);
    if (!problem.isEmpty())
        m_roles->focusProblem();
    return problem.isEmpty();
}

bool NewAccountDialog::validate()
{
    // All are checked, and the focus ends in the first that is wrong.
    const bool isLifetimeRight = m_lifetime->validate();
    const bool areRolesRight = validateRoles();
    const bool areTextsRight = m_texts->validate();
    return areTextsRight && areRolesRight && isLifetimeRight;
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
            m_session, std::move(account), m_store->isChosen(), m_cancel.token()),
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
    const QMap<QString, QString> problems = fieldSentences(error);
    bool isToldBeside = !problems.isEmpty();
    for (auto problem = problems.cbegin(); problem != problems.cend(); ++problem)
        isToldBeside = showBeside(problem.key(), problem.value()) && isToldBeside;
    if (!isToldBeside)
        m_banner->showMessage(
            error.kind == ErrorKind::Cancelled ? Tone::Neutral : Tone::Bad, error.message,
            error.hint);
}

bool NewAccountDialog::showBeside(const QString &field, const QString &sentence)
{
    if (field == QLatin1StringView("lifetime") && !m_lifetime->isHidden()) {
        m_lifetime->setError(sentence);
        return true;
    }
    if (field == QLatin1StringView("role") || field == QLatin1StringView("scope")) {
        m_rolesField->setError(sentence);
        m_roles->focusProblem();
        return true;
    }
    return m_texts->showError(field, sentence);
}

void NewAccountDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_form->setEnabled(!busy);
    updateCreate();
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
