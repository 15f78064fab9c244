#include "ui/connections/organization_form.h"

#include "ui/connections/field_error.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"

#include <QHBoxLayout>
#include <QLineEdit>

namespace keywright {

namespace {

const QString organizationName = QStringLiteral("orgId");
const QString projectName = QStringLiteral("projectId");

} // namespace

OrganizationForm::OrganizationForm(QWidget *parent)
    : QWidget(parent)
    , m_organization(new QLineEdit)
    , m_organizationField(new FormField(tr("Organization ID"), m_organization))
    , m_project(new QLineEdit)
    , m_projectField(new FormField(tr("Project ID"), m_project))
{
    m_projectField->setHint(tr("Optional: work on this project only"));
    auto *layout = new QHBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    const auto add = [this, layout](QLineEdit *editor, FormField *field, const QString &name) {
        layout->addWidget(field, 1, Qt::AlignTop);
        connect(editor, &QLineEdit::textEdited, field, &FormField::clearError);
        connect(editor, &QLineEdit::editingFinished, this, [this, editor, name] {
            check(editor, name);
        });
    };
    add(m_organization, m_organizationField, organizationName);
    add(m_project, m_projectField, projectName);
}

void OrganizationForm::setProvider(const ProviderChoice &provider)
{
    m_provider = provider;
    setVisible(provider.hasOrganizations);
    m_organizationField->setHint(tr("Empty: the credential’s own"));
    m_organizationField->clearError();
    m_projectField->clearError();
}

void OrganizationForm::setConnection(const Connection &connection)
{
    m_organization->setText(connection.orgId);
    m_project->setText(connection.projectId);
}

bool OrganizationForm::check(const QLineEdit *editor, const QString &name)
{
    const QString id = editor->text().trimmed();
    const Result<void> fine = id.isEmpty() ? Result<void>() : checkProviderId(m_provider, id, name);
    return fine || !showError(fine.error());
}

bool OrganizationForm::fill(Connection &connection)
{
    connection.orgId.clear();
    connection.projectId.clear();
    if (!m_provider.hasOrganizations)
        return true;
    m_organizationField->clearError();
    m_projectField->clearError();
    connection.orgId = m_organization->text().trimmed();
    connection.projectId = m_project->text().trimmed();
    const bool organizationFine = check(m_organization, organizationName);
    const bool projectFine = check(m_project, projectName);
    return organizationFine && projectFine;
}

bool OrganizationForm::showError(const Error &error)
{
    FormField *field = error.field == organizationName ? m_organizationField
                       : error.field == projectName    ? m_projectField
                                                       : nullptr;
    if (field && m_provider.hasOrganizations) {
        showFieldError(field, error);
        return true;
    }
    return false;
}

QWidget *OrganizationForm::lastField() const
{
    return m_project;
}

} // namespace keywright
