#pragma once

#include "core/base/clock.h"
#include "core/journal/journal_database.h"

#include <memory>

namespace keywright {

/// A place where an account's secret is used: a pipeline, a deployment, a person's laptop.
struct Consumer
{
    qint64 id = 0;
    QString kind;  ///< free text: "CI", "Kubernetes", …
    QString place; ///< free text: "jenkins, job nightly-features"
    QDateTime addedAt;
    QDateTime tickedAt; ///< when it was given the new secret, for tickedIn(); else invalid

    bool operator==(const Consumer &) const = default;
};

/// Remembers where secrets are used, so that a rotation can be handed over place by place. All
/// methods give Storage errors.
class ConsumerRegister
{
public:
    ConsumerRegister(std::shared_ptr<JournalDatabase> database, std::shared_ptr<const Clock> clock);

    /// In the order in which they were added.
    Result<QList<Consumer>> consumers(const QString &connectionId, const QString &accountId);
    /// Refuses an empty place (field "place").
    Result<Consumer>
    add(const QString &connectionId, const QString &accountId, const QString &kind,
        const QString &place);
    Result<void> remove(qint64 consumer);
    /// An account took over from another one, and with it the places that use it.
    Result<void>
    move(const QString &connectionId, const QString &fromAccountId, const QString &toAccountId);

    /// The account's consumers, with the time at which each was ticked in this rotation.
    Result<QList<Consumer>>
    tickedIn(qint64 rotation, const QString &connectionId, const QString &accountId);
    Result<void> tick(qint64 rotation, qint64 consumer);
    Result<void> untick(qint64 rotation, qint64 consumer);

private:
    Result<QList<Consumer>> select(const QString &query, const QVariantList &values);

    std::shared_ptr<JournalDatabase> m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace keywright
