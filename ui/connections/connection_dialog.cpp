#include "ui/connections/connection_dialog.h"

#include "core/base/deliver.h"
#include "ui/connections/connection_form.h"
#include "ui/connections/connection_tasks.h"
#include "ui/connections/session_keeper.h"
#include "ui/widgets/banner.h"

#include <QPushButton>
#include <QVBoxLayout>

namespace keywright {

QString failingLayer(const Error &error)
{
    switch (error.kind) {
    case ErrorKind::Network:
        return ConnectionDialog::tr("Network");
    case ErrorKind::Tls:
        return ConnectionDialog::tr("TLS");
    case ErrorKind::Timeout:
        return ConnectionDialog::tr("Time-out");
    case ErrorKind::NotAuthenticated:
        return ConnectionDialog::tr("Sign-in");
    case ErrorKind::NotPermitted:
        return ConnectionDialog::tr("Roles");
    case ErrorKind::Keychain:
        return ConnectionDialog::tr("Keychain");
    case ErrorKind::NotFound:
    case ErrorKind::Protocol:
    case ErrorKind::Provider:
        return ConnectionDialog::tr("Server");
    default:
        return {};
    }
}

ConnectionDialog::ConnectionDialog(
    const ConnectionServices &services, const Connection &connection, QWidget *parent)
    : DialogFrame(QString(), parent)
    , m_services(services)
    , m_form(new ConnectionForm(services.store, connection))
    , m_banner(new Banner)
    , m_test(makeButton(tr("Test")))
{
    setTitle(m_form->isNew() ? tr("New connection") : tr("Edit %1").arg(connection.name));
    body()->addWidget(m_banner);
    body()->addWidget(m_form);
    addFooterWidget(m_test);
    QPushButton *cancelButton = addButton(tr("Cancel"));
    m_save = addButton(tr("Save"), ButtonVariant::Primary);
    setFooterLine(true);

    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(cancelButton, &QPushButton::clicked, this, &ConnectionDialog::reject);
    connect(m_form, &ConnectionForm::findRequested, this, &ConnectionDialog::find);
    connect(m_banner, &Banner::actionTriggered, this, &ConnectionDialog::keepUntilQuit);
}

ConnectionDialog::~ConnectionDialog()
{
    m_cancel.cancel();
}

void ConnectionDialog::openForm()
{
    open(m_form->firstField());
}

void ConnectionDialog::setBusy(bool busy, const QString &what)
{
    m_form->setEnabled(!busy);
    m_test->setEnabled(!busy);
    m_save->setEnabled(!busy);
    if (busy)
        m_banner->showMessage(Tone::Neutral, what);
}

void ConnectionDialog::showError(const Error &error)
{
    if (m_form->showError(error))
        m_banner->dismiss();
    else
        m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void ConnectionDialog::test()
{
    const std::optional<Connection> connection = m_form->connection();
    const std::shared_ptr<const Secret> secret = m_form->secret();
    if (m_form->needsSecret() && !secret)
        m_form->showSecretMissing();
    if (!connection || (m_form->needsSecret() && !secret))
        return;
    m_cancel = CancelSource();
    setBusy(true, tr("Testing the connection…"));
    deliver(
        tryConnection(m_services.sessions, *connection, secret, m_cancel.token()), this,
        [this](const Result<ConnectionCheck> &check) {
            setBusy(false);
            showTest(check);
        });
}

void ConnectionDialog::showTest(const Result<ConnectionCheck> &check)
{
    if (check) {
        m_banner->showMessage(
            Tone::Ok, tr("The connection works (%1 ms).").arg(check->duration.count()),
            check->summary);
        return;
    }
    const QString layer = failingLayer(check.error());
    const QString message = check.error().message;
    m_banner->showMessage(
        Tone::Bad, layer.isEmpty() ? message : tr("%1: %2").arg(layer, message),
        check.error().hint);
}

void ConnectionDialog::find()
{
    const Result<QUrl> discoveryUrl = m_form->discoveryUrl();
    if (!discoveryUrl)
        return showError(discoveryUrl.error());
    m_cancel = CancelSource();
    setBusy(true, tr("Asking the server for its token URL…"));
    deliver(
        findTokenUrl(
            TransportOptions(), m_services.clock, m_services.log, *discoveryUrl, m_cancel.token()),
        this, [this](const Result<QUrl> &url) {
            setBusy(false);
            if (!url)
                return showError(url.error());
            m_form->setTokenUrl(*url);
            m_banner->dismiss();
        });
}

void ConnectionDialog::save()
{
    const std::optional<Connection> connection = m_form->connection();
    const std::shared_ptr<const Secret> secret = m_form->secret();
    if (m_form->needsSecret() && !secret)
        m_form->showSecretMissing();
    if (!connection || (m_form->needsSecret() && !secret))
        return;
    if (secret)
        store(*connection, secret);
    else
        finishSaving(*connection);
}

void ConnectionDialog::store(const Connection &connection, std::shared_ptr<const Secret> secret)
{
    m_pending = connection;
    m_pendingSecret = secret;
    StoredCredential entry;
    entry.key = SessionFactory::credentialKey(connection);
    entry.label = tr("Keywright · %1").arg(connection.name);
    setBusy(true, tr("Storing the secret in the keychain…"));
    deliver(
        m_services.credentials->write(std::move(entry), std::move(secret)), this,
        [this](const Result<void> &written) {
            setBusy(false);
            if (written)
                finishSaving(m_pending);
            else
                offerMemory(written.error());
        });
}

void ConnectionDialog::finishSaving(const Connection &connection)
{
    const Result<void> saved = m_services.store.save(connection);
    if (saved)
        accept();
    else
        showError(saved.error());
}

void ConnectionDialog::offerMemory(const Error &error)
{
    m_banner->showMessage(
        Tone::Warn, error.message,
        tr("%1 Or use this connection until you quit; its secret then stays in memory and is "
           "forgotten at the end.")
            .arg(error.hint),
        tr("Use until I quit"));
}

void ConnectionDialog::keepUntilQuit()
{
    if (!m_pendingSecret)
        return;
    const Result<void> saved = m_services.store.save(m_pending);
    if (!saved)
        return showError(saved.error());
    m_services.keeper.openUntilQuit(m_pending, m_pendingSecret->duplicate());
    accept();
}

} // namespace keywright
