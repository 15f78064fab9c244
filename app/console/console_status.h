#pragma once

#include "core/base/clock.h"
#include "core/keychain/credential_store.h"
#include "ui/connections/session_keeper.h"

#include <QBasicTimer>
#include <QObject>

namespace keywright {

class MainWindow;

namespace console {

/// Feeds the window's switcher and status bar: connections, the time left of their tokens, the
/// keychain, and when accounts were last read.
class ConsoleStatus : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive this object.
    ConsoleStatus(
        MainWindow &window, const SessionKeeper &keeper, const Inventory &inventory,
        std::shared_ptr<CredentialStore> credentials, std::shared_ptr<const Clock> clock,
        QObject *parent = nullptr);

    /// Asks the keychain how it is; not before the window stands.
    void probeKeychain();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    void showConnections();
    void showRefreshed();
    void showKeychain(KeychainState state);
    std::optional<QDateTime> tokenEnd(const QString &connectionId) const;

    MainWindow &m_window;
    const SessionKeeper &m_keeper;
    const Inventory &m_inventory;
    std::shared_ptr<CredentialStore> m_credentials;
    std::shared_ptr<const Clock> m_clock;
    QBasicTimer m_minute; ///< one shot, until the text of a token changes
};

} // namespace console
} // namespace keywright
