#pragma once

#include "core/base/result.h"

#include <QList>
#include <QMap>
#include <QSqlRecord>
#include <QStringList>
#include <QVariant>

#include <optional>

class QSqlDatabase;
class QSqlQuery;

namespace keywright {

/// What one statement did.
struct JournalChange
{
    qint64 id = 0; ///< of the row that was inserted
    int rows = 0;  ///< how many were inserted, updated or deleted
};

/// What makes one SQLite file of this program another than the next.
struct DatabaseLayout
{
    int version = 1;        ///< kept in the file's user_version; a file with a higher one is left
                            ///< alone
    QStringList statements; ///< that make the tables of an empty file, and change no other
    /// The statements that bring a file of this version to the next one.
    QMap<int, QStringList> upgrades;
    QString name;    ///< "The journal", for messages
    QString damaged; ///< what to tell when it was set aside as %1
    QString damagedHint;
};

/// A SQLite file of this program, by default the journal of what is under way: ids and times, never
/// a secret. It is opened at the first use, so that making one costs nothing. A file that cannot be
/// understood is set aside and a new one begun, by one process at a time ("<file>.lock"). Belongs
/// to one thread; several processes may have the same file open.
class JournalDatabase
{
public:
    explicit JournalDatabase(QString file);
    JournalDatabase(QString file, DatabaseLayout layout);
    virtual ~JournalDatabase();
    JournalDatabase(const JournalDatabase &) = delete;
    JournalDatabase &operator=(const JournalDatabase &) = delete;

    /// One INSERT, UPDATE or DELETE; on the disk when this returns. Storage errors.
    virtual Result<JournalChange> change(const QString &statement, const QVariantList &values);
    Result<QList<QSqlRecord>> rows(const QString &statement, const QVariantList &values);

    /// What to tell people when the file was set aside; empty when that did not happen.
    const std::optional<Error> &damage() const { return m_damage; }

private:
    Result<void> open();
    Result<void> tryToOpen();
    void close();
    Result<void> begin(QSqlDatabase &database);
    Result<void> makeTables(QSqlQuery &query);
    QStringList statementsFor(int version) const;
    Result<void> checkContent(QSqlQuery &query);
    Result<void> replaceDamaged();
    Result<void> startAnew();
    Error failed(const QString &what, const QString &why) const;

    QString m_file;
    DatabaseLayout m_layout;
    QString m_name; ///< of the connection; empty while closed
    std::optional<Error> m_damage;
};

} // namespace keywright
