#include "ui/accounts/create_secret_dialog.h"

#include "core/base/deliver.h"
#include "ui/dialogs/error_text.h"
#include "ui/new_account/keychain_choice.h"
#include "ui/new_account/lifetime_field.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPushButton>

namespace keywright {

CreateSecretDialog::CreateSecretDialog(
    std::shared_ptr<Session> session, const ServiceAccount &account,
    std::shared_ptr<const Clock> clock, QWidget *parent)
    : DialogFrame(tr("New client secret for %1").arg(account.name), parent)
    , m_session(std::move(session))
    , m_account(account)
    , m_banner(new Banner(this))
    , m_lifetime(new LifetimeField(clock, this))
    , m_store(new KeychainChoice(this))
{
    setPanelWidth(480);
    m_banner->setDismissible(false);
    const auto &provider = m_session->provider();
    body()->addWidget(m_banner);
    showNotice(
        provider->newSecretNotice(account.secrets.value_or(QList<ClientSecret>()), clock->now()));
    m_lifetime->setProvider(provider);
    m_store->probe(m_session->credentials());
    body()->addWidget(m_lifetime);
    body()->addWidget(m_store);
    QPushButton *cancel = addButton(tr("Cancel"));
    m_create = addButton(tr("Create secret"), ButtonVariant::Primary);
    connect(cancel, &QPushButton::clicked, this, &CreateSecretDialog::escape);
    connect(m_create, &QPushButton::clicked, this, &CreateSecretDialog::create);
}

void CreateSecretDialog::showNotice(const QString &notice)
{
    if (!notice.isEmpty()) {
        auto *banner = new Banner(this);
        banner->setDismissible(false);
        banner->showMessage(Tone::Warn, notice);
        return body()->addWidget(banner);
    }
    QLabel *sentence = makeLabel(
        tr("The secrets that exist go on working. The new value is shown once."), TextStyle::Body,
        this);
    sentence->setWordWrap(true);
    body()->addWidget(sentence);
}

void CreateSecretDialog::create()
{
    if (!m_lifetime->validate())
        return;
    m_banner->dismiss();
    m_cancel = CancelSource();
    setBusy(true);
    deliver(
        AccountActions::createSecret(
            m_session, m_account.id, m_account.name, m_lifetime->hours(), m_store->isChosen(),
            m_cancel.token()),
        this, [this](Result<SecretCreation> result) { finish(std::move(result)); });
}

void CreateSecretDialog::finish(Result<SecretCreation> result)
{
    setBusy(false);
    if (!result) {
        const QString lifetime = fieldSentences(result.error()).value(QStringLiteral("lifetime"));
        if (!lifetime.isEmpty() && !m_lifetime->isHidden())
            return m_lifetime->setError(lifetime);
        return m_banner->showMessage(Tone::Bad, result.error().message, result.error().hint);
    }
    Q_EMIT created(*result);
    accept();
}

void CreateSecretDialog::setBusy(bool busy)
{
    m_busy = busy;
    m_lifetime->setEnabled(!busy);
    m_store->setEnabled(!busy);
    m_create->setEnabled(!busy);
    m_create->setText(busy ? tr("Creating…") : tr("Create secret"));
}

void CreateSecretDialog::escape()
{
    if (m_busy)
        m_cancel.cancel();
    else
        reject();
}

bool CreateSecretDialog::mayClose()
{
    if (!m_busy)
        return true;
    m_banner->showMessage(
        Tone::Warn, tr("The secret is being created and may arrive any moment."),
        tr("Wait for the answer, or press Cancel."));
    return false;
}

} // namespace keywright
