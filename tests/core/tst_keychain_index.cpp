// What is remembered, outside the keychain, of what was stored there.

#include "core/keychain/memory_credential_store.h"
#include "core/keychain/presence_index.h"
#include "core/keychain/system_credential_store.h"
#include "tests/support/awaited.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QTemporaryDir>
#include <QTest>

#include <functional>
#include <optional>

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

template <class T> std::optional<Error> errorOf(const Result<T> &result)
{
    return result ? std::nullopt : std::optional(result.error());
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
    void confirmedOnceItWasSeen();
    void olderFilesAreConfirmed();
    void otherProcessesAreSeen();
    void damagedFileIsToldOnceAndSetAside_data();
    void damagedFileIsToldOnceAndSetAside();
    void unreadableFileIsNotEmpty();
    void systemStoreTellsThatNothingIsKnown();
    void folderThatCannotBeWritten();
    void memoryStoreBehavesAlike();

private:
    void writeFile(const QByteArray &content);

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

void KeychainIndexTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath(QStringLiteral("new/credentials.json"));
}

void KeychainIndexTest::writeFile(const QByteArray &content)
{
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    QCOMPARE(file.write(content), content.size());
}

void KeychainIndexTest::startsEmpty()
{
    const PresenceIndex index(m_file);
    QVERIFY(index.entries()->isEmpty());
    QVERIFY(!*index.contains(credential(QStringLiteral("a")).key));
    QVERIFY(!QFile::exists(m_file));
}

void KeychainIndexTest::marksAndUnmarks()
{
    PresenceIndex index(m_file);
    const StoredCredential a = credential(QStringLiteral("a"));
    QVERIFY(index.mark(a));
    QVERIFY(*index.contains(a.key));
    QCOMPARE(*index.entries(), QList<StoredCredential>{a});
    QVERIFY(index.unmark(a.key));
    QVERIFY(index.unmark(a.key));
    QVERIFY(index.entries()->isEmpty());
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
    QCOMPARE(*index.entries(), (QList<StoredCredential>{b, a}));
}

void KeychainIndexTest::confirmedOnceItWasSeen()
{
    PresenceIndex index(m_file);
    const StoredCredential a = credential(QStringLiteral("a"));
    const StoredCredential b = credential(QStringLiteral("b"));
    QVERIFY(index.mark(a) && index.mark(b));
    QVERIFY(*index.contains(a.key));
    QVERIFY(!*index.isConfirmed(a.key));
    QVERIFY(index.confirm(a.key));
    QVERIFY(*index.isConfirmed(a.key));
    QVERIFY(!*index.isConfirmed(b.key));
    // It is written once more, and has been there before.
    QVERIFY(index.mark(a));
    QVERIFY(*index.isConfirmed(a.key));
    QVERIFY(index.unmark(a.key) && index.mark(a));
    QVERIFY(!*index.isConfirmed(a.key));
}

void KeychainIndexTest::olderFilesAreConfirmed()
{
    QVERIFY(QDir().mkpath(QFileInfo(m_file).absolutePath()));
    writeFile("{\"version\":1,\"credentials\":[{\"connection\":\"c\",\"owner\":\"o\","
              "\"item\":\"i\",\"label\":\"l\"}]}");
    const PresenceIndex index(m_file);
    QVERIFY(*index.isConfirmed({QStringLiteral("c"), QStringLiteral("o"), QStringLiteral("i")}));
}

void KeychainIndexTest::otherProcessesAreSeen()
{
    PresenceIndex ours(m_file);
    PresenceIndex theirs(m_file);
    QVERIFY(ours.mark(credential(QStringLiteral("a"))));
    QVERIFY(theirs.mark(credential(QStringLiteral("b"))));
    QCOMPARE(ours.entries()->size(), 2);
}

void KeychainIndexTest::damagedFileIsToldOnceAndSetAside_data()
{
    QTest::addColumn<std::function<std::optional<Error>(PresenceIndex &)>>("use");
    const StoredCredential a = credential(QStringLiteral("a"));
    const auto row = [](const char *name,
                        std::function<std::optional<Error>(PresenceIndex &)> use) {
        QTest::newRow(name) << std::move(use);
    };
    row("entries", [](PresenceIndex &index) { return errorOf(index.entries()); });
    row("contains", [a](PresenceIndex &index) { return errorOf(index.contains(a.key)); });
    row("mark", [a](PresenceIndex &index) { return errorOf(index.mark(a)); });
    row("unmark", [a](PresenceIndex &index) { return errorOf(index.unmark(a.key)); });
}

void KeychainIndexTest::damagedFileIsToldOnceAndSetAside()
{
    QFETCH(std::function<std::optional<Error>(PresenceIndex &)>, use);
    const QByteArray damaged("{\"credentials\": [");
    PresenceIndex index(m_file);
    QVERIFY(index.mark(credential(QStringLiteral("a"))));
    writeFile(damaged);

    const auto problem = use(index);
    QVERIFY(problem);
    QCOMPARE(problem->kind, ErrorKind::Storage);
    const QDir directory = QFileInfo(m_file).absoluteDir();
    const QStringList aside = directory.entryList({QStringLiteral("*.unreadable-*")});
    QCOMPARE(aside.size(), 1);
    QVERIFY(problem->hint.contains(aside.constFirst()));
    QFile kept(directory.filePath(aside.constFirst()));
    QVERIFY(kept.open(QIODevice::ReadOnly));
    QCOMPARE(kept.readAll(), damaged);

    QVERIFY(!use(index));
    QVERIFY(index.mark(credential(QStringLiteral("b"))));
    QCOMPARE(directory.entryList({QStringLiteral("*.unreadable-*")}).size(), 1);
}

void KeychainIndexTest::unreadableFileIsNotEmpty()
{
    PresenceIndex index(m_file);
    QVERIFY(index.mark(credential(QStringLiteral("a"))));
    writeFile(QByteArray(PresenceIndex::sizeCap + 1, ' '));
    for (int time = 0; time < 2; ++time) {
        const auto entries = index.entries();
        QVERIFY(!entries);
        QCOMPARE(entries.error().kind, ErrorKind::Storage);
        QVERIFY(!index.contains(credential(QStringLiteral("a")).key));
        QVERIFY(!index.unmark(credential(QStringLiteral("a")).key));
    }
    QCOMPARE(QFileInfo(m_file).size(), PresenceIndex::sizeCap + 1);
}

void KeychainIndexTest::systemStoreTellsThatNothingIsKnown()
{
    PresenceIndex index(m_file);
    QVERIFY(index.mark(credential(QStringLiteral("a"))));
    writeFile("[");
    const SystemCredentialStore store(QStringLiteral("keywright-test"), m_file);
    const auto stored = store.stored(QStringLiteral("c1"));
    QVERIFY(!stored);
    QCOMPARE(stored.error().kind, ErrorKind::Storage);
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
    QCOMPARE(*store.stored(QStringLiteral("c1")), (QList<StoredCredential>{b, a}));
    QVERIFY(store.stored(QStringLiteral("c2"))->isEmpty());
    QVERIFY(*await(store.read(a.key)) == *value);
    QVERIFY(await(store.remove(a.key)));
    QVERIFY(await(store.remove(a.key)));
    QCOMPARE(await(store.read(a.key)).error().kind, ErrorKind::NotFound);
}

QTEST_GUILESS_MAIN(KeychainIndexTest)
#include "tst_keychain_index.moc"
