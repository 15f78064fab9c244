#include "app/console/console_status.h"

#include "core/base/deliver.h"
#include "core/net/exchange_log.h"
#include "ui/connections/budget_text.h"
#include "ui/lookup/lookup_text.h"
#include "ui/shell/main_window.h"

#include <QLocale>
#include <QTimerEvent>

#include <algorithm>

namespace keywright::console {

namespace {

constexpr std::chrono::milliseconds afterAnswer{200};

void append(QString &text, const QString &separator, const QString &more)
{
    if (!text.isEmpty() && !more.isEmpty())
        text += separator;
    text += more;
}

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
    const ExchangeLog &log, std::shared_ptr<CredentialStore> credentials,
    std::shared_ptr<const Clock> clock, QObject *parent)
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
    // Providers read an answer's limits after it was logged, and answers come in bursts.
    connect(&log, &ExchangeLog::appended, this, [this] { renewIn(afterAnswer); });
    connect(&log, &ExchangeLog::waiting, this, [this] { renewIn(afterAnswer); });
    showConnections();
}

void ConsoleStatus::showConnections()
{
    m_renewal.stop();
    m_renewIn.reset();
    const QDateTime now = m_clock->now();
    QList<ConnectionItem> items;
    for (const Connection &connection : m_keeper.connections())
        items.append(itemOf(connection, now));
    m_window.setConnections(items);
}

ConnectionItem ConsoleStatus::itemOf(const Connection &connection, const QDateTime &now)
{
    ConnectionItem item{connection.id, connection.name, toneOf(m_keeper.link(connection.id).state)};
    if (const std::shared_ptr<Session> session = m_inventory.session(connection.id)) {
        addToken(item, *session, now);
        addBudget(item, *session, now);
    }
    return item;
}

void ConsoleStatus::addToken(ConnectionItem &item, const Session &session, const QDateTime &now)
{
    const std::optional<QDateTime> end = session.authorizer()->tokenExpiresAt();
    const qint64 left = end ? now.msecsTo(*end) : 0;
    if (left <= 0)
        return;
    append(item.detail, QStringLiteral(" · "), tokenLeftText(*end, now));
    append(
        item.explanation, QStringLiteral("\n"),
        tr("The access token ends at %1; another one is fetched in time.")
            .arg(QLocale().toString(end->toLocalTime().time(), QStringLiteral("HH:mm"))));
    const qint64 unit = left < 60'000 ? 1'000 : 60'000;
    renewIn(std::chrono::milliseconds(left % unit + 1));
}

void ConsoleStatus::addBudget(ConnectionItem &item, const Session &session, const QDateTime &now)
{
    const BudgetText budget = BudgetText::of(session.provider()->callBudget(), now);
    append(item.detail, QStringLiteral(" · "), budget.calm);
    append(item.explanation, QStringLiteral("\n"), budget.explanation);
    item.warning = budget.warning;
    item.warningTone = budget.tone;
    if (budget.validFor)
        renewIn(*budget.validFor);
}

void ConsoleStatus::renewIn(std::chrono::milliseconds time)
{
    if (m_renewIn && *m_renewIn <= time)
        return;
    m_renewIn = time;
    m_renewal.start(static_cast<int>(time.count()), this);
}

void ConsoleStatus::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_renewal.timerId())
        return QObject::timerEvent(event);
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
