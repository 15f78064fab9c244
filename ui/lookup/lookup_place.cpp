#include "ui/lookup/lookup_place.h"

#include "core/base/deliver.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/name_box.h"

#include <QComboBox>
#include <QVBoxLayout>

namespace keywright {

namespace {

/// Offers `names` without touching what stands in the box.
void offer(QComboBox *box, const QStringList &names)
{
    const QString text = box->currentText();
    const QSignalBlocker blocker(box);
    box->clear();
    box->addItems(names);
    box->setCurrentIndex(box->findText(text));
    box->setEditText(text);
}

} // namespace

LookupPlace::LookupPlace(LookupMemory &memory, QWidget *parent)
    : QWidget(parent)
    , m_memory(memory)
    , m_workspace(makeNameBox(tr("Workspace"), tr("Name of a workspace")))
    , m_service(makeNameBox(tr("Feature service"), tr("Name of a feature service")))
    , m_workspaceField(new FormField(m_workspace->accessibleName(), m_workspace))
    , m_serviceField(new FormField(m_service->accessibleName(), m_service))
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_workspaceField);
    layout->addWidget(m_serviceField);
    connect(m_workspace, &QComboBox::editTextChanged, this, [this] {
        m_workspaceField->clearError();
        offerServices();
        Q_EMIT changed();
    });
    connect(m_service, &QComboBox::editTextChanged, this, [this] {
        m_serviceField->clearError();
        Q_EMIT changed();
    });
    connect(&m_memory, &LookupMemory::changed, this, &LookupPlace::offerServices);
}

void LookupPlace::setSession(std::shared_ptr<Session> session)
{
    m_session = std::move(session);
    m_cancelScopes.cancel();
    offer(m_workspace, {});
    m_workspace->setEditText(
        m_session ? m_memory.lastWorkspace(m_session->connection().id) : QString());
    offerServices();
    m_service->setEditText(m_service->count() > 0 ? m_service->itemText(0) : QString());
    loadWorkspaces();
}

void LookupPlace::loadWorkspaces()
{
    if (!m_session)
        return;
    m_cancelScopes = CancelSource();
    deliver(
        m_session->provider()->scopes(m_cancelScopes.token()), this,
        [this, session = m_session](Result<QList<Scope>> scopes) {
            // Without the list the box stays what it is: a field for a name.
            if (!scopes || session != m_session)
                return;
            QStringList names;
            for (const Scope &scope : *scopes) {
                if (scope.kind == ScopeKind::Workspace)
                    names << scope.id;
            }
            offerWorkspaces(names);
        });
}

void LookupPlace::offerWorkspaces(const QStringList &names)
{
    offer(m_workspace, names);
    if (workspace().isEmpty() && !names.isEmpty())
        m_workspace->setCurrentIndex(0);
}

void LookupPlace::offerServices()
{
    if (m_session)
        offer(m_service, m_memory.services(m_session->connection().id, workspace()));
}

QString LookupPlace::workspace() const
{
    return m_workspace->currentText().trimmed();
}

QString LookupPlace::service() const
{
    return m_service->currentText().trimmed();
}

bool LookupPlace::check()
{
    if (workspace().isEmpty()) {
        m_workspaceField->setError(tr("Enter the workspace"));
        m_workspace->setFocus();
    }
    if (service().isEmpty()) {
        m_serviceField->setError(tr("Enter the feature service"));
        if (!workspace().isEmpty())
            m_service->setFocus();
    }
    return !workspace().isEmpty() && !service().isEmpty();
}

void LookupPlace::choose(const QString &workspace, const QString &service)
{
    m_workspace->setEditText(workspace);
    m_service->setEditText(service);
}

QStringList LookupPlace::workspaces() const
{
    QStringList names;
    for (int i = 0; i < m_workspace->count(); ++i)
        names += m_workspace->itemText(i);
    return names;
}

QWidget *LookupPlace::firstField() const
{
    return m_workspace;
}

} // namespace keywright
