#pragma once

#include "core/accounts/creation_reconciliation.h"
#include "core/connection/session_factory.h"
#include "core/keychain/credential_store.h"
#include "core/rotation/rotations.h"

#include <QJsonObject>

#include <functional>

namespace keywright::test {

/// A keychain in a file, for tests only: what stays when a process is killed.
class FileCredentialStore : public CredentialStore
{
public:
    explicit FileCredentialStore(QString file);

    Async<Secret> read(CredentialKey key) override;
    Async<void> write(StoredCredential credential, std::shared_ptr<const Secret> secret) override;
    Async<void> remove(CredentialKey key) override;
    Async<KeychainState> probe() override;
    Result<QList<StoredCredential>> stored(const QString &connectionId) const override;

private:
    QJsonObject load() const;
    void save(const QJsonObject &entries) const;

    QString m_file;
};

/// What a process that may be killed works with, and the test that looks at what is left.
struct KillWorld
{
    using Around =
        std::function<std::shared_ptr<CredentialStore>(std::shared_ptr<CredentialStore>)>;

    /// `place`: "provider", "url", "orgId", "clientId", "secret" and "directory"; "deadline" in
    /// milliseconds, for one that gives up early; "keyring", the service's name in the system's
    /// keychain, for one that uses that. `around` may put something before the keychain.
    KillWorld(
        const QJsonObject &place, std::shared_ptr<JournalDatabase> openedDatabase,
        const Around &around = {});
    static QString journalFile(const QJsonObject &place);

    std::shared_ptr<const Clock> clock = std::make_shared<SystemClock>();
    std::shared_ptr<JournalDatabase> database;
    std::shared_ptr<CredentialStore> credentials;
    std::shared_ptr<CreationJournal> creations;
    std::shared_ptr<Session> session;
    std::unique_ptr<Rotations> rotations;
};

} // namespace keywright::test
