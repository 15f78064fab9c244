#include "ui/connections/migration_plan_form.h"

#include "ui/connections/field_error.h"
#include "ui/new_account/lifetime_field.h"
#include "ui/roles/role_choices.h"
#include "ui/roles/role_list.h"
#include "ui/roles/role_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QLabel>
#include <QLineEdit>
#include <QVBoxLayout>

#include <algorithm>

namespace keywright {

namespace {

QString bullets(const QStringList &sentences)
{
    QStringList lines;
    for (const QString &sentence : sentences)
        lines += QStringLiteral("•  ") + sentence;
    return lines.join(QLatin1Char('\n'));
}

/// Proposes a text, unless the person has entered another one.
void propose(QLineEdit *edit, const QString &text)
{
    if (!edit->isModified() || edit->text().trimmed().isEmpty())
        edit->setText(text);
}

} // namespace

MigrationPlanForm::MigrationPlanForm(
    std::shared_ptr<KeyMigration> migration, std::shared_ptr<const Clock> clock,
    const QStringList &takenNames, QWidget *parent)
    : QWidget(parent)
    , m_migration(std::move(migration))
    , m_takenNames(takenNames)
    , m_key(new QComboBox)
    , m_name(new QLineEdit)
    , m_nameField(new FormField(tr("Name of the new account"), m_name))
    , m_description(new QLineEdit)
    , m_descriptionField(new FormField(tr("Description"), m_description))
    , m_lifetime(new LifetimeField(std::move(clock)))
    , m_keyRoles(new QWidget)
    , m_roles(makeLabel({}))
    , m_ownRoles(new RoleList)
    , m_ownRolesField(new FormField(tr("Roles of the new account"), m_ownRoles))
    , m_notices(makeLabel({}, TextStyle::Muted))
{
    for (QLabel *label : {m_roles, m_notices}) {
        label->setWordWrap(true);
        makeSelectable(label);
    }
    m_roles->setAccessibleName(tr("Roles"));
    m_ownRolesField->setTypeText(tr("at least one"));
    auto *roles = new QVBoxLayout(m_keyRoles);
    roles->setContentsMargins(0, 0, 0, 0);
    roles->setSpacing(metrics::SpaceXs);
    roles->addWidget(makeLabel(tr("Roles, as the key has them"), TextStyle::Label));
    roles->addWidget(m_roles);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceMd);
    column->addWidget(new FormField(tr("API key"), m_key));
    column->addWidget(m_nameField);
    column->addWidget(m_descriptionField);
    column->addWidget(m_keyRoles);
    column->addWidget(m_ownRolesField);
    column->addWidget(m_lifetime);
    column->addWidget(m_notices);
    connect(m_key, &QComboBox::currentIndexChanged, this, &MigrationPlanForm::showPlan);
    connect(m_name, &QLineEdit::textEdited, m_nameField, &FormField::clearError);
    connect(m_description, &QLineEdit::textEdited, m_descriptionField, &FormField::clearError);
    connect(m_ownRoles, &RoleList::changed, m_ownRolesField, &FormField::clearError);
}

void MigrationPlanForm::setStart(const MigrationStart &start)
{
    m_start = start;
    const QSignalBlocker blocker(m_key);
    m_key->clear();
    for (const ApiKeyInfo &key : start.keys) {
        const bool isOwn = start.hasOwnKey && m_key->count() == 0;
        const QString text = QStringLiteral("%1 – %2").arg(key.publicKey, key.description);
        m_key->addItem(isOwn ? tr("%1 (this connection)").arg(text) : text);
    }
    if (!hasKeys())
        return;
    offerRoles();
    offerLifetimes();
    showPlan();
}

bool MigrationPlanForm::hasKeys() const
{
    return !m_start.keys.isEmpty();
}

ApiKeyInfo MigrationPlanForm::key() const
{
    return m_start.keys.value(m_key->currentIndex());
}

QString MigrationPlanForm::freeName(const QString &wanted) const
{
    QString name = wanted;
    for (int number = 2; m_takenNames.contains(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

QString MigrationPlanForm::roleWords(const RoleGrant &grant) const
{
    const auto role =
        std::find_if(m_start.catalog.cbegin(), m_start.catalog.cend(), [&grant](const Role &known) {
            return known.id == grant.roleId;
        });
    return tr("%1 on %2")
        .arg(
            role == m_start.catalog.cend() ? grant.roleId : role->name,
            scopePhrase(grant.scope, projectNames()));
}

QHash<QString, QString> MigrationPlanForm::projectNames() const
{
    QHash<QString, QString> names;
    for (const Project &project : m_start.projects)
        names.insert(project.id, project.name);
    return names;
}

void MigrationPlanForm::offerRoles()
{
    const Capabilities &capabilities = m_migration->session()->provider()->capabilities();
    m_ownRoles->setChoices(
        roleChoices(capabilities, m_start.catalog, m_start.scopes, projectNames()));
}

void MigrationPlanForm::offerLifetimes()
{
    ExpiryRules expiry = m_migration->session()->provider()->capabilities().expiry;
    expiry.maxHours =
        std::min(expiry.maxHours, m_start.rules.maxSecretHours.value_or(expiry.maxHours));
    // It depends on the organization, not on the key.
    expiry.usualHours = m_migration->plan(m_start.keys.constFirst()).account.secretLifetimeHours;
    m_lifetime->setRules(expiry);
}

void MigrationPlanForm::showPlan()
{
    if (!hasKeys())
        return;
    m_plan = m_migration->plan(key());
    propose(m_name, freeName(m_plan.account.name));
    m_nameField->clearError();
    propose(m_description, m_plan.account.description);
    m_descriptionField->clearError();
    showRoles();
    m_notices->setText(bullets(m_start.notices + m_plan.notices));
}

void MigrationPlanForm::showRoles()
{
    QStringList roles;
    for (const RoleGrant &grant : std::as_const(m_plan.account.roles))
        roles += roleWords(grant);
    m_roles->setText(bullets(roles));
    m_keyRoles->setVisible(!roles.isEmpty());
    m_ownRolesField->clearError();
    m_ownRolesField->setHint(
        roles.isEmpty() ? QString()
                        : tr("None of the key’s roles is one of this connection’s project."));
    m_ownRolesField->setVisible(!m_migration->suffices(key()));
}

NewAccount MigrationPlanForm::account() const
{
    NewAccount account = m_plan.account;
    account.name = m_name->text().trimmed();
    account.description = m_description->text().trimmed();
    account.secretLifetimeHours = m_lifetime->hours();
    if (m_ownRolesField->isHidden())
        return account;
    for (const RoleGrant &grant : m_ownRoles->grants()) {
        if (!account.roles.contains(grant))
            account.roles += grant;
    }
    return account;
}

bool MigrationPlanForm::areRolesRight()
{
    const QString problem = m_ownRolesField->isHidden() ? QString() : m_ownRoles->problem(1);
    m_ownRolesField->setError(problem);
    if (!problem.isEmpty())
        m_ownRoles->focusProblem();
    return problem.isEmpty();
}

bool MigrationPlanForm::check()
{
    const TextRules &rules = m_migration->session()->provider()->capabilities().text;
    const NewAccount entered = account();
    if (const auto problem = nameProblem(entered.name, rules))
        return !showError(*problem);
    if (const auto problem = descriptionProblem(entered.description, rules))
        return !showError(*problem);
    return areRolesRight() && m_lifetime->validate();
}

bool MigrationPlanForm::showError(const Error &error)
{
    if (error.field.startsWith(QLatin1StringView("role")) && !m_ownRolesField->isHidden()) {
        showFieldError(m_ownRolesField, error);
        m_ownRoles->focusProblem();
        return true;
    }
    FormField *field = error.field == QLatin1StringView("name")          ? m_nameField
                       : error.field == QLatin1StringView("description") ? m_descriptionField
                                                                         : nullptr;
    if (!field)
        return false;
    showFieldError(field, error);
    field->editor()->setFocus(Qt::OtherFocusReason);
    return true;
}

QWidget *MigrationPlanForm::firstField() const
{
    return m_key;
}

} // namespace keywright
