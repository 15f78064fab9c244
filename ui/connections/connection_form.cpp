#include "ui/connections/connection_form.h"

#include "core/net/base_url.h"
#include "ui/connections/advanced_form.h"
#include "ui/connections/field_error.h"
#include "ui/connections/organization_form.h"
#include "ui/connections/sign_in_form.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

namespace {

bool haveSameOrigin(const QUrl &one, const QUrl &other)
{
    constexpr int httpsPort = 443;
    constexpr int httpPort = 80;
    const int port = one.scheme() == QLatin1String("https") ? httpsPort : httpPort;
    return one.scheme() == other.scheme() && one.host() == other.host() &&
           one.port(port) == other.port(port);
}

} // namespace

ConnectionForm::ConnectionForm(
    const ConnectionStore &store, const Connection &edited, QWidget *parent)
    : QWidget(parent)
    , m_store(store)
    , m_edited(edited)
    , m_choices(providerChoices())
    , m_provider(new QComboBox)
    , m_name(new QLineEdit)
    , m_nameField(new FormField(tr("Name"), m_name))
    , m_baseUrl(new QLineEdit)
    , m_baseUrlField(new FormField(tr("Base URL"), m_baseUrl))
    , m_organization(new OrganizationForm)
    , m_signIn(new SignInForm)
    , m_tokenUrl(new QLineEdit)
    , m_tokenUrlField(new FormField(tr("Token URL"), m_tokenUrl))
    , m_tokenUrlRow(buildTokenUrl())
    , m_advanced(new AdvancedForm)
{
    build();
    fillFields();
    for (FormField *field : {m_nameField, m_baseUrlField, m_tokenUrlField})
        connect(
            qobject_cast<QLineEdit *>(field->editor()), &QLineEdit::textEdited, field,
            &FormField::clearError);
    connect(m_provider, &QComboBox::currentIndexChanged, this, &ConnectionForm::chooseProvider);
    connect(m_baseUrl, &QLineEdit::editingFinished, this, &ConnectionForm::dropFormerTokenUrl);
}

void ConnectionForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(new FormField(tr("Provider"), m_provider));
    layout->addWidget(m_nameField);
    layout->addWidget(m_baseUrlField);
    layout->addWidget(m_organization);
    layout->addWidget(m_signIn);
    layout->addWidget(m_tokenUrlRow);
    layout->addWidget(m_advanced);
}

QWidget *ConnectionForm::buildTokenUrl()
{
    m_tokenUrl->setPlaceholderText(tr("The provider's usual place"));
    m_tokenUrlField->setHint(tr("Where OAuth accounts exchange their secret for a token"));
    m_find = makeButton(tr("Find"));
    m_find->setAccessibleDescription(tr("Reads the token URL from the server's own description"));
    connect(m_find, &QPushButton::clicked, this, &ConnectionForm::findRequested);
    auto *row = new QWidget;
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::SpaceSm);
    layout->addWidget(m_tokenUrlField, 0, 0);
    layout->addWidget(m_find, 0, 1);
    return row;
}

void ConnectionForm::fillFields()
{
    for (const ProviderChoice &choice : std::as_const(m_choices))
        m_provider->addItem(choice.name, choice.id);
    m_provider->setCurrentIndex(std::max(0, m_provider->findData(m_edited.provider)));
    m_provider->setEnabled(isNew());
    chooseProvider();
    m_name->setText(m_edited.name);
    if (!m_edited.baseUrl.isEmpty())
        m_baseUrl->setText(m_edited.baseUrl.toString());
    m_organization->setConnection(m_edited);
    m_signIn->setConnection(m_edited, !isNew());
    m_tokenUrl->setText(m_edited.tokenUrl.toString());
    m_advanced->setConnection(m_edited);
}

void ConnectionForm::chooseProvider()
{
    const ProviderChoice previous = m_choice;
    m_choice = m_choices.value(m_provider->currentIndex());
    m_baseUrl->setPlaceholderText(m_choice.baseUrlExample);
    // An address that a person entered stays, one that was only offered gives way.
    if (m_baseUrl->text().trimmed() == previous.usualBaseUrl)
        m_baseUrl->setText(m_choice.usualBaseUrl);
    m_baseUrlField->clearError();
    m_organization->setProvider(m_choice);
    m_signIn->setSignIns(m_choice.signIns, m_organization->lastField());
    // One that was found must be seen: it says where the secret goes.
    m_tokenUrlRow->setVisible(m_choice.asksTokenUrl || !m_edited.tokenUrl.isEmpty());
    m_find->setVisible(m_choice.asksTokenUrl);
    m_advanced->setHasPaths(m_choice.hasPaths);
}

void ConnectionForm::setFoundSecret(std::shared_ptr<const Secret> secret)
{
    m_signIn->setFoundSecret(std::move(secret));
    m_hasFoundSecret = true;
}

bool ConnectionForm::readName(Connection &connection)
{
    connection.name = m_name->text().trimmed();
    const std::optional<Connection> same = m_store.byName(connection.name);
    if (connection.name.isEmpty())
        m_nameField->setError(tr("Enter a name for the connection"));
    else if (const auto wrong = ConnectionStore::nameProblem(connection.name))
        showFieldError(m_nameField, *wrong);
    else if (same && same->id != connection.id)
        m_nameField->setError(tr("Another connection has this name"));
    return !m_nameField->hasError();
}

bool ConnectionForm::readBaseUrl(Connection &connection)
{
    const Result<QUrl> url = parseBaseUrl(m_baseUrl->text().trimmed(), QStringLiteral("baseUrl"));
    if (url)
        connection.baseUrl = *url;
    else
        showError(url.error());
    return url.has_value();
}

void ConnectionForm::dropFormerTokenUrl()
{
    const QString former = m_edited.tokenUrl.toString();
    const bool isFormer = !former.isEmpty() && m_tokenUrl->text().trimmed() == former;
    const QUrl baseUrl(m_baseUrl->text().trimmed());
    const bool isForeign = !m_edited.baseUrl.isEmpty() &&
                           !haveSameOrigin(baseUrl, m_edited.baseUrl) &&
                           !haveSameOrigin(baseUrl, m_edited.tokenUrl);
    if (m_choice.asksTokenUrl || !isFormer || !isForeign)
        return;
    m_tokenUrl->clear();
    m_tokenUrlField->setHint(
        tr("Left out: %1 belongs to the former base URL").arg(former), Tone::Warn);
}

bool ConnectionForm::readTokenUrl(Connection &connection)
{
    dropFormerTokenUrl();
    const QString text = m_tokenUrl->text().trimmed();
    if (text.isEmpty() || m_tokenUrlRow->isHidden()) {
        connection.tokenUrl = {};
        return true;
    }
    const Result<QUrl> url = parseBaseUrl(text, QStringLiteral("tokenUrl"));
    if (url)
        connection.tokenUrl = *url;
    else
        showError(url.error());
    return url.has_value();
}

bool ConnectionForm::readFields(Connection &connection)
{
    for (FormField *field : {m_nameField, m_baseUrlField, m_tokenUrlField})
        field->clearError();
    connection.provider = m_choice.id;
    const bool nameFine = readName(connection);
    const bool baseUrlFine = readBaseUrl(connection);
    const bool organizationFine = m_organization->fill(connection);
    const bool signInFine = m_signIn->fill(connection);
    const bool tokenUrlFine = readTokenUrl(connection);
    const bool advancedFine = m_advanced->fill(connection);
    return nameFine && baseUrlFine && organizationFine && signInFine && tokenUrlFine &&
           advancedFine;
}

std::optional<EnteredConnection> ConnectionForm::entered()
{
    EnteredConnection entered;
    entered.connection = m_edited;
    const bool fieldsFine = readFields(entered.connection);
    entered.secret = m_signIn->secret();
    entered.isMoved = isMoved(entered.connection);
    const bool secretFine = entered.secret || !needsSecret(entered.connection);
    if (!secretFine && entered.isMoved && entered.connection.signIn == m_edited.signIn)
        m_signIn->showSecretWantedAgain();
    else if (!secretFine)
        m_signIn->showSecretMissing();
    return fieldsFine && secretFine ? std::optional(entered) : std::nullopt;
}

std::optional<TransportOptions> ConnectionForm::transport()
{
    Connection connection = m_edited;
    return m_advanced->fill(connection) ? std::optional(connection.transport) : std::nullopt;
}

bool ConnectionForm::isMoved(const Connection &connection) const
{
    return !isNew() && (!haveSameOrigin(connection.baseUrl, m_edited.baseUrl) ||
                        !haveSameOrigin(connection.tokenUrl, m_edited.tokenUrl));
}

bool ConnectionForm::needsSecret(const Connection &connection) const
{
    const bool isOtherClient =
        !connection.clientId.isEmpty() && connection.clientId != m_edited.clientId;
    return isNew() || connection.signIn != m_edited.signIn || isOtherClient || isMoved(connection);
}

bool ConnectionForm::showError(const Error &error)
{
    const QHash<QString, FormField *> fields{
        {QStringLiteral("name"), m_nameField},
        {QStringLiteral("baseUrl"), m_baseUrlField},
        {QStringLiteral("tokenUrl"), m_tokenUrlField}};
    FormField *field = fields.value(error.field);
    if (!field)
        return m_organization->showError(error) || m_signIn->showError(error) ||
               m_advanced->showError(error);
    showFieldError(field, error);
    return true;
}

Result<QUrl> ConnectionForm::discoveryUrl()
{
    const QString typed = m_tokenUrl->text().trimmed();
    const bool fromToken = !typed.isEmpty();
    Result<QUrl> issuer = parseBaseUrl(
        fromToken ? typed : m_baseUrl->text().trimmed(),
        fromToken ? QStringLiteral("tokenUrl") : QStringLiteral("baseUrl"));
    if (!issuer || issuer->path().contains(QLatin1String("/.well-known/")))
        return issuer;
    return joinPath(*issuer, QStringLiteral("/.well-known/oauth-authorization-server"));
}

void ConnectionForm::setTokenUrl(const QUrl &url)
{
    m_tokenUrl->setText(url.toString());
    m_tokenUrlField->clearError();
}

QWidget *ConnectionForm::firstField() const
{
    return m_name;
}

QWidget *ConnectionForm::firstGap() const
{
    if (m_baseUrl->text().isEmpty())
        return m_baseUrl;
    return m_hasFoundSecret ? firstField() : m_signIn->secretField();
}

} // namespace keywright
