#include "ui/connections/connections_page.h"

#include "core/base/deliver.h"
#include "core/provider/provider_factory.h"
#include "core/workbench/lookup_history.h"
#include "ui/connections/connection_card.h"
#include "ui/connections/connection_dialog.h"
#include "ui/connections/connection_importer.h"
#include "ui/connections/connection_removal.h"
#include "ui/connections/connection_tasks.h"
#include "ui/connections/migration_dialog.h"
#include "ui/connections/save_credentials_dialog.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"
#include "ui/widgets/button.h"
#include "ui/widgets/empty_state.h"

#include <QPushButton>
#include <QScrollArea>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace keywright {

namespace {

constexpr int cardWidth = 720;

} // namespace

ConnectionsPage::ConnectionsPage(const ConnectionServices &services, QWidget *parent)
    : Page(parent)
    , m_services(services)
    , m_importer(new ConnectionImporter(services.store, services.imports, this))
    , m_import(makeMenuButton(tr("Import"), m_importer->makeMenu(), this))
    , m_new(makeButton(tr("New connection"), ButtonVariant::Primary, this))
    , m_banner(new Banner)
    , m_stack(new QStackedWidget)
    , m_cardLayout(new QVBoxLayout)
    , m_firstStart(buildFirstStart())
    , m_list(buildList())
{
    m_import->hide();
    m_new->hide();
    m_stack->addWidget(m_firstStart);
    m_stack->addWidget(m_list);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(
        metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg, metrics::SpaceLg);
    layout->setSpacing(metrics::SpaceMd);
    layout->addWidget(m_banner);
    layout->addWidget(m_stack, 1);

    connect(m_new, &QPushButton::clicked, this, [this] { addConnection(); });
    connect(m_importer, &ConnectionImporter::found, this, &ConnectionsPage::openFound);
    connect(m_importer, &ConnectionImporter::failed, this, &ConnectionsPage::showProblem);
    connect(
        &m_services.keeper, &SessionKeeper::connectionsChanged, this, &ConnectionsPage::rebuild);
    connect(&m_services.keeper, &SessionKeeper::linkChanged, this, [this](const QString &id) {
        if (ConnectionCard *card = m_cards.value(id))
            card->setLink(m_services.keeper.link(id));
    });
    rebuild();
}

ConnectionsPage::~ConnectionsPage()
{
    m_cancel.cancel();
}

QString ConnectionsPage::title() const
{
    return tr("Connections");
}

QList<QWidget *> ConnectionsPage::headerActions()
{
    // The first start has its own buttons, and one primary is enough.
    return m_cards.isEmpty() ? QList<QWidget *>() : QList<QWidget *>{m_import, m_new};
}

QList<QWidget *> ConnectionsPage::focusStops()
{
    return {m_stack->currentWidget()};
}

QWidget *ConnectionsPage::buildFirstStart()
{
    auto *state = new EmptyState(
        QStringLiteral("connections"), tr("Nothing is connected yet"),
        tr("Connect the system whose service accounts you look after, or try everything on a "
           "sandbox that runs on this computer and holds example data."));
    ButtonVariant variant = ButtonVariant::Primary;
    for (const ProviderChoice &choice : providerChoices()) {
        QPushButton *button = state->addButton(tr("Connect %1").arg(choice.name), variant);
        connect(button, &QPushButton::clicked, this, [this, id = choice.id] { addConnection(id); });
        variant = ButtonVariant::Secondary;
    }
    QPushButton *sandbox = state->addButton(tr("Explore the sandbox"));
    connect(sandbox, &QPushButton::clicked, this, &ConnectionsPage::sandboxRequested);
    QPushButton *import = makeMenuButton(tr("Import"), m_importer->makeMenu());
    setVariant(import, ButtonVariant::Quiet);
    state->addWidget(import);
    return state;
}

QWidget *ConnectionsPage::buildList()
{
    auto *column = new QWidget;
    column->setMaximumWidth(cardWidth);
    column->setLayout(m_cardLayout);
    m_cardLayout->setContentsMargins(0, 0, 0, 0);
    m_cardLayout->setSpacing(metrics::SpaceMd);
    m_cardLayout->addStretch(1);
    auto *scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->setWidget(column);
    return scroll;
}

void ConnectionsPage::rebuild()
{
    for (ConnectionCard *card : std::as_const(m_cards)) {
        card->hide();
        card->deleteLater();
    }
    m_cards.clear();
    for (const Connection &connection : m_services.keeper.connections()) {
        auto *card = new ConnectionCard(connection, m_services.keeper.isStored(connection.id));
        card->setLink(m_services.keeper.link(connection.id));
        connect(card, &ConnectionCard::testRequested, this, &ConnectionsPage::testConnection);
        connect(card, &ConnectionCard::editRequested, this, &ConnectionsPage::editConnection);
        connect(card, &ConnectionCard::migrationRequested, this, &ConnectionsPage::migrate);
        connect(card, &ConnectionCard::savingRequested, this, &ConnectionsPage::saveCredentials);
        connect(card, &ConnectionCard::removeRequested, this, &ConnectionsPage::askToRemove);
        m_cardLayout->insertWidget(m_cardLayout->count() - 1, card);
        m_cards.insert(connection.id, card);
    }
    m_stack->setCurrentWidget(m_cards.isEmpty() ? m_firstStart : m_list);
    if (m_cards.isEmpty()) {
        m_import->hide();
        m_new->hide();
    }
    Q_EMIT headerChanged();
}

void ConnectionsPage::addConnection(const QString &provider)
{
    const QList<ProviderChoice> choices = providerChoices();
    Connection connection;
    connection.id = ConnectionStore::newId();
    connection.provider =
        provider.isEmpty() && !choices.isEmpty() ? choices.constFirst().id : provider;
    (new ConnectionDialog(m_services, connection, this))->openForm();
}

void ConnectionsPage::openFound(const ConnectionDraft &draft)
{
    m_banner->dismiss();
    (new ConnectionDialog(m_services, draft.connection, this))->openFound(draft);
}

void ConnectionsPage::showProblem(const Error &error)
{
    m_banner->showMessage(Tone::Bad, error.message, error.hint);
}

void ConnectionsPage::editConnection(const QString &id)
{
    if (const std::optional<Connection> connection = m_services.store.byId(id))
        (new ConnectionDialog(m_services, *connection, this))->openForm();
}

void ConnectionsPage::testConnection(const QString &id)
{
    const std::shared_ptr<Session> session = m_services.keeper.session(id);
    if (!session) {
        m_services.keeper.retry(id);
        return;
    }
    m_cards.value(id)->showTesting();
    deliver(
        checkConnection(session, m_cancel.token()), this,
        [this, id](const Result<ConnectionCheck> &check) { showTest(id, check); });
}

void ConnectionsPage::showTest(const QString &id, const Result<ConnectionCheck> &check)
{
    ConnectionCard *card = m_cards.value(id);
    if (!card)
        return;
    if (check) {
        card->showOutcome(
            Tone::Ok, tr("The connection works (%1 ms).").arg(check->duration.count()),
            check->summary);
        return;
    }
    const QString layer = failingLayer(check.error());
    const QString message = check.error().message;
    card->showOutcome(
        Tone::Bad, layer.isEmpty() ? message : tr("%1: %2").arg(layer, message),
        check.error().hint);
}

void ConnectionsPage::migrate(const QString &id)
{
    const std::shared_ptr<Session> session = m_services.keeper.session(id);
    if (session && KeyMigration::isPossible(*session))
        (new MigrationDialog(m_services, session, this))->begin();
}

void ConnectionsPage::saveCredentials(const QString &id)
{
    const std::shared_ptr<Session> session = m_services.keeper.session(id);
    // Trying again shows on the card why there is none.
    if (!session)
        return m_services.keeper.retry(id);
    auto *dialog = new SaveCredentialsDialog(
        session, m_services.inventory.snapshot(id).accounts, m_services.saveFiles, this);
    dialog->open();
}

void ConnectionsPage::askToRemove(const QString &id)
{
    const std::optional<Connection> connection = m_services.store.byId(id);
    if (!connection)
        return;
    const auto ends = looseEnds(m_services.creations, m_services.rotations, id);
    const auto lookups = m_services.lookups.kept(id);
    const ConnectionLosses losses{
        m_services.credentials->stored(id), ends, lookups ? lookups->size() : 0};
    auto *dialog = new ConfirmDialog(connectionRemovalRequest(connection->name, losses), this);
    connect(dialog, &ConfirmDialog::accepted, this, [this, id] { removeConnection(id); });
    // Only over an open connection can anything be finished.
    if (ends && !ends->isEmpty() && m_services.keeper.session(id)) {
        const QPushButton *instead = dialog->offerInstead(tr("Finish these first"));
        connect(
            instead, &QPushButton::clicked, this, [this, id] { Q_EMIT finishingRequested(id); });
    }
    dialog->open();
}

void ConnectionsPage::removeConnection(const QString &id)
{
    const Result<void> removed = m_services.store.remove(id);
    if (!removed)
        return showProblem(removed.error());
    if (const auto forgotten = m_services.lookups.forget(id); !forgotten)
        showProblem(forgotten.error());
    deliver(
        forgetCredentials(m_services.credentials, id), this, [this](const Result<void> &forgotten) {
            if (!forgotten)
                m_banner->showMessage(
                    Tone::Warn, forgotten.error().message,
                    tr("The connection is gone, but the keychain may hold secrets of it still. %1")
                        .arg(forgotten.error().hint));
        });
}

} // namespace keywright
