#pragma once

#include "tests/support/sandbox_world.h"

#include <QObject>

#include <chrono>

namespace keywright::test {

/// How a process that was to be killed came to its end.
enum class KillEnd { Done, Killed, Failed };

/// Rounds of killing and finishing, against a sandbox. KILL_DRIVER names the program that is killed
/// (tests/support/kill_driver.cpp).
class KillRounds : public QObject
{
protected:
    /// With an empty `keyring` the keychain is a file.
    void begin(const QString &provider, const QString &keyring = QString())
    {
        m_world = std::make_unique<SandboxWorld>(provider, 0, keyring);
    }
    /// Runs the driver; see there.
    KillEnd drive(const QString &verb, const QString &subject, const QString &end);
    /// The account that is to be rotated; empty when it cannot be made.
    QString makeAccount(const QString &type);
    /// Columns "provider", "verb" and "type": all that can be created and rotated.
    static void rows();
    /// One round: kill, look, finish, look again. Whether the driver came to its end by itself.
    bool killOnce(const QString &verb, const QString &type, const QString &end);

    /// How long the last one that was to be killed took, when it came to its end by itself.
    std::chrono::microseconds took() const { return m_took; }

    std::unique_ptr<SandboxWorld> m_world;

private:
    void checkWhatIsLeft(const QString &name, const QString &when);
    void checkIsTidy(const QString &name, const QString &when);
    void checkNothingIsLeft(const QString &when);

    std::chrono::microseconds m_lastRun{0};
    std::chrono::microseconds m_took{0};
};

} // namespace keywright::test
