#include "ui/lookup/lookup_form.h"

#include "core/base/deliver.h"
#include "ui/lookup/key_form.h"
#include "ui/lookup/lookup_text.h"
#include "ui/lookup/options_section.h"
#include "ui/lookup/schema_loader.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QCompleter>
#include <QLabel>
#include <QLineEdit>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

namespace keywright {

namespace {

QComboBox *makeNameBox(const QString &placeholder)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->lineEdit()->setPlaceholderText(placeholder);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

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

LookupForm::LookupForm(
    Inventory &inventory, QSettings &settings, const LookupRunner &runner,
    std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_inventory(inventory)
    , m_history(settings)
    , m_runner(runner)
    , m_clock(std::move(clock))
    , m_loader(new SchemaLoader(this))
    , m_workspace(makeNameBox(tr("Name of a workspace")))
    , m_service(makeNameBox(tr("Name of a feature service")))
    , m_credential(new QComboBox)
    , m_note(makeLabel({}, TextStyle::Note))
    , m_keys(new KeyForm)
    , m_options(new OptionsSection)
{
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(buildFields());
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(0);
    layout->addWidget(scroll, 1);
    layout->addWidget(buildButtons());
    wireFields();
    setRunning(false);
}

QWidget *LookupForm::buildFields()
{
    m_workspaceField = new FormField(tr("Workspace"), m_workspace);
    m_serviceField = new FormField(tr("Feature service"), m_service);
    m_credentialField = new FormField(tr("Credential"), m_credential);
    m_credential->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    m_note->setWordWrap(true);
    m_note->hide();

    auto *fields = new QWidget;
    auto *layout = new QVBoxLayout(fields);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_workspaceField);
    layout->addWidget(m_serviceField);
    layout->addWidget(m_credentialField);
    layout->addWidget(m_note);
    layout->addWidget(m_keys);
    layout->addWidget(m_options);
    layout->addStretch(1);
    return fields;
}

QWidget *LookupForm::buildButtons()
{
    m_run = makeButton(tr("Run  Ctrl+Enter"), ButtonVariant::Primary);
    m_run->setAccessibleName(tr("Run"));
    m_cancel = makeButton(tr("Cancel lookup"));
    auto *buttons = new QWidget;
    auto *layout = new QHBoxLayout(buttons);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceSm, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_run);
    layout->addWidget(m_cancel);
    layout->addStretch(1);
    return buttons;
}

void LookupForm::wireFields()
{
    connect(m_run, &QPushButton::clicked, this, &LookupForm::runRequested);
    connect(m_cancel, &QPushButton::clicked, this, &LookupForm::cancelRequested);
    connect(m_workspace, &QComboBox::editTextChanged, this, [this] {
        m_workspaceField->clearError();
        offerServices();
        wantSchema();
    });
    connect(m_service, &QComboBox::editTextChanged, this, [this] {
        m_serviceField->clearError();
        wantSchema();
    });
    connect(m_credential, &QComboBox::currentIndexChanged, this, &LookupForm::wantSchema);
    connect(m_keys, &KeyForm::inputsChanged, this, &LookupForm::orderTabs);
    wireLoader();
}

void LookupForm::orderTabs()
{
    QWidget *before = m_credential;
    for (QWidget *stop : m_keys->tabStops()) {
        setTabOrder(before, stop);
        before = stop;
    }
}

void LookupForm::wireLoader()
{
    const auto showNote = [this](const QString &text) {
        m_note->setText(text);
        m_note->setVisible(!text.isEmpty());
    };
    connect(m_loader, &SchemaLoader::cleared, this, [this, showNote] {
        m_keys->clear();
        showNote({});
    });
    connect(m_loader, &SchemaLoader::loading, this, [showNote] {
        showNote(tr("Reading the keys of the service…"));
    });
    connect(m_loader, &SchemaLoader::loaded, this, [this, showNote](const LookupSchema &schema) {
        m_keys->setSchema(schema);
        showNote({});
    });
    connect(m_loader, &SchemaLoader::failed, this, [this, showNote](const Error &error) {
        m_keys->setFree();
        showNote(tr("%1 You can name the keys by hand.").arg(error.message));
    });
}

void LookupForm::setSession(std::shared_ptr<Session> session)
{
    if (m_session == session)
        return;
    m_session = std::move(session);
    m_cancelScopes.cancel();
    setEnabled(m_session != nullptr);
    offer(m_workspace, {});
    m_workspace->setEditText(
        m_session ? m_history.lastWorkspace(m_session->connection().id) : QString());
    offerServices();
    m_service->setEditText(m_service->count() > 0 ? m_service->itemText(0) : QString());
    refreshCredentials();
    wantSchema();
    loadWorkspaces();
}

void LookupForm::loadWorkspaces()
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

void LookupForm::offerWorkspaces(const QStringList &names)
{
    offer(m_workspace, names);
    if (workspace().isEmpty() && !names.isEmpty())
        m_workspace->setCurrentIndex(0);
}

void LookupForm::offerServices()
{
    if (m_session)
        offer(m_service, m_history.services(m_session->connection().id, workspace()));
}

void LookupForm::refreshCredentials()
{
    const QString chosen = credential().accountId;
    const QSignalBlocker blocker(m_credential);
    m_credential->clear();
    if (!m_session)
        return;
    const QString connectionId = m_session->connection().id;
    const auto add = [this, &connectionId](const QString &accountId, const QString &name) {
        const auto expires = m_runner.tokenExpiresAt(connectionId, accountId);
        const QString left = expires ? tokenLeftText(*expires, m_clock->now()) : QString();
        m_credential->addItem(
            left.isEmpty() ? name : QStringLiteral("%1 · %2").arg(name, left), accountId);
    };
    add({}, tr("Connection's own credential"));
    const auto known = m_session->credentials()->stored(connectionId);
    if (known)
        m_credentialField->clearError();
    else
        m_credentialField->setError(known.error().message);
    for (const StoredCredential &stored : known.value_or(QList<StoredCredential>())) {
        const QString owner = stored.key.owner;
        if (owner == CredentialKey::connectionOwner || m_credential->findData(owner) >= 0)
            continue;
        const ServiceAccount *account = m_inventory.find(connectionId, owner);
        add(owner, account ? account->name : owner);
    }
    m_credential->setCurrentIndex(std::max(0, m_credential->findData(chosen)));
}

bool LookupForm::chooseCredential(const QString &accountId)
{
    refreshCredentials();
    const int index = m_credential->findData(accountId);
    if (index >= 0)
        m_credential->setCurrentIndex(index);
    return index >= 0;
}

LookupCredential LookupForm::credential() const
{
    LookupCredential chosen{m_credential->currentData().toString(), {}, {}};
    if (!m_session || chosen.accountId.isEmpty())
        return chosen;
    const ServiceAccount *account = m_inventory.find(m_session->connection().id, chosen.accountId);
    // Who is switched off is refused for good, however young.
    if (!account || account->status != AccountStatus::Active)
        return chosen;
    chosen.name = account->name;
    chosen.freshSince = account->createdAt;
    for (const ClientSecret &secret : account->secrets.value_or(QList<ClientSecret>()))
        chosen.freshSince = std::max(chosen.freshSince, secret.createdAt);
    return chosen;
}

QString LookupForm::workspace() const
{
    return m_workspace->currentText().trimmed();
}

QString LookupForm::service() const
{
    return m_service->currentText().trimmed();
}

void LookupForm::wantSchema()
{
    SchemaWish wish;
    wish.session = m_session;
    wish.accountId = credential().accountId;
    wish.workspace = workspace();
    wish.featureService = service();
    m_loader->want(wish);
}

std::optional<LookupRequest> LookupForm::request()
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
    if (workspace().isEmpty() || service().isEmpty())
        return std::nullopt;
    LookupRequest request;
    request.workspace = workspace();
    request.featureService = service();
    request.options = m_options->options();
    if (!m_keys->fill(request))
        return std::nullopt;
    return request;
}

void LookupForm::rememberService()
{
    if (!m_session)
        return;
    m_history.remember(m_session->connection().id, workspace(), service());
    offerServices();
}

void LookupForm::setRunning(bool running)
{
    m_run->setEnabled(!running);
    m_cancel->setVisible(running);
}

QList<QWidget *> LookupForm::focusStops() const
{
    return {m_workspace};
}

} // namespace keywright
