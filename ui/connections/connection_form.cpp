#include "ui/connections/connection_form.h"

#include "core/net/base_url.h"
#include "ui/connections/advanced_form.h"
#include "ui/connections/secret_entry.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/form_field.h"

#include <QComboBox>
#include <QGridLayout>
#include <QLineEdit>
#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

namespace {

const QString apiKeyChoice = QStringLiteral("api-key");
const QString clientChoice = QStringLiteral("client-credentials");

Choice choiceFor(SignIn signIn)
{
    if (signIn == SignIn::ApiKey)
        return {
            apiKeyChoice, ConnectionForm::tr("API key"),
            ConnectionForm::tr("One long-lived key of an admin account.")};
    return {
        clientChoice, ConnectionForm::tr("Client credentials"),
        ConnectionForm::tr("Client ID and secret, exchanged for short-lived tokens.")};
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
    , m_signIn(new ChoiceCards)
    , m_clientId(new QLineEdit)
    , m_clientIdField(new FormField(tr("Client ID"), m_clientId))
    , m_apiKey(new SecretEntry)
    , m_apiKeyField(new FormField(tr("API key"), m_apiKey))
    , m_clientSecret(new SecretEntry)
    , m_clientSecretField(new FormField(tr("Client secret"), m_clientSecret))
    , m_tokenUrl(new QLineEdit)
    , m_tokenUrlField(new FormField(tr("Token URL"), m_tokenUrl))
    , m_advanced(new AdvancedForm)
{
    build();
    fillFields();
    for (FormField *field :
         {m_nameField, m_baseUrlField, m_clientIdField, m_apiKeyField, m_clientSecretField,
          m_tokenUrlField})
        connect(
            qobject_cast<QLineEdit *>(field->editor()), &QLineEdit::textEdited, field,
            &FormField::clearError);
    connect(m_provider, &QComboBox::currentIndexChanged, this, &ConnectionForm::chooseProvider);
    connect(m_signIn, &ChoiceCards::currentChanged, this, &ConnectionForm::showSignIn);
}

void ConnectionForm::build()
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(new FormField(tr("Provider"), m_provider));
    layout->addWidget(m_nameField);
    layout->addWidget(m_baseUrlField);
    layout->addWidget(m_signIn);
    layout->addWidget(m_clientIdField);
    layout->addWidget(m_apiKeyField);
    layout->addWidget(m_clientSecretField);
    layout->addWidget(buildTokenUrl());
    layout->addWidget(m_advanced);
}

QWidget *ConnectionForm::buildTokenUrl()
{
    m_tokenUrl->setPlaceholderText(tr("The provider's usual place"));
    m_tokenUrlField->setHint(tr("Where OAuth accounts exchange their secret for a token"));
    auto *find = makeButton(tr("Find"));
    find->setAccessibleDescription(tr("Reads the token URL from the server's own description"));
    connect(find, &QPushButton::clicked, this, &ConnectionForm::findRequested);
    auto *row = new QWidget;
    auto *layout = new QGridLayout(row);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setHorizontalSpacing(metrics::SpaceSm);
    layout->addWidget(m_tokenUrlField, 0, 0);
    layout->addWidget(find, 0, 1);
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
    m_baseUrl->setText(m_edited.baseUrl.toString());
    m_signIn->setCurrent(m_edited.signIn == SignIn::ApiKey ? apiKeyChoice : clientChoice);
    m_clientId->setText(m_edited.clientId);
    m_tokenUrl->setText(m_edited.tokenUrl.toString());
    m_advanced->setConnection(m_edited);
    const QString resting = isNew() ? QString() : tr("In the keychain; type to replace it");
    m_apiKey->setEmptyText(m_edited.signIn == SignIn::ApiKey ? resting : QString());
    m_clientSecret->setEmptyText(m_edited.signIn == SignIn::ApiKey ? QString() : resting);
    showSignIn();
}

void ConnectionForm::chooseProvider()
{
    const ProviderChoice provider = m_choices.value(m_provider->currentIndex());
    m_baseUrl->setPlaceholderText(provider.baseUrlExample);
    QList<Choice> signIns;
    for (const SignIn way : provider.signIns)
        signIns.append(choiceFor(way));
    m_signIn->setChoices(signIns);
    showSignIn();
}

SignIn ConnectionForm::signIn() const
{
    return m_signIn->current() == clientChoice ? SignIn::ClientCredentials : SignIn::ApiKey;
}

void ConnectionForm::showSignIn()
{
    const bool client = signIn() == SignIn::ClientCredentials;
    m_clientIdField->setVisible(client);
    m_clientSecretField->setVisible(client);
    m_apiKeyField->setVisible(!client);
}

bool ConnectionForm::readName(Connection &connection)
{
    connection.name = m_name->text().trimmed();
    const std::optional<Connection> same = m_store.byName(connection.name);
    if (connection.name.isEmpty())
        m_nameField->setError(tr("Enter a name for the connection"));
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

bool ConnectionForm::readTokenUrl(Connection &connection)
{
    const QString text = m_tokenUrl->text().trimmed();
    connection.tokenUrl = {};
    if (text.isEmpty())
        return true;
    const Result<QUrl> url = parseBaseUrl(text, QStringLiteral("tokenUrl"));
    if (url)
        connection.tokenUrl = *url;
    else
        showError(url.error());
    return url.has_value();
}

bool ConnectionForm::readClientId(Connection &connection)
{
    const bool client = signIn() == SignIn::ClientCredentials;
    connection.clientId = client ? m_clientId->text().trimmed() : QString();
    if (client && connection.clientId.isEmpty())
        m_clientIdField->setError(tr("Enter the client ID"));
    return !m_clientIdField->hasError();
}

std::optional<Connection> ConnectionForm::connection()
{
    for (FormField *field :
         {m_nameField, m_baseUrlField, m_clientIdField, m_apiKeyField, m_clientSecretField,
          m_tokenUrlField})
        field->clearError();
    Connection connection = m_edited;
    connection.provider = m_provider->currentData().toString();
    connection.signIn = signIn();
    const bool nameFine = readName(connection);
    const bool baseUrlFine = readBaseUrl(connection);
    const bool clientIdFine = readClientId(connection);
    const bool tokenUrlFine = readTokenUrl(connection);
    const bool advancedFine = m_advanced->fill(connection);
    if (!nameFine || !baseUrlFine || !clientIdFine || !tokenUrlFine || !advancedFine)
        return std::nullopt;
    return connection;
}

std::shared_ptr<const Secret> ConnectionForm::secret()
{
    return (signIn() == SignIn::ApiKey ? m_apiKey : m_clientSecret)->secret();
}

bool ConnectionForm::showError(const Error &error)
{
    const QHash<QString, FormField *> fields{
        {QStringLiteral("name"), m_nameField},
        {QStringLiteral("baseUrl"), m_baseUrlField},
        {QStringLiteral("tokenUrl"), m_tokenUrlField},
        {QStringLiteral("clientId"), m_clientIdField}};
    FormField *field = fields.value(error.field);
    if (!field)
        return m_advanced->showError(error);
    field->setError(
        error.hint.isEmpty() ? error.message
                             : QStringLiteral("%1 %2").arg(error.message, error.hint));
    return true;
}

void ConnectionForm::showSecretMissing()
{
    if (signIn() == SignIn::ApiKey)
        m_apiKeyField->setError(tr("Enter the API key"));
    else
        m_clientSecretField->setError(tr("Enter the client secret"));
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

} // namespace keywright
