#pragma once

#include "core/journal/creation_journal.h"
#include "core/journal/life_sign.h"
#include "tests/support/fake_clock.h"

#include <QTemporaryDir>

namespace keywright::test {

/// A journal in a folder of its own, which can be made to refuse.
class TemporaryJournal
{
public:
    /// Writes as the real one, until it is told not to.
    class Database : public JournalDatabase
    {
    public:
        using JournalDatabase::JournalDatabase;

        Result<JournalChange> change(const QString &statement, const QVariantList &values) override
        {
            if (writesLeft > 0 && --writesLeft == 0)
                refuses = true;
            else if (refuses)
                return failure(makeError(ErrorKind::Storage, QStringLiteral("The disk is full.")));
            return JournalDatabase::change(statement, values);
        }

        bool refuses = false;
        int writesLeft = 0; ///< not 0: refuses after so many more writes
    };

    explicit TemporaryJournal(std::shared_ptr<const Clock> time = std::make_shared<SystemClock>())
        : clock(std::move(time))
        , database(std::make_shared<Database>(directory.filePath(QStringLiteral("journal.sqlite"))))
        , creations(std::make_shared<CreationJournal>(
              database, std::make_shared<LifeSign>(locks()), clock))
    {
    }

    QString locks() const { return directory.filePath(QStringLiteral("locks")); }
    /// As another process opens it, so long after this one has crashed. After an hour nothing that
    /// was asked for can still be under way.
    std::shared_ptr<CreationJournal>
    seenFromAnotherProcess(std::chrono::milliseconds later = std::chrono::hours(1)) const
    {
        return std::make_shared<CreationJournal>(
            database, std::make_shared<LifeSign>(directory.filePath(QStringLiteral("others"))),
            std::make_shared<LaterClock>(clock, later));
    }

    const QTemporaryDir directory;
    const std::shared_ptr<const Clock> clock;
    const std::shared_ptr<Database> database;
    const std::shared_ptr<CreationJournal> creations;
};

} // namespace keywright::test
