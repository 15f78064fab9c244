// The journal's file: opened late, private, kept across processes, set aside when damaged.

#include "core/journal/journal_database.h"
#include "core/journal/journal_schema.h"

#include <QDir>
#include <QFile>
#include <QLockFile>
#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

class JournalDatabaseTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }

    void makingOneTouchesNothing();
    void isReadableByItsOwnerOnly();
    void writesDurably();
    void keepsWhatWasWritten();
    void emptyTextIsNotNull();
    void tellsIdAndRows();
    void twoAtOnce();
    void damagedFileIsSetAside_data();
    void damagedFileIsSetAside();
    void oneAtATimeSetsItAside();
    void newerFileIsLeftAlone();
    void olderFileIsBroughtUpToDate();
    void refusesWhereNothingCanBeWritten();
    void tellsWrongStatements();

private:
    QString file() const { return m_directory->filePath(QStringLiteral("data/journal.sqlite")); }
    static Result<JournalChange> add(JournalDatabase &database, const QString &place)
    {
        return database.change(
            QStringLiteral("INSERT INTO consumers (connection_id, account_id, kind, place, "
                           "added_at) VALUES ('c1', 'a1', '', ?, '')"),
            {place});
    }
    static QStringList places(JournalDatabase &database)
    {
        QStringList found;
        const auto rows = database.rows(QStringLiteral("SELECT place FROM consumers"), {});
        for (const QSqlRecord &row : rows.value())
            found.append(row.value(0).toString());
        return found;
    }
    /// Runs one statement on the file, past the class.
    void tamper(const QString &statement) const
    {
        {
            auto raw = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), QStringLiteral("raw"));
            raw.setDatabaseName(file());
            QVERIFY(raw.open());
            QSqlQuery query(raw);
            QVERIFY(query.exec(statement));
        }
        QSqlDatabase::removeDatabase(QStringLiteral("raw"));
    }

    std::unique_ptr<QTemporaryDir> m_directory;
};

void JournalDatabaseTest::makingOneTouchesNothing()
{
    {
        const JournalDatabase database(file());
    }
    QVERIFY(!QFile::exists(QFileInfo(file()).absolutePath()));
}

void JournalDatabaseTest::isReadableByItsOwnerOnly()
{
    JournalDatabase database(file());
    QVERIFY(add(database, QStringLiteral("jenkins")));
    constexpr auto others = QFileDevice::ReadGroup | QFileDevice::WriteGroup |
                            QFileDevice::ReadOther | QFileDevice::WriteOther;
    for (const char *suffix : {"", "-wal"}) {
        const QString path = file() + QLatin1StringView(suffix);
        QVERIFY2(QFile::exists(path), qPrintable(path));
        QVERIFY2(!(QFile::permissions(path) & others), qPrintable(path));
    }
}

void JournalDatabaseTest::writesDurably()
{
    JournalDatabase database(file());
    const auto mode = database.rows(QStringLiteral("PRAGMA journal_mode"), {});
    QCOMPARE(mode.value().first().value(0).toString(), QStringLiteral("wal"));
    const auto synchronous = database.rows(QStringLiteral("PRAGMA synchronous"), {});
    QCOMPARE(synchronous.value().first().value(0).toInt(), 2); // FULL
}

void JournalDatabaseTest::keepsWhatWasWritten()
{
    {
        JournalDatabase database(file());
        QVERIFY(add(database, QStringLiteral("jenkins")));
    }
    JournalDatabase database(file());
    QCOMPARE(places(database), QStringList(QStringLiteral("jenkins")));
    QVERIFY(!database.damage());
}

void JournalDatabaseTest::emptyTextIsNotNull()
{
    JournalDatabase database(file());
    QVERIFY(add(database, QString()));
    QCOMPARE(places(database), QStringList(QString()));
}

void JournalDatabaseTest::tellsIdAndRows()
{
    JournalDatabase database(file());
    QCOMPARE(add(database, QStringLiteral("one"))->id, 1);
    QCOMPARE(add(database, QStringLiteral("two"))->id, 2);
    const auto none = database.change(QStringLiteral("DELETE FROM consumers WHERE id = ?"), {7});
    QCOMPARE(none->rows, 0);
    const auto one = database.change(QStringLiteral("DELETE FROM consumers WHERE id = ?"), {2});
    QCOMPARE(one->rows, 1);
}

void JournalDatabaseTest::twoAtOnce()
{
    JournalDatabase first(file());
    JournalDatabase second(file());
    QVERIFY(add(first, QStringLiteral("window")));
    QVERIFY(add(second, QStringLiteral("shell")));
    const QStringList both{QStringLiteral("window"), QStringLiteral("shell")};
    QCOMPARE(places(first), both);
    QCOMPARE(places(second), both);
}

void JournalDatabaseTest::damagedFileIsSetAside_data()
{
    QTest::addColumn<qint64>("from");
    QTest::newRow("no database") << qint64(0);
    QTest::newRow("a broken page") << qint64(4096);
}

void JournalDatabaseTest::damagedFileIsSetAside()
{
    QFETCH(qint64, from);
    {
        JournalDatabase database(file());
        QVERIFY(add(database, QStringLiteral("jenkins")));
        QVERIFY(database.rows(QStringLiteral("PRAGMA wal_checkpoint(TRUNCATE)"), {}));
    }
    {
        QFile broken(file());
        QVERIFY(broken.open(QIODevice::ReadWrite));
        QVERIFY(broken.size() > 2 * 4096);
        broken.seek(from);
        const QByteArray noise(2 * 4096, '\x5a');
        QCOMPARE(broken.write(noise), noise.size());
    }
    JournalDatabase database(file());
    QVERIFY(add(database, QStringLiteral("new")));
    QCOMPARE(places(database), QStringList(QStringLiteral("new")));
    QVERIFY(database.damage());
    QVERIFY(database.damage()->message.contains(u"set aside"));
    const QStringList aside = QDir(QFileInfo(file()).absolutePath())
                                  .entryList({QStringLiteral("journal.sqlite.unreadable-*")});
    QVERIFY(!aside.isEmpty());
    QVERIFY(database.damage()->message.contains(aside.first()));
}

void JournalDatabaseTest::oneAtATimeSetsItAside()
{
    QVERIFY(QDir().mkpath(QFileInfo(file()).absolutePath()));
    QFile broken(file());
    QVERIFY(broken.open(QIODevice::WriteOnly));
    broken.write(QByteArray(4096, '\x5a'));
    broken.close();
    QLockFile other(file() + QStringLiteral(".lock"));
    QVERIFY(other.tryLock());
    JournalDatabase database(file());
    const auto refused = add(database, QStringLiteral("new"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    QVERIFY(!database.damage());
    QCOMPARE(broken.size(), 4096);
    other.unlock();
    QVERIFY(add(database, QStringLiteral("new")));
    QVERIFY(database.damage());
}

void JournalDatabaseTest::newerFileIsLeftAlone()
{
    {
        JournalDatabase database(file());
        QVERIFY(add(database, QStringLiteral("jenkins")));
    }
    tamper(QStringLiteral("PRAGMA user_version = 99"));
    {
        JournalDatabase database(file());
        const auto refused = add(database, QStringLiteral("new"));
        QVERIFY(!refused);
        QCOMPARE(refused.error().kind, ErrorKind::Storage);
        QVERIFY(refused.error().message.contains(u"newer version"));
        QVERIFY(!database.damage());
    }
    tamper(QStringLiteral("PRAGMA user_version = %1").arg(journalSchemaVersion));
    JournalDatabase database(file());
    QCOMPARE(places(database), QStringList(QStringLiteral("jenkins")));
}

/// The first version did not note the server's clock, the second not whose creation it is.
void JournalDatabaseTest::olderFileIsBroughtUpToDate()
{
    {
        JournalDatabase database(file());
        QVERIFY(add(database, QStringLiteral("jenkins")));
        QVERIFY(database.change(
            QStringLiteral("INSERT INTO creations (owner, connection_id, kind, account_type, "
                           "account_id, account_name, secret_id, keychain_item, known_before, "
                           "step, begun_at, changed_at) "
                           "VALUES ('', 'c1', 'account', '', '', 'bot', '', '', '', 'intent', "
                           "'', '')"),
            {}));
    }
    tamper(QStringLiteral("ALTER TABLE creations DROP COLUMN server_ahead"));
    tamper(QStringLiteral("ALTER TABLE creations DROP COLUMN rotation_id"));
    tamper(QStringLiteral("PRAGMA user_version = 1"));
    JournalDatabase first(file());
    JournalDatabase second(file());
    for (JournalDatabase *database : {&first, &second}) {
        const auto rows = database->rows(QStringLiteral("SELECT * FROM creations"), {});
        QVERIFY2(rows, rows ? "" : qPrintable(rows.error().message));
        QCOMPARE(
            rows->first().value(QStringLiteral("account_name")).toString(), QStringLiteral("bot"));
        QVERIFY(rows->first().contains(QStringLiteral("server_ahead")));
        QVERIFY(rows->first().value(QStringLiteral("server_ahead")).isNull());
        QCOMPARE(rows->first().value(QStringLiteral("rotation_id")), QVariant(0));
    }
    QCOMPARE(places(first), QStringList(QStringLiteral("jenkins")));
    QVERIFY(!first.damage());
}

void JournalDatabaseTest::refusesWhereNothingCanBeWritten()
{
    QFile obstacle(m_directory->filePath(QStringLiteral("data")));
    QVERIFY(obstacle.open(QIODevice::WriteOnly));
    obstacle.close();
    JournalDatabase database(file());
    const auto refused = add(database, QStringLiteral("new"));
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Storage);
    // And works as soon as the cause is gone.
    QVERIFY(obstacle.remove());
    QVERIFY(add(database, QStringLiteral("new")));
}

void JournalDatabaseTest::tellsWrongStatements()
{
    JournalDatabase database(file());
    const auto written = database.change(QStringLiteral("INSERT INTO nowhere VALUES (1)"), {});
    QVERIFY(!written);
    QCOMPARE(written.error().kind, ErrorKind::Storage);
    const auto read = database.rows(QStringLiteral("SELECT * FROM nowhere"), {});
    QVERIFY(!read);
    QCOMPARE(read.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(JournalDatabaseTest)
#include "tst_journal_database.moc"
