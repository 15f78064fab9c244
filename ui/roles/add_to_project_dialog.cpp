#include "ui/roles/add_to_project_dialog.h"

#include "core/accounts/project_actions.h"
#include "core/base/deliver.h"
#include "core/provider/projects.h"
#include "ui/dialogs/error_text.h"
#include "ui/roles/role_book.h"
#include "ui/roles/role_list.h"
#include "ui/roles/role_text.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QPushButton>

namespace keywright {
namespace {

constexpr int AddToProjectPanelWidth = 560;
constexpr int RowSpace = 14;

/// Roles of one project, whichever is chosen beside them.
RoleChoices choicesInProject(const RoleChoices &all)
{
    RoleChoices choices;
    for (const Role &role : all.roles) {
        if (role.scopes.contains(ScopeKind::Project))
            choices.roles.append(role);
    }
    choices.scopes = {Scope{ScopeKind::Project, {}}};
    if (all.typedRoleScopes.contains(ScopeKind::Project))
        choices.typedRoleScopes = {ScopeKind::Project};
    choices.isPlaceGiven = true;
    return choices;
}

} // namespace

AddToProjectDialog::AddToProjectDialog(
    std::shared_ptr<Session> session, RoleBook &book, const ServiceAccount &account,
    const QStringList &memberOf, QWidget *parent)
    : DialogFrame(tr("Add %1 to a project").arg(account.name), parent)
    , m_session(std::move(session))
    , m_book(book)
    , m_account(account)
    , m_memberOf(memberOf)
    , m_banner(new Banner(this))
    , m_form(new QWidget(this))
{
    setPanelWidth(AddToProjectPanelWidth);
    m_banner->setDismissible(false);
    body()->addWidget(m_banner);
    body()->addWidget(m_form);
    buildForm();
    QPushButton *cancel = addButton(tr("Cancel"));
    m_add = addButton(tr("Add to project"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, this, &AddToProjectDialog::reject);
    connect(m_add, &QPushButton::clicked, this, &AddToProjectDialog::add);
    connect(&m_book, &RoleBook::changed, this, [this](const QString &connectionId) {
        if (connectionId == m_session->connection().id)
            showCatalog();
    });
    m_book.load(m_session->connection().id);
    showCatalog();
}

AddToProjectDialog::~AddToProjectDialog()
{
    m_cancel.cancel();
}

void AddToProjectDialog::buildForm()
{
    m_project = new QComboBox(m_form);
    m_projectField = new FormField(tr("Project"), m_project, m_form);
    m_roles = new RoleList(m_form);
    m_rolesField = new FormField(tr("Roles"), m_roles, m_form);
    m_rolesField->setTypeText(tr("at least one"));
    auto *column = new QVBoxLayout(m_form);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(RowSpace);
    column->addWidget(m_projectField);
    column->addWidget(m_rolesField);
    connect(m_project, &QComboBox::currentIndexChanged, m_projectField, &FormField::clearError);
    connect(m_roles, &RoleList::changed, m_rolesField, &FormField::clearError);
    connect(m_roles, &RoleList::retryRequested, this, [this] {
        m_book.load(m_session->connection().id);
        showCatalog();
    });
}

void AddToProjectDialog::showCatalog()
{
    const QString &connectionId = m_session->connection().id;
    const bool isReady = m_book.isReady(connectionId);
    const auto error = m_book.error(connectionId);
    m_project->setEnabled(isReady);
    m_project->setPlaceholderText(
        isReady || error ? tr("Choose a project") : tr("Loading projects…"));
    if (isReady) {
        m_roles->setChoices(choicesInProject(m_book.choices(connectionId)));
        offerProjects();
    } else if (error) {
        m_roles->setError(*error);
    } else {
        m_roles->setLoading();
    }
    updateAdd();
}

void AddToProjectDialog::updateAdd()
{
    // Without the catalogue there is no project either.
    m_add->setEnabled(m_project->count() > 0 && !m_busy);
}

void AddToProjectDialog::offerProjects()
{
    const RoleChoices choices = m_book.choices(m_session->connection().id);
    const QString before = m_project->currentData().toString();
    m_project->clear();
    for (const Scope &scope : choices.scopes) {
        if (scope.kind != ScopeKind::Project || m_memberOf.contains(scope.id))
            continue;
        m_project->addItem(scopeWords(scope, choices.projectNames), scope.id);
        m_project->setItemData(m_project->count() - 1, scope.id, Qt::ToolTipRole);
    }
    m_project->setCurrentIndex(m_project->count() == 1 ? 0 : m_project->findData(before));
    m_projectField->setHint(
        m_project->count() == 0
            ? tr("The account belongs to every project that this connection sees.")
            : QString());
}

bool AddToProjectDialog::validate()
{
    const bool isChosen = m_project->currentIndex() >= 0;
    const QString rolesProblem = m_roles->problem(1);
    m_projectField->setError(isChosen ? QString() : tr("Choose the project."));
    m_rolesField->setError(rolesProblem);
    if (!isChosen)
        m_project->setFocus(Qt::OtherFocusReason);
    else if (!rolesProblem.isEmpty())
        m_roles->focusProblem();
    return isChosen && rolesProblem.isEmpty();
}

void AddToProjectDialog::add()
{
    if (!validate())
        return;
    m_banner->dismiss();
    QStringList roles;
    for (const RoleGrant &grant : m_roles->grants())
        roles += grant.roleId;
    const QString project = m_project->currentText();
    m_cancel = CancelSource();
    setBusy(true);
    deliver(
        ProjectActions::invite(
            m_session, m_account.id, m_project->currentData().toString(), roles, m_cancel.token()),
        this, [this, project](const Result<void> &result) {
            setBusy(false);
            if (!result)
                return fail(result.error());
            Q_EMIT added(project);
            accept();
        });
}

void AddToProjectDialog::fail(const Error &error)
{
    const QMap<QString, QString> problems = fieldSentences(error);
    for (const char *field : {"role", "roles"}) {
        const QString sentence = problems.value(QLatin1StringView(field));
        if (sentence.isEmpty())
            continue;
        m_rolesField->setError(sentence);
        return m_roles->focusProblem();
    }
    m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void AddToProjectDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_form->setEnabled(!busy);
    updateAdd();
    m_add->setText(busy ? tr("Adding…") : tr("Add to project"));
}

} // namespace keywright
