#pragma once

#include "core/accounts/creation_reconciliation.h"
#include "core/base/cancel.h"

#include <QHash>
#include <QObject>
#include <QSet>
#include <QTimer>

#include <functional>

namespace keywright {

class Inventory;

/// A secret that did not reach anybody, and how it stands with it.
struct UnfinishedSecret
{
    QString connectionId;
    QString connectionName;
    ReconciledCreation creation;

    bool operator==(const UnfinishedSecret &) const = default;
};

/// Something to know that nothing can be done about.
struct UnfinishedNotice
{
    QString text;
    QString hint;

    bool operator==(const UnfinishedNotice &) const = default;
};

/// Finds out what became of creations that a crash or a lost answer left behind: when a connection
/// opens, and when it is asked to. Nothing waits for it.
class UnfinishedSecrets : public QObject
{
    Q_OBJECT
public:
    /// `database` is the one that the sessions' journal writes to; both must outlive this object.
    UnfinishedSecrets(
        Inventory &inventory, std::shared_ptr<const JournalDatabase> database,
        QObject *parent = nullptr);
    ~UnfinishedSecrets() override;

    /// What somebody else looks after is not told here.
    void setElsewhere(std::function<bool(const CreationEntry &)> elsewhere);

    /// Those that something can be done about, but for those that are put off or in somebody's
    /// hands.
    QList<UnfinishedSecret> secrets() const;
    /// Why it is not known what became of some; empty when it is.
    std::optional<Error> problem() const;
    /// What happened, until it has been read; the oldest first.
    const QList<UnfinishedNotice> &notices() const { return m_notices; }

    void check(const QString &connectionId);
    void checkAll();

    /// Reads the value from the keychain and gives it to `show`, which ends the journal's entry
    /// when it was acknowledged.
    void
    take(const UnfinishedSecret &secret, std::function<void(std::shared_ptr<const Secret>)> show);
    /// Deletes what was lost from the server.
    void cleanUp(const UnfinishedSecret &secret);
    /// A person says which of the candidates it is. Nothing is deleted by that.
    void choose(const UnfinishedSecret &secret, const CreationCandidate &candidate);
    /// Leaves it as it is, for good.
    void keep(const UnfinishedSecret &secret);
    /// Leaves all until the next start.
    void putOff();
    void putProblemOff();
    /// The oldest notice has been read.
    void dropNotice();

Q_SIGNALS:
    void changed();
    void failed(const keywright::Error &error);
    void succeeded(const QString &sentence);

private:
    void adopt(const QString &connectionId, Result<QList<ReconciledCreation>> found);
    void forget(const QString &connectionId);
    void drop(const UnfinishedSecret &secret);
    void removed(const UnfinishedSecret &secret);
    void tellDamage();
    void awaitOpen();

    Inventory &m_inventory;
    std::shared_ptr<const JournalDatabase> m_database;
    std::function<bool(const CreationEntry &)> m_elsewhere;
    QList<UnfinishedSecret> m_secrets;
    QList<UnfinishedNotice> m_notices;
    QHash<QString, Error> m_problems;
    QHash<QString, int> m_rounds; ///< answers of earlier checks are not heard
    QSet<qint64> m_aside;         ///< entries that are put off or in somebody's hands
    QTimer m_openAgain;           ///< while it is not known of some whether they were created
    bool m_damageTold = false;
};

} // namespace keywright
