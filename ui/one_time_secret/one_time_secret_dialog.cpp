#include "ui/one_time_secret/one_time_secret_dialog.h"

#include "core/base/deliver.h"
#include "ui/dialogs/error_text.h"
#include "ui/one_time_secret/clipboard_guard.h"
#include "ui/one_time_secret/clipboard_note.h"
#include "ui/one_time_secret/secret_file_saver.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/key_value_list.h"
#include "ui/widgets/secret_field.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QCheckBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>

namespace keywright {

OneTimeSecretDialog::OneTimeSecretDialog(
    OneTimeSecret secret, StoreSecret store, ClipboardGuard &clipboard, SavePathChooser &files,
    QWidget *parent)
    : DialogFrame({}, parent)
    , m_secret(std::move(secret))
    , m_store(std::move(store))
    , m_clipboard(clipboard)
    , m_files(files)
{
    const bool isKey = m_secret.context.type == AccountType::ApiKey;
    setTitle((isKey ? tr("API key for %1") : tr("Client secret for %1"))
                 .arg(m_secret.context.accountName));
    setAccessibleName(tr("One-time secret")); // the same for every account, so that one finds it
    setSubtitle(
        tr("This is the only time it can be shown. Anyone who has it can act as this account."));
    buildValue();
    buildFacts();
    buildSave();
    buildFooter();
    showSafePlace();
}

void OneTimeSecretDialog::buildValue()
{
    m_field = new SecretField(this);
    if (m_secret.value)
        m_field->setSecret(m_secret.value->duplicate());
    body()->addWidget(m_field);
    auto *note = new ClipboardNote(m_clipboard, this);
    body()->addWidget(note);
    m_banner = new Banner(this);
    m_banner->setDismissible(false);
    body()->addWidget(m_banner);

    connect(m_field, &SecretField::copyRequested, this, [this, note] {
        note->start();
        m_clipboard.copy(*m_secret.value);
    });
}

void OneTimeSecretDialog::buildFacts()
{
    const SecretContext &context = m_secret.context;
    const bool isKey = context.type == AccountType::ApiKey;
    m_facts = new KeyValueList(this);
    m_facts->addRow({isKey ? tr("Account ID") : tr("Client ID"), context.accountId, {}, true});
    if (!isKey && !m_secret.secretId.isEmpty())
        m_facts->addRow({tr("Secret ID"), m_secret.secretId, {}, true});
    if (!isKey && !context.tokenUrl.isEmpty())
        m_facts->addRow({tr("Token URL"), context.tokenUrl.toString(), {}, true});

    auto *cell = new QWidget(this);
    auto *row = new QHBoxLayout(cell);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceSm);
    m_safeIn = makeLabel({}, TextStyle::Body, cell);
    m_safeIn->setWordWrap(true);
    m_safeIn->setAccessibleName(tr("Safe in"));
    m_storeButton = makeButton(tr("Store in keychain"), ButtonVariant::Secondary, cell);
    row->addWidget(m_safeIn, 1);
    row->addWidget(m_storeButton, 0, Qt::AlignTop);
    m_facts->addRow(tr("Safe in"), cell);
    body()->addWidget(m_facts);
    connect(m_storeButton, &QPushButton::clicked, this, &OneTimeSecretDialog::storeInKeychain);
}

void OneTimeSecretDialog::buildSave()
{
    auto *menu = new QMenu(this);
    auto *saver = new SecretFileSaver(m_files, *m_banner, this);
    for (const SecretFileForm &form : SecretFileSaver::forms()) {
        menu->addAction(form.name, saver, [this, saver, format = form.format] {
            saver->save(format, m_secret.context, m_secret.value);
        });
    }
    auto *row = new QHBoxLayout;
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(makeMenuButton(tr("Save as…"), menu, this));
    row->addWidget(makeLabel(
        tr("Credentials JSON, .env, Kubernetes Secret, plain text"), TextStyle::Note, this));
    row->addStretch(1);
    body()->addLayout(row);
}

void OneTimeSecretDialog::buildFooter()
{
    setFooterLine(true);
    m_acknowledged = new QCheckBox(tr("I have stored this secret"), this);
    m_acknowledged->setAccessibleName(tr("I have stored this secret"));
    addFooterWidget(m_acknowledged);
    m_close = addButton(tr("Close"), ButtonVariant::Primary);
    connect(m_acknowledged, &QCheckBox::toggled, this, [this] {
        m_banner->dismiss();
        updateClose();
    });
    connect(m_close, &QPushButton::clicked, this, &OneTimeSecretDialog::accept);
}

void OneTimeSecretDialog::showSafePlace()
{
    if (!m_secret.storedAs.isEmpty())
        m_safeIn->setText(tr("Keychain, as “%1”").arg(m_secret.storedAs));
    else if (m_secret.storeError)
        m_safeIn->setText(errorSentence(*m_secret.storeError));
    else
        m_safeIn->setText(tr("Nowhere yet"));
    setTone(m_safeIn, m_secret.storeError ? Tone::Bad : Tone::Neutral);
    m_safeIn->setAccessibleDescription(m_safeIn->text());
    const QString action = m_secret.storeError ? tr("Retry") : tr("Store in keychain");
    m_storeButton->setText(action);
    m_storeButton->setAccessibleName(action);
    m_storeButton->setVisible(m_store && m_secret.storedAs.isEmpty());
    updateClose();
}

void OneTimeSecretDialog::storeInKeychain()
{
    m_storeButton->setEnabled(false);
    m_safeIn->setText(tr("Storing…"));
    deliver(m_store(), this, [this](Result<QString> label) {
        m_storeButton->setEnabled(true);
        m_secret.storeError.reset();
        if (label)
            m_secret.storedAs = *label;
        else
            m_secret.storeError = std::move(label).error();
        showSafePlace();
    });
}

bool OneTimeSecretDialog::isSafe() const
{
    return !m_secret.storedAs.isEmpty() || m_acknowledged->isChecked();
}

void OneTimeSecretDialog::updateClose()
{
    m_close->setEnabled(isSafe());
    m_close->setToolTip(
        isSafe() ? QString() : tr("Tick “I have stored this secret” first, or store it."));
}

void OneTimeSecretDialog::refuseToClose()
{
    m_banner->showMessage(
        Tone::Warn, tr("The secret is not stored anywhere yet, and it cannot be shown again."),
        tr("Copy or save it, then tick “I have stored this secret”."));
    m_acknowledged->setFocus(Qt::OtherFocusReason);
}

bool OneTimeSecretDialog::mayClose()
{
    if (isSafe())
        return true;
    refuseToClose();
    return false;
}

void OneTimeSecretDialog::escape()
{
    if (mayClose())
        accept();
}

} // namespace keywright
