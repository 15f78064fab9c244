// What is remembered, outside the keychain, of what was stored there.

#include "core/keychain/memory_credential_store.h"
#include "core/keychain/presence_index.h"
#include "tests/support/awaited.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

namespace {

StoredCredential credential(const QString &item)
{
    StoredCredential made;
    made.key = {QStringLiteral("c1"), QStringLiteral("owner"), item};
    made.label = QStringLiteral("Keywright · Täst · ") + item;
    return made;
}

} // namespace

class KeychainIndexTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void startsEmpty();
    void marksAndUnmarks();
    void newestIsLast();
    void otherProcessesAreSeen();
    void damagedFileIsSetAside();
    void folderThatCannotBeWritten();
    void memoryStoreBehavesAlike();

private:
    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

void KeychainIndexTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath(QStringLiteral("new/credentials.json"));
}

void KeychainIndexTest::startsEmpty()
{
    const PresenceIndex index(m_file);
    QVERIFY(index.entries().isEmpty());
    QVERIFY(!index.contains(credential(QStringLiteral("a")).key));
    QVERIFY(!QFile::exists(m_file));
}

void KeychainIndexTest::marksAndUnmarks()
{
    PresenceIndex index(m_file);
    const StoredCredential a = credential(QStringLiteral("a"));
    QVERIFY(index.mark(a));
    QVERIFY(index.contains(a.key));
    QCOMPARE(index.entries(), QList<StoredCredential>{a});
    QVERIFY(index.unmark(a.key));
    QVERIFY(index.unmark(a.key));
    QVERIFY(index.entries().isEmpty());
    QVERIFY(!(QFile::permissions(m_file) & (QFileDevice::ReadGroup | QFileDevice::ReadOther)));
}

void KeychainIndexTest::newestIsLast()
{
    PresenceIndex index(m_file);
    const StoredCredential a = credential(QStringLiteral("a"));
    const StoredCredential b = credential(QStringLiteral("b"));
    QVERIFY(index.mark(a));
    QVERIFY(index.mark(b));
    QVERIFY(index.mark(a));
    QCOMPARE(index.entries(), (QList<StoredCredential>{b, a}));
}

void KeychainIndexTest::otherProcessesAreSeen()
{
    PresenceIndex ours(m_file);
    PresenceIndex theirs(m_file);
    QVERIFY(ours.mark(credential(QStringLiteral("a"))));
    QVERIFY(theirs.mark(credential(QStringLiteral("b"))));
    QCOMPARE(ours.entries().size(), 2);
}

void KeychainIndexTest::damagedFileIsSetAside()
{
    PresenceIndex index(m_file);
    QVERIFY(index.mark(credential(QStringLiteral("a"))));
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write("{\"credentials\": [");
    file.close();
    QVERIFY(index.entries().isEmpty());
    QVERIFY(index.mark(credential(QStringLiteral("b"))));
    QCOMPARE(index.entries().size(), 1);
    const QDir directory = QFileInfo(m_file).absoluteDir();
    QCOMPARE(directory.entryList({QStringLiteral("*.unreadable-*")}).size(), 1);
}

void KeychainIndexTest::folderThatCannotBeWritten()
{
    // A file stands where the folder should be.
    QFile inTheWay(m_directory->filePath(QStringLiteral("new")));
    QVERIFY(inTheWay.open(QIODevice::WriteOnly));
    PresenceIndex index(m_file);
    const auto marked = index.mark(credential(QStringLiteral("a")));
    QVERIFY(!marked);
    QCOMPARE(marked.error().kind, ErrorKind::Storage);
}

void KeychainIndexTest::memoryStoreBehavesAlike()
{
    MemoryCredentialStore store;
    const StoredCredential a = credential(QStringLiteral("a"));
    const StoredCredential b = credential(QStringLiteral("b"));
    auto value = std::make_shared<const Secret>(QByteArray("not-a-real-secret"));
    QCOMPARE(await(store.probe()).value(), KeychainState::Unlocked);
    QCOMPARE(await(store.read(a.key)).error().kind, ErrorKind::NotFound);
    QVERIFY(await(store.write(a, value)));
    QVERIFY(await(store.write(b, value)));
    QVERIFY(await(store.write(a, value)));
    QCOMPARE(store.stored(QStringLiteral("c1")), (QList<StoredCredential>{b, a}));
    QVERIFY(store.stored(QStringLiteral("c2")).isEmpty());
    QVERIFY(*await(store.read(a.key)) == *value);
    QVERIFY(await(store.remove(a.key)));
    QVERIFY(await(store.remove(a.key)));
    QCOMPARE(await(store.read(a.key)).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(KeychainIndexTest)
#include "tst_keychain_index.moc"
