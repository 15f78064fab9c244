#include "core/accounts/journalled_creation.h"

#include "core/accounts/account_errors.h"

#include <QDebug>

namespace keywright {

namespace {

void warnOf(const Result<void> &written)
{
    if (!written)
        qWarning("%s", qUtf8Printable(written.error().message));
}

} // namespace

Result<JournalledCreation>
JournalledCreation::begin(const Session &session, const CreationIntent &intent)
{
    if (!session.journal())
        return failure(noJournalError());
    const auto entry = session.journal()->begin(intent);
    if (!entry)
        return failure(notJournalledError(entry.error()));
    return JournalledCreation(session, *entry);
}

JournalledCreation::JournalledCreation(const Session &session, qint64 entry)
    : m_journal(session.journal())
    , m_entry(entry)
{
}

void JournalledCreation::answered(const QString &accountId, const QString &secretId) const
{
    if (m_journal)
        warnOf(m_journal->answered(m_entry, accountId, secretId));
}

void JournalledCreation::kept(const QString &secretId, const QString &keychainItem) const
{
    if (m_journal)
        warnOf(m_journal->kept(m_entry, secretId, keychainItem));
}

void JournalledCreation::shown() const
{
    if (m_journal)
        warnOf(m_journal->shown(m_entry));
}

void JournalledCreation::end() const
{
    if (m_journal)
        warnOf(m_journal->end(m_entry));
}

void JournalledCreation::leave() const
{
    if (m_journal)
        warnOf(m_journal->leave(m_entry));
}

} // namespace keywright
