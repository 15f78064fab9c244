#pragma once

#include "tests/cli/cli_fixture.h"
#include "tests/support/private_bus.h"

namespace keywright::test {

/// As CliFixture, with an unlocked keyring on a bus of its own.
class KeyringFixture : public CliFixture
{
public:
    /// Empty, or what did not start.
    QString start();

    PrivateBus &bus() { return m_bus; }
    QStringList labels() const { return m_keyring.labels(); }
    bool lock() { return m_keyring.lock(); }

    /// Adds a connection named "atlas" that signs in as the organisation's owner.
    Outcome addAtlas() const;
    /// Creates an account in the organisation over that connection, its secret in the keyring.
    QJsonObject createStored(const QString &name) const;
    /// Runs over that connection.
    Outcome stored(const QStringList &arguments) const;
    /// Runs with nothing but the keyring.
    Outcome bare(const QStringList &arguments, const QByteArray &input = {}) const;

private:
    PrivateBus m_bus;
    GnomeKeyring m_keyring{m_bus};
};

} // namespace keywright::test
