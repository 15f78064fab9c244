#include "ui/connections/save_credentials_dialog.h"

#include "core/base/deliver.h"
#include "ui/one_time_secret/secret_file_saver.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/form_field.h"

#include <QComboBox>
#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

SaveCredentialsDialog::SaveCredentialsDialog(
    std::shared_ptr<Session> session, const QList<ServiceAccount> &accounts, SavePathChooser &files,
    QWidget *parent)
    : DialogFrame(tr("Save credentials of %1").arg(session->connection().name), parent)
    , m_session(std::move(session))
    , m_banner(new Banner)
    , m_saver(new SecretFileSaver(files, *m_banner, this))
    , m_secret(new QComboBox)
    , m_form(new QComboBox)
{
    setSubtitle(tr("Anyone who reads the file can act as this account. It is made readable by you "
                   "only."));
    m_banner->setDismissible(false);
    const auto secrets = storedSecrets(*m_session, accounts);
    m_secrets = secrets.value_or(QList<StoredSecret>());
    build();
    const bool isEmpty = m_secrets.isEmpty();
    m_save->setEnabled(!isEmpty);
    if (!secrets)
        m_banner->showMessage(Tone::Bad, secrets.error().message, secrets.error().hint);
    else if (isEmpty)
        m_banner->showMessage(
            Tone::Warn, tr("The keychain holds no secret that can be saved as a file."),
            tr("Secrets of accounts get there when they are created. An API key pair has no such "
               "file: migrate it to a service account."));
}

void SaveCredentialsDialog::build()
{
    for (const StoredSecret &secret : std::as_const(m_secrets))
        m_secret->addItem(secret.name);
    for (const SecretFileForm &form : SecretFileSaver::forms())
        m_form->addItem(form.name, int(form.format));
    auto *secret = new FormField(tr("Credential"), m_secret);
    auto *form = new FormField(tr("Format"), m_form);
    form->setHint(tr("Credentials JSON: client_id, client_secret and token_url"));
    body()->addWidget(m_banner);
    body()->addWidget(secret);
    body()->addWidget(form);
    secret->setVisible(!m_secrets.isEmpty());
    form->setVisible(!m_secrets.isEmpty());
    QPushButton *close = addButton(tr("Close"));
    m_save = addButton(tr("Save as…"), ButtonVariant::Primary);
    setFooterLine(true);
    connect(close, &QPushButton::clicked, this, &SaveCredentialsDialog::reject);
    connect(m_save, &QPushButton::clicked, this, &SaveCredentialsDialog::save);
}

void SaveCredentialsDialog::save()
{
    const StoredSecret chosen = m_secrets.value(m_secret->currentIndex());
    const auto format = SecretFormat(m_form->currentData().toInt());
    m_banner->dismiss();
    m_save->setEnabled(false);
    deliver(
        m_session->credentials()->read(chosen.key), this,
        [this, chosen, format](Result<Secret> secret) {
            m_save->setEnabled(true);
            if (!secret)
                return m_banner->showMessage(
                    Tone::Bad, secret.error().message, secret.error().hint);
            m_saver->save(
                format, chosen.context, std::make_shared<const Secret>(*std::move(secret)));
        });
}

} // namespace keywright
