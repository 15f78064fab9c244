#include "app/console/console_status.h"

#include "core/base/deliver.h"
#include "ui/lookup/lookup_text.h"
#include "ui/shell/main_window.h"

#include <QTimerEvent>

#include <algorithm>

namespace keywright::console {

namespace {

Tone toneOf(LinkState state)
{
    switch (state) {
    case LinkState::Connected:
        return Tone::Ok;
    case LinkState::Failed:
        return Tone::Bad;
    case LinkState::Closed:
    case LinkState::Opening:
        break;
    }
    return Tone::Neutral;
}

} // namespace

ConsoleStatus::ConsoleStatus(
    MainWindow &window, const SessionKeeper &keeper, const Inventory &inventory,
    std::shared_ptr<CredentialStore> credentials, std::shared_ptr<const Clock> clock,
    QObject *parent)
    : QObject(parent)
    , m_window(window)
    , m_keeper(keeper)
    , m_inventory(inventory)
    , m_credentials(std::move(credentials))
    , m_clock(std::move(clock))
{
    connect(&keeper, &SessionKeeper::connectionsChanged, this, &ConsoleStatus::showConnections);
    connect(&keeper, &SessionKeeper::linkChanged, this, &ConsoleStatus::showConnections);
    connect(&inventory, &Inventory::refreshed, this, [this] {
        showConnections();
        showRefreshed();
    });
    showConnections();
}

std::optional<QDateTime> ConsoleStatus::tokenEnd(const QString &connectionId) const
{
    const std::shared_ptr<Session> session = m_inventory.session(connectionId);
    return session ? session->authorizer()->tokenExpiresAt() : std::nullopt;
}

void ConsoleStatus::showConnections()
{
    const QDateTime now = m_clock->now();
    qint64 nextChange = 0;
    QList<ConnectionItem> items;
    for (const Connection &connection : m_keeper.connections()) {
        ConnectionItem item{
            connection.id, connection.name, toneOf(m_keeper.link(connection.id).state), {}};
        const std::optional<QDateTime> end = tokenEnd(connection.id);
        const qint64 left = end ? now.msecsTo(*end) : 0;
        if (left > 0) {
            item.detail = tokenLeftText(*end, now);
            const qint64 untilText = left % 60'000 + 1;
            nextChange = nextChange == 0 ? untilText : std::min(nextChange, untilText);
        }
        items.append(item);
    }
    m_window.setConnections(items);
    if (nextChange > 0)
        m_minute.start(int(nextChange), this);
    else
        m_minute.stop();
}

void ConsoleStatus::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_minute.timerId())
        return QObject::timerEvent(event);
    m_minute.stop();
    showConnections();
}

void ConsoleStatus::showRefreshed()
{
    QDateTime latest;
    for (const QString &id : m_inventory.connectionIds())
        latest = std::max(latest, m_inventory.snapshot(id).refreshedAt);
    m_window.setRefreshedAt(latest);
}

void ConsoleStatus::probeKeychain()
{
    deliver(m_credentials->probe(), this, [this](Result<KeychainState> state) {
        showKeychain(state.value_or(KeychainState::NotAnswering));
    });
}

void ConsoleStatus::showKeychain(KeychainState state)
{
    switch (state) {
    case KeychainState::Unlocked:
        return m_window.setKeychainState(tr("Keychain: unlocked"), Tone::Neutral);
    case KeychainState::Locked:
        return m_window.setKeychainState(tr("Keychain: locked"), Tone::Warn);
    case KeychainState::Missing:
        return m_window.setKeychainState(tr("Keychain: missing"), Tone::Bad);
    case KeychainState::NotAnswering:
        return m_window.setKeychainState(tr("Keychain: not answering"), Tone::Bad);
    }
}

} // namespace keywright::console
