#pragma once

#include "core/connection/session.h"

namespace keywright {

/// The journal's entry of one creation. After the request was sent a journal that cannot be written
/// stops nothing any more: the secret's way goes on, and the next start reconciles an entry that
/// says less than is true.
class JournalledCreation
{
public:
    /// A Storage error, which says that nothing was sent, when the intent cannot be written.
    static Result<JournalledCreation> begin(const Session &session, const CreationIntent &intent);
    /// Of a creation that has come back; one from a session without a journal notes nothing.
    JournalledCreation(const Session &session, qint64 entry);

    qint64 entry() const { return m_entry; }
    void answered(const QString &accountId, const QString &secretId) const;
    void kept(const QString &secretId, const QString &keychainItem) const;
    void shown() const;
    /// Acknowledged, or known not to have been made.
    void end() const;
    /// It is for a later reconciliation.
    void leave() const;

private:
    std::shared_ptr<CreationJournal> m_journal;
    qint64 m_entry = 0;
};

} // namespace keywright
