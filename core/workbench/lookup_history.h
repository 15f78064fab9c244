#pragma once

#include "core/base/clock.h"
#include "core/journal/journal_database.h"
#include "core/lookup/lookup_request.h"

#include <memory>

namespace keywright {

/// How a remembered lookup ended the last time.
struct LookupOutcome
{
    QString word = QStringLiteral("ok"); ///< "ok", the kind of the failure; empty: never made
    int features = 0;
    std::chrono::microseconds time{0};

    bool operator==(const LookupOutcome &) const = default;
};

/// One entry of the history. Equal lookups share an entry.
struct RememberedLookup
{
    qint64 id = 0;
    QString connectionId;
    QString accountId; ///< whose credential was used; empty: the connection's own
    LookupRequest request;
    bool hasValues = true; ///< otherwise the request's values are null and have to be filled in
    QString name;          ///< of a saved lookup; empty otherwise
    bool isPinned = false;
    int runs = 1;
    QDateTime lastRunAt; ///< UTC
    LookupOutcome outcome;
};

/// The lookups that were made and those that were saved, in a SQLite file of their own. It holds no
/// credential, only the ids of accounts; values are left out on request, and by itself where one
/// looks like a secret. Unnamed, unpinned entries are forgotten, the oldest first, when there are
/// more than `capacity` of a connection. Belongs to one thread; all errors are of the kind Storage.
class LookupHistory
{
public:
    static constexpr int capacity = 500;

    explicit LookupHistory(const QString &file, std::shared_ptr<const Clock> clock);

    /// Adds a lookup that was made, or counts it once more. Returns its id.
    Result<qint64> remember(
        const QString &connectionId, const QString &accountId, const LookupRequest &request,
        const LookupOutcome &outcome, bool withValues);

    /// Saves a lookup with its values under a name, made or not; a saved one of the same name
    /// becomes history. Returns its id. InvalidInput where a value looks like a secret.
    Result<qint64> save(
        const QString &connectionId, const QString &accountId, const LookupRequest &request,
        const QString &name);
    /// Saves an entry under a name; an empty one makes it history again.
    Result<void> setName(qint64 id, const QString &name);
    Result<void> setPinned(qint64 id, bool pinned);
    Result<void> remove(qint64 id);
    /// Forgets what is neither saved nor pinned.
    Result<void> clear(const QString &connectionId);

    /// Forgets everything of a connection that is removed.
    Result<void> forget(const QString &connectionId);

    /// Pinned ones first, then the last ones made; those that contain every word of `text` in
    /// name, workspace, service, keys or values.
    Result<QList<RememberedLookup>>
    find(const QString &connectionId, const QString &text, int most = capacity);
    /// All that are saved or pinned: pinned ones first, then by name.
    Result<QList<RememberedLookup>> kept(const QString &connectionId);
    /// The services of a workspace that were answered, the last one first, for completing and for
    /// near matches.
    Result<QStringList> services(const QString &connectionId, const QString &workspace);
    /// Where the last answer came from; empty when there was none.
    Result<QString> lastWorkspace(const QString &connectionId);

    /// What to tell when the file was damaged and begun anew.
    const std::optional<Error> &damage() const { return m_database.damage(); }

private:
    Result<QList<RememberedLookup>> select(const QString &statement, const QVariantList &values);
    Result<void> change(const QString &statement, const QVariantList &values);
    Result<void> forgetOldest(const QString &connectionId);

    JournalDatabase m_database;
    std::shared_ptr<const Clock> m_clock;
};

} // namespace keywright
