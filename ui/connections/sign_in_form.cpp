#include "ui/connections/sign_in_form.h"

#include "ui/connections/field_error.h"
#include "ui/connections/secret_entry.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/choice_cards.h"
#include "ui/widgets/form_field.h"

#include <QAbstractButton>
#include <QVBoxLayout>

#include <algorithm>

namespace keywright {

namespace {

QString choiceId(SignIn signIn)
{
    return QString::number(static_cast<int>(signIn));
}

QString explanation(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return SignInForm::tr("One long-lived key of an admin account.");
    case SignIn::ClientCredentials:
        return SignInForm::tr("Client ID and secret, exchanged for short-lived tokens.");
    case SignIn::Digest:
        return SignInForm::tr("Public and private key; the private key is never sent.");
    }
    Q_UNREACHABLE();
}

} // namespace

QString signInTitle(SignIn signIn)
{
    switch (signIn) {
    case SignIn::ApiKey:
        return SignInForm::tr("API key");
    case SignIn::ClientCredentials:
        return SignInForm::tr("Client credentials");
    case SignIn::Digest:
        return SignInForm::tr("API key pair");
    }
    Q_UNREACHABLE();
}

SignInForm::SignInForm(QWidget *parent)
    : QWidget(parent)
    , m_choice(new ChoiceCards)
{
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_choice);

    Way apiKey{SignIn::ApiKey};
    addSecret(apiKey, tr("API key"), QStringLiteral("apiKey"));
    apiKey.secretMissing = tr("Enter the API key");
    apiKey.secretWantedAgain =
        tr("Enter the API key again: it is not sent to another address unasked.");
    Way client{SignIn::ClientCredentials};
    addId(client, tr("Client ID"), tr("Enter the client ID"));
    addSecret(client, tr("Client secret"), QStringLiteral("clientSecret"));
    client.secretMissing = tr("Enter the client secret");
    client.secretWantedAgain =
        tr("Enter the client secret again: it is not sent to another address unasked.");
    Way keyPair{SignIn::Digest};
    addId(keyPair, tr("Public key"), tr("Enter the public key"));
    addSecret(keyPair, tr("Private key"), QStringLiteral("privateKey"));
    keyPair.secretMissing = tr("Enter the private key");
    keyPair.secretWantedAgain =
        tr("Enter the private key again: it is not used at another address unasked.");
    m_ways = {apiKey, client, keyPair};
    connect(m_choice, &ChoiceCards::currentChanged, this, &SignInForm::showFields);
}

void SignInForm::addId(Way &way, const QString &label, const QString &missing)
{
    way.id = new QLineEdit;
    way.idField = new FormField(label, way.id);
    way.idMissing = missing;
    layout()->addWidget(way.idField);
    connect(way.id, &QLineEdit::textEdited, way.idField, &FormField::clearError);
}

void SignInForm::addSecret(Way &way, const QString &label, const QString &name)
{
    way.secret = new SecretEntry;
    way.secretField = new FormField(label, way.secret);
    way.secretName = name;
    layout()->addWidget(way.secretField);
    connect(way.secret, &QLineEdit::textEdited, way.secretField, &FormField::clearError);
}

void SignInForm::setSignIns(const QList<SignIn> &signIns, QWidget *previous)
{
    const QString chosen = m_choice->current();
    QList<Choice> choices;
    for (const SignIn signIn : signIns)
        choices.append({choiceId(signIn), signInTitle(signIn), explanation(signIn)});
    m_choice->setChoices(choices);
    // The cards are new, and new widgets are the last that the tab key comes to.
    for (auto *card : m_choice->findChildren<QAbstractButton *>()) {
        setTabOrder(previous, card);
        previous = card;
    }
    m_choice->setCurrent(chosen);
    showFields();
}

void SignInForm::setConnection(const Connection &connection, bool isStored)
{
    m_choice->setCurrent(choiceId(connection.signIn));
    if (const Way &way = current(); way.signIn == connection.signIn) {
        if (way.id)
            way.id->setText(connection.clientId);
        if (isStored)
            way.secret->setEmptyText(tr("In the keychain; type to replace it"));
    }
    showFields();
}

void SignInForm::setFoundSecret(std::shared_ptr<const Secret> secret)
{
    current().secret->setFound(std::move(secret));
}

QWidget *SignInForm::secretField() const
{
    return current().secret;
}

const SignInForm::Way &SignInForm::current() const
{
    const auto found = std::find_if(m_ways.cbegin(), m_ways.cend(), [this](const Way &way) {
        return choiceId(way.signIn) == m_choice->current();
    });
    return found == m_ways.cend() ? m_ways.constFirst() : *found;
}

SignIn SignInForm::signIn() const
{
    return current().signIn;
}

void SignInForm::showFields()
{
    const SignIn chosen = signIn();
    for (const Way &way : std::as_const(m_ways)) {
        if (way.idField)
            way.idField->setVisible(way.signIn == chosen);
        way.secretField->setVisible(way.signIn == chosen);
    }
}

bool SignInForm::fill(Connection &connection)
{
    const Way &way = current();
    way.secretField->clearError();
    connection.signIn = way.signIn;
    connection.clientId.clear();
    if (!way.id)
        return true;
    way.idField->clearError();
    connection.clientId = way.id->text().trimmed();
    if (connection.clientId.isEmpty())
        way.idField->setError(way.idMissing);
    return !way.idField->hasError();
}

std::shared_ptr<const Secret> SignInForm::secret()
{
    return current().secret->secret();
}

void SignInForm::showSecretMissing()
{
    const Way &way = current();
    way.secretField->setError(way.secretMissing);
}

void SignInForm::showSecretWantedAgain()
{
    const Way &way = current();
    way.secretField->setError(way.secretWantedAgain);
}

bool SignInForm::showError(const Error &error)
{
    const Way &way = current();
    FormField *field = error.field == way.secretName              ? way.secretField
                       : error.field == QLatin1String("clientId") ? way.idField
                                                                  : nullptr;
    if (field)
        showFieldError(field, error);
    return field != nullptr;
}

} // namespace keywright
