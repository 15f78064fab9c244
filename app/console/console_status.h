#pragma once

#include "core/base/clock.h"
#include "core/keychain/credential_store.h"
#include "ui/connections/session_keeper.h"
#include "ui/shell/connection_item.h"

#include <QBasicTimer>
#include <QObject>

namespace keywright {

class ExchangeLog;
class MainWindow;

namespace console {

/// Feeds the window's switcher and status bar: connections, the time left of their tokens,
/// what their servers still let them ask, the keychain, and when accounts were last read.
class ConsoleStatus : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive this object.
    ConsoleStatus(
        MainWindow &window, const SessionKeeper &keeper, const Inventory &inventory,
        const ExchangeLog &log, std::shared_ptr<CredentialStore> credentials,
        std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    /// Asks the keychain how it is; not before the window stands.
    void probeKeychain();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void showConnections();
    void showRefreshed();
    void showKeychain(KeychainState state);
    ConnectionItem itemOf(const Connection &connection, const QDateTime &now);
    void addToken(ConnectionItem &item, const Session &session, const QDateTime &now);
    void addBudget(ConnectionItem &item, const Session &session, const QDateTime &now);
    /// The texts are to be made anew after that time, unless sooner for another reason.
    void renewIn(std::chrono::milliseconds time);

    MainWindow &m_window;
    const SessionKeeper &m_keeper;
    const Inventory &m_inventory;
    std::shared_ptr<CredentialStore> m_credentials;
    std::shared_ptr<const Clock> m_clock;
    QBasicTimer m_renewal; ///< one shot, until one of the texts changes
    std::optional<std::chrono::milliseconds> m_renewIn;
};

} // namespace console
} // namespace keywright
