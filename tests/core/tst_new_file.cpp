// A file that is exported: all of it or nothing, for its owner only, and never over a file that
// nobody agreed to replace, however late that file comes.

#include "core/transfer/export_file.h"
#include "core/transfer/new_file.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <atomic>
#include <sys/stat.h>
#include <thread>
#include <unistd.h>
#include <vector>

using namespace keywright;

class NewFileTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init()
    {
        m_folder = std::make_unique<QTemporaryDir>();
        m_path = m_folder->filePath(QStringLiteral("secret.json"));
    }

    void fileThatComesAtTheLastMoment();
    void oneOfManyWins();
    void isPrivateFromTheFirstByte();
    void linkIsNotFollowed_data();
    void linkIsNotFollowed();
    void whatIsNotPlacedIsRemoved();
    void textIsForWhomTheUmaskSays();
    void textKeepsItsReaders();

private:
    static QByteArray content(const QString &path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }
    static void put(const QString &path, const char *text)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.write(text) > 0);
    }
    QStringList names() const
    {
        return QDir(m_folder->path())
            .entryList(QDir::Files | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    }
    static unsigned mode(const QString &path)
    {
        struct stat found = {};
        return ::lstat(QFile::encodeName(path).constData(), &found) == 0 ? found.st_mode & 07777U
                                                                         : 0;
    }

    std::unique_ptr<QTemporaryDir> m_folder;
    QString m_path;
};

void NewFileTest::fileThatComesAtTheLastMoment()
{
    NewFile file(m_path, FileReaders::OwnerOnly);
    QVERIFY(file.write("ours"));
    put(m_path, "theirs");
    QCOMPARE(file.place(), NewFile::Placed::TargetExists);
    QCOMPARE(content(m_path), QByteArray("theirs"));
}

void NewFileTest::oneOfManyWins()
{
    constexpr int writers = 8;
    std::atomic<int> ready{0};
    std::atomic<int> won{0};
    std::vector<std::thread> threads;
    for (int i = 0; i < writers; ++i) {
        threads.emplace_back([&] {
            ++ready;
            while (ready < writers)
                std::this_thread::yield();
            if (writeSecretFile(m_path, WipedBytes(QByteArray("value")), false))
                ++won;
        });
    }
    for (std::thread &thread : threads)
        thread.join();
    QCOMPARE(won.load(), 1);
    QCOMPARE(names().size(), 1);
    QCOMPARE(content(m_path), QByteArray("value"));
}

void NewFileTest::isPrivateFromTheFirstByte()
{
    const mode_t before = ::umask(0);
    {
        NewFile file(m_path, FileReaders::OwnerOnly);
        QVERIFY(file.write("value"));
        QCOMPARE(names().size(), 1);
        QCOMPARE(mode(m_folder->filePath(names().constFirst())), 0600U);
        QCOMPARE(file.place(), NewFile::Placed::Yes);
    }
    ::umask(before);
    QCOMPARE(mode(m_path), 0600U);
    QCOMPARE(names(), QStringList(QStringLiteral("secret.json")));
}

void NewFileTest::linkIsNotFollowed_data()
{
    QTest::addColumn<bool>("leadsNowhere");
    QTest::newRow("to a file") << false;
    QTest::newRow("to nothing") << true;
}

void NewFileTest::linkIsNotFollowed()
{
    QFETCH(bool, leadsNowhere);
    const QString other = m_folder->filePath(QStringLiteral("other"));
    if (!leadsNowhere)
        put(other, "theirs");
    QVERIFY(QFile::link(other, m_path));
    const auto refused = writeSecretFile(m_path, WipedBytes(QByteArray("value")), false);
    QVERIFY(!refused);
    QCOMPARE(refused.error().kind, ErrorKind::Conflict);
    QVERIFY(QFileInfo(m_path).isSymLink());

    QVERIFY(writeSecretFile(m_path, WipedBytes(QByteArray("value")), true));
    QVERIFY(!QFileInfo(m_path).isSymLink());
    QCOMPARE(content(m_path), QByteArray("value"));
    QCOMPARE(mode(m_path), 0600U);
    QCOMPARE(QFile::exists(other), !leadsNowhere);
    QCOMPARE(content(other), leadsNowhere ? QByteArray() : QByteArray("theirs"));
}

void NewFileTest::whatIsNotPlacedIsRemoved()
{
    {
        NewFile file(m_path, FileReaders::OwnerOnly);
        QVERIFY(file.write("value"));
    }
    QVERIFY(names().isEmpty());
    put(m_path, "theirs");
    QVERIFY(!writeSecretFile(m_path, WipedBytes(QByteArray("value")), false));
    QCOMPARE(names().size(), 1);
}

void NewFileTest::textIsForWhomTheUmaskSays()
{
    const mode_t before = ::umask(027);
    const auto written = writeTextFile(m_path, "text", false);
    ::umask(before);
    QVERIFY(written);
    QCOMPARE(mode(m_path), 0640U);
}

void NewFileTest::textKeepsItsReaders()
{
    put(m_path, "old");
    QCOMPARE(::chmod(QFile::encodeName(m_path).constData(), 0604), 0);
    QVERIFY(writeTextFile(m_path, "new", true));
    QCOMPARE(content(m_path), QByteArray("new"));
    QCOMPARE(mode(m_path), 0604U);
}

QTEST_GUILESS_MAIN(NewFileTest)
#include "tst_new_file.moc"
