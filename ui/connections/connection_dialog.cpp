#include "ui/connections/connection_dialog.h"

#include "core/base/deliver.h"
#include "ui/connections/connection_draft.h"
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
    , m_origin(new Banner)
    , m_banner(new Banner)
    , m_test(makeButton(tr("Test")))
{
    setTitle(m_form->isNew() ? tr("New connection") : tr("Edit %1").arg(connection.name));
    body()->addWidget(m_origin);
    body()->addWidget(m_banner);
    body()->addWidget(m_form);
    addFooterWidget(m_test);
    m_cancelButton = addButton(tr("Cancel"));
    m_save = addButton(tr("Save"), ButtonVariant::Primary);
    setFooterLine(true);

    connect(m_test, &QPushButton::clicked, this, &ConnectionDialog::test);
    connect(m_save, &QPushButton::clicked, this, &ConnectionDialog::save);
    connect(m_cancelButton, &QPushButton::clicked, this, &ConnectionDialog::reject);
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

void ConnectionDialog::openFound(const ConnectionDraft &draft)
{
    if (draft.secret)
        m_form->setFoundSecret(draft.secret);
    setTitle(tr("Import a connection"));
    setSubtitle(tr("From: %1. Nothing is stored before you save.").arg(draft.source));
    if (!draft.notices.isEmpty())
        m_origin->showMessage(Tone::Warn, draft.notices.join(QLatin1Char('\n')));
    open(m_form->firstGap());
}

bool ConnectionDialog::mayClose()
{
    if (!m_storing)
        return true;
    m_banner->showMessage(
        Tone::Warn, tr("The secret is being stored in the keychain."),
        tr("Wait for the keychain's answer."));
    return false;
}

void ConnectionDialog::escape()
{
    if (mayClose())
        reject();
}

void ConnectionDialog::setBusy(bool busy, const QString &what)
{
    m_form->setEnabled(!busy);
    m_test->setEnabled(!busy);
    m_save->setEnabled(!busy);
    if (busy)
        m_banner->showMessage(Tone::Neutral, what);
}

void ConnectionDialog::setStoring(bool storing)
{
    m_storing = storing;
    m_cancelButton->setEnabled(!storing);
    setBusy(storing, tr("Storing the secret in the keychain…"));
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
    const std::optional<EnteredConnection> entered = m_form->entered();
    if (!entered)
        return;
    m_cancel = CancelSource();
    setBusy(true, tr("Testing the connection…"));
    deliver(
        tryConnection(m_services.sessions, entered->connection, entered->secret, m_cancel.token()),
        this, [this](const Result<ConnectionCheck> &check) {
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
    const std::optional<TransportOptions> transport = m_form->transport();
    if (!transport)
        return;
    m_cancel = CancelSource();
    setBusy(true, tr("Asking the server for its token URL…"));
    deliver(
        findTokenUrl(*transport, m_services.clock, m_services.log, *discoveryUrl, m_cancel.token()),
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
    const std::optional<EnteredConnection> entered = m_form->entered();
    if (!entered)
        return;
    if (entered->secret)
        return store(*entered);
    const Result<void> saved = m_services.store.save(entered->connection);
    if (saved)
        accept();
    else
        showError(saved.error());
}

void ConnectionDialog::store(const EnteredConnection &entered)
{
    StoredCredential entry;
    entry.key = SessionFactory::credentialKey(entered.connection);
    entry.label = tr("Keywright · %1").arg(entered.connection.name);
    setStoring(true);
    deliver(
        replaceCredential(m_services.credentials, std::move(entry), entered.secret), this,
        [this, entered](const Result<ReplacedCredential> &before) {
            if (before)
                return finishStoring(entered.connection, *before);
            setStoring(false);
            tellNotStored(before.error(), entered);
        });
}

void ConnectionDialog::finishStoring(const Connection &connection, const ReplacedCredential &before)
{
    const Result<void> saved = m_services.store.save(connection);
    if (saved) {
        setStoring(false);
        return accept();
    }
    // The keychain must not hold a secret that belongs to a connection nobody saved.
    deliver(
        putBackCredential(m_services.credentials, before), this,
        [this, error = saved.error()](const Result<void> &undone) {
            setStoring(false);
            Error told = error;
            if (!undone)
                told.hint = tr("%1 The keychain holds the new secret all the same: %2")
                                .arg(error.hint, undone.error().message);
            showError(told);
        });
}

void ConnectionDialog::tellNotStored(const Error &error, const EnteredConnection &entered)
{
    // The keychain still holds the secret of the address before, and the next start would send that
    // one to the new address.
    if (entered.isMoved)
        return showError(error);
    m_banner->showMessage(
        Tone::Warn, error.message,
        tr("%1 Or use this connection until you quit; its secret then stays in memory and is "
           "forgotten at the end.")
            .arg(error.hint),
        tr("Use until I quit"));
}

void ConnectionDialog::keepUntilQuit()
{
    // What was changed since the keychain refused counts as well.
    const std::optional<EnteredConnection> entered = m_form->entered();
    if (!entered)
        return;
    if (entered->isMoved)
        return store(*entered);
    const Result<void> saved = m_services.store.save(entered->connection);
    if (!saved)
        return showError(saved.error());
    if (entered->secret)
        m_services.keeper.openUntilQuit(entered->connection, entered->secret->duplicate());
    accept();
}

} // namespace keywright
