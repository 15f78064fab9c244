#include "core/journal/journal_database.h"

#include "core/base/state_file.h"
#include "core/journal/journal_schema.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlError>
#include <QSqlQuery>
#include <QUuid>

#include <utility>

namespace keywright {

namespace {

constexpr int lockTimeout = 3000; // ms

struct JournalDatabaseMessages
{
    Q_DECLARE_TR_FUNCTIONS(JournalDatabase)
};

/// SQLite's own codes for a file that is damaged or no database at all.
bool isDamage(const QSqlError &error)
{
    const QString code = error.nativeErrorCode();
    return code == QLatin1StringView("11") || code == QLatin1StringView("26");
}

/// SQLite would make the file readable for others, depending on the umask.
bool makeFileForOwnerOnly(const QString &path)
{
    QFile file(path);
    if (file.exists())
        return true;
    return file.open(QIODevice::WriteOnly | QIODevice::NewOnly) &&
           file.setPermissions(QFileDevice::ReadOwner | QFileDevice::WriteOwner);
}

/// Runs `statement`; columns take an empty text where Qt would bind a null one as NULL.
bool run(QSqlQuery &query, const QString &statement, const QVariantList &values)
{
    const bool prepared = query.prepare(statement);
    for (const QVariant &value : values) {
        const bool isText = value.typeId() == QMetaType::QString;
        query.addBindValue(
            isText && value.toString().isEmpty() ? QVariant(QStringLiteral("")) : value);
    }
    return prepared && query.exec();
}

DatabaseLayout journalLayout()
{
    DatabaseLayout layout;
    layout.version = journalSchemaVersion;
    layout.statements = journalSchema();
    layout.upgrades = journalUpgrades();
    layout.name = JournalDatabaseMessages::tr("The journal");
    layout.damaged = JournalDatabaseMessages::tr(
        "The journal of what is under way was damaged and has been set aside as %1.");
    layout.damagedHint = JournalDatabaseMessages::tr(
        "A new one was begun. Secrets created just before and rotations under way are "
        "not known to it: look at the accounts concerned.");
    return layout;
}

Result<int> numberFrom(QSqlQuery &query, const QString &statement)
{
    if (!query.exec(statement) || !query.next())
        return failure(makeError(ErrorKind::Storage, query.lastError().text()));
    return query.value(0).toInt();
}

} // namespace

JournalDatabase::JournalDatabase(QString file)
    : JournalDatabase(std::move(file), journalLayout())
{
}

JournalDatabase::JournalDatabase(QString file, DatabaseLayout layout)
    : m_file(std::move(file))
    , m_layout(std::move(layout))
{
}

JournalDatabase::~JournalDatabase()
{
    close();
}

void JournalDatabase::close()
{
    if (!m_name.isEmpty())
        QSqlDatabase::removeDatabase(std::exchange(m_name, {}));
}

Error JournalDatabase::failed(const QString &what, const QString &why) const
{
    return makeError(
        ErrorKind::Storage,
        QStringLiteral("%1: %2").arg(what.arg(QDir::toNativeSeparators(m_file)), why.trimmed()),
        JournalDatabaseMessages::tr(
            "Check the permissions of the folder and the space left on the disk."));
}

Result<void> JournalDatabase::open()
{
    if (!m_name.isEmpty())
        return {};
    auto opened = tryToOpen();
    // Protocol: it was read, and is no journal.
    if (!opened && opened.error().kind == ErrorKind::Protocol)
        opened = replaceDamaged();
    if (!opened)
        close();
    return opened;
}

Result<void> JournalDatabase::tryToOpen()
{
    const QString what =
        JournalDatabaseMessages::tr("%1 %2 could not be opened").arg(m_layout.name);
    if (auto made = ensureStateDirectory(QFileInfo(m_file).absolutePath()); !made)
        return made;
    if (!makeFileForOwnerOnly(m_file) && !QFile::exists(m_file))
        return failure(failed(what, JournalDatabaseMessages::tr("the file cannot be made")));
    m_name = QUuid::createUuid().toString(QUuid::WithoutBraces);
    auto database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), m_name);
    database.setDatabaseName(m_file);
    database.setConnectOptions(QStringLiteral("QSQLITE_BUSY_TIMEOUT=3000"));
    if (!database.open())
        return failure(failed(what, database.lastError().text()));
    return begin(database);
}

Result<void> JournalDatabase::begin(QSqlDatabase &database)
{
    const QString what =
        JournalDatabaseMessages::tr("%1 %2 could not be opened").arg(m_layout.name);
    QSqlQuery query(database);
    const QStringList settings{
        QStringLiteral("PRAGMA journal_mode = WAL"), QStringLiteral("PRAGMA synchronous = FULL"),
        QStringLiteral("PRAGMA foreign_keys = ON")};
    for (const QString &setting : settings) {
        if (query.exec(setting))
            continue;
        Error error = failed(what, query.lastError().text());
        if (isDamage(query.lastError()))
            error.kind = ErrorKind::Protocol;
        return failure(std::move(error));
    }
    if (auto sound = checkContent(query); !sound)
        return sound;
    return makeTables(query);
}

/// That the check could not be made, as the file is busy or the disk fails, is no damage.
Result<void> JournalDatabase::checkContent(QSqlQuery &query)
{
    const QString what =
        JournalDatabaseMessages::tr("%1 %2 could not be opened").arg(m_layout.name);
    const bool hasAnswer = query.exec(QStringLiteral("PRAGMA quick_check(1)")) && query.next();
    if (hasAnswer && query.value(0).toString() == QLatin1StringView("ok"))
        return {};
    const bool damaged = hasAnswer || isDamage(query.lastError());
    const QString damage = JournalDatabaseMessages::tr("its content is damaged");
    Error error = failed(what, damaged ? damage : query.lastError().text());
    if (damaged)
        error.kind = ErrorKind::Protocol;
    return failure(std::move(error));
}

Result<void> JournalDatabase::makeTables(QSqlQuery &query)
{
    const QString what =
        JournalDatabaseMessages::tr("%1 %2 could not be opened").arg(m_layout.name);
    const auto version = numberFrom(query, QStringLiteral("PRAGMA user_version"));
    if (!version)
        return failure(failed(what, version.error().message));
    if (*version == m_layout.version)
        return {};
    if (*version > m_layout.version) {
        Error error =
            failed(what, JournalDatabaseMessages::tr("a newer version of this program made it"));
        error.hint = JournalDatabaseMessages::tr("Use the newer version, or move this file away.");
        return failure(std::move(error));
    }
    if (!query.exec(QStringLiteral("BEGIN IMMEDIATE")))
        return failure(failed(what, query.lastError().text()));
    // Another process may have done the same until now: whoever is second finds all there.
    const auto now = numberFrom(query, QStringLiteral("PRAGMA user_version"));
    query.finish();
    if (!now) {
        query.exec(QStringLiteral("ROLLBACK"));
        return failure(failed(what, now.error().message));
    }
    QStringList statements = statementsFor(*now);
    statements += QStringLiteral("COMMIT");
    for (const QString &statement : std::as_const(statements)) {
        if (query.exec(statement))
            continue;
        const QString why = query.lastError().text();
        query.exec(QStringLiteral("ROLLBACK"));
        return failure(failed(what, why));
    }
    return {};
}

QStringList JournalDatabase::statementsFor(int version) const
{
    QStringList statements;
    for (auto it = m_layout.upgrades.cbegin(); it != m_layout.upgrades.cend(); ++it) {
        if (version > 0 && version <= it.key())
            statements += *it;
    }
    if (version < m_layout.version) {
        statements += m_layout.statements;
        statements += QStringLiteral("PRAGMA user_version = %1").arg(m_layout.version);
    }
    return statements;
}

/// One process at a time, and it looks once more: another one may have begun a new file by now,
/// and written to it.
Result<void> JournalDatabase::replaceDamaged()
{
    close();
    QLockFile lock(m_file + QStringLiteral(".lock"));
    lock.setStaleLockTime(0); // only the end of its holder ends it
    if (!lock.tryLock(lockTimeout))
        return failure(failed(
            JournalDatabaseMessages::tr("%1 %2 is damaged, and could not be set aside")
                .arg(m_layout.name),
            JournalDatabaseMessages::tr("its lock could not be had")));
    auto opened = tryToOpen();
    if (opened || opened.error().kind != ErrorKind::Protocol)
        return opened;
    return startAnew();
}

Result<void> JournalDatabase::startAnew()
{
    close();
    const auto aside = setAside(m_file);
    if (!aside)
        return failure(aside.error());
    // They belong to the file that was set aside, and would spoil the new one.
    for (const char *suffix : {"-wal", "-shm"})
        QFile::rename(m_file + QLatin1StringView(suffix), *aside + QLatin1StringView(suffix));
    m_damage = makeError(
        ErrorKind::Storage, m_layout.damaged.arg(QDir::toNativeSeparators(*aside)),
        m_layout.damagedHint);
    return tryToOpen();
}

Result<JournalChange> JournalDatabase::change(const QString &statement, const QVariantList &values)
{
    if (auto opened = open(); !opened)
        return failure(std::move(opened).error());
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!run(query, statement, values))
        return failure(failed(
            JournalDatabaseMessages::tr("%1 %2 could not be written").arg(m_layout.name),
            query.lastError().text()));
    return JournalChange{query.lastInsertId().toLongLong(), query.numRowsAffected()};
}

Result<QList<QSqlRecord>>
JournalDatabase::rows(const QString &statement, const QVariantList &values)
{
    if (auto opened = open(); !opened)
        return failure(std::move(opened).error());
    QSqlQuery query(QSqlDatabase::database(m_name));
    if (!run(query, statement, values))
        return failure(failed(
            JournalDatabaseMessages::tr("%1 %2 could not be read").arg(m_layout.name),
            query.lastError().text()));
    QList<QSqlRecord> records;
    while (query.next())
        records.append(query.record());
    if (query.lastError().isValid())
        return failure(failed(
            JournalDatabaseMessages::tr("%1 %2 could not be read").arg(m_layout.name),
            query.lastError().text()));
    return records;
}

} // namespace keywright
