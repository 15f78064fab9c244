#pragma once

#include "core/base/clock.h"
#include "core/identity/service_account.h"
#include "core/journal/journal_database.h"

#include <QStringList>

#include <chrono>
#include <memory>
#include <optional>

namespace keywright {

class LifeSign;

/// What was to be created: an account with its first secret, or one more secret.
enum class CreationKind { Account, Secret };

/// How far a creation has come. A step is written when it is done, the intent before anything is.
enum class CreationStep {
    Intent,   ///< the request is about to be sent, or was
    Answered, ///< the server has told the secret
    Kept,     ///< the keychain holds it, read back
    Shown,    ///< on its way to a person
    Ended     ///< acknowledged, or known not to be
};

/// What a creation is about, before it is asked for.
struct CreationIntent
{
    CreationIntent() {}

    QString connectionId;
    CreationKind kind = CreationKind::Account;
    AccountType type = AccountType::OAuth;
    QString accountId; ///< empty for a new account
    QString accountName;
    /// By id, what there was before: the account's secrets, or the accounts of the new one's name.
    QStringList knownBefore;
    /// As Provider::serverAhead() tells it now.
    std::optional<std::chrono::milliseconds> serverAhead;
    qint64 rotationId = 0; ///< of the rotation that asks for it; 0: a person does
};

/// One creation as the journal has it.
struct CreationEntry
{
    qint64 id = 0;
    QString connectionId;
    CreationKind kind = CreationKind::Account;
    AccountType type = AccountType::OAuth;
    QString accountId; ///< empty until the server has told it
    QString accountName;
    QString secretId;     ///< empty until the server has told it
    QString keychainItem; ///< CredentialKey::item; empty while the keychain does not hold it
    QStringList knownBefore;
    std::optional<std::chrono::milliseconds> serverAhead; ///< when it was begun
    qint64 rotationId = 0;                                ///< as in CreationIntent
    CreationStep step = CreationStep::Intent;
    QDateTime begunAt;
    QDateTime changedAt;

    bool operator==(const CreationEntry &) const = default;

    /// Of the account or the secret that was made; empty until the server has told it.
    const QString &madeId() const { return kind == CreationKind::Account ? accountId : secretId; }
};

/// Remembers secrets on their way from the server to a person, so that a crash on that way loses
/// none of them unnoticed. Holds ids and times, never a value. All methods give Storage errors.
class CreationJournal
{
public:
    CreationJournal(
        std::shared_ptr<JournalDatabase> database, std::shared_ptr<LifeSign> lifeSign,
        std::shared_ptr<const Clock> clock);

    /// Before the request is sent; without it, it must not be. Gives the entry's id.
    Result<qint64> begin(const CreationIntent &intent);
    /// Empty ids are those that the server did not tell.
    Result<void> answered(qint64 entry, const QString &accountId, const QString &secretId);
    Result<void> kept(qint64 entry, const QString &secretId, const QString &keychainItem);
    Result<void> shown(qint64 entry);
    /// The person has it, or nothing was created, or what was created is gone again.
    Result<void> end(qint64 entry);
    /// This process goes on with something else: from now on the entry is one that was left behind.
    Result<void> leave(qint64 entry);

    /// Those that were left behind: not ended, and whoever began them is gone. The oldest first.
    Result<QList<CreationEntry>> unfinished(const QString &connectionId);
    /// All that have not ended, whoever works on them.
    Result<QList<CreationEntry>> underWay(const QString &connectionId);
    /// Ids of the accounts and secrets that other entries of the connection are known to have made:
    /// they are not what came of this one.
    Result<QStringList> madeByOthers(const CreationEntry &entry);

    const Clock &clock() const { return *m_clock; }

private:
    Result<void> update(qint64 entry, const QString &assignments, const QVariantList &values);
    Result<QList<QSqlRecord>> notEnded(const QString &connectionId);
    QString now() const;

    std::shared_ptr<JournalDatabase> m_database;
    std::shared_ptr<LifeSign> m_lifeSign;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace keywright
