// The connections on disk: what is refused, what survives, and that nothing is written over.

#include "core/connection/connection_store.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

namespace {

Connection sample(const QString &name)
{
    Connection connection;
    connection.id = ConnectionStore::newId();
    connection.name = name;
    connection.provider = QStringLiteral("tecton");
    connection.baseUrl = QUrl(QStringLiteral("https://acme.example"));
    return connection;
}

constexpr auto ownerOnly = QFileDevice::ReadOwner | QFileDevice::WriteOwner |
                           QFileDevice::ReadUser | QFileDevice::WriteUser;

} // namespace

class ConnectionStoreTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();

    void missingFileIsSuccess();
    void everythingIsKept();
    void fileAndFolderAreForTheirOwnerOnly();
    void refusesWrongConnections_data();
    void refusesWrongConnections();
    void refusesTakenName();
    void savingAgainReplaces();
    void removing();
    void unknownKeysAreSkipped();
    void unreadableFileIsSetAside_data();
    void unreadableFileIsSetAside();
    void tooLargeFileIsSetAside();
    void failedWriteChangesNothing();

private:
    void writeFile(const QByteArray &content);
    QStringList setAsideFiles() const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
};

void ConnectionStoreTest::init()
{
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath(QStringLiteral("data/connections.json"));
}

void ConnectionStoreTest::writeFile(const QByteArray &content)
{
    QDir().mkpath(QFileInfo(m_file).absolutePath());
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(content);
}

QStringList ConnectionStoreTest::setAsideFiles() const
{
    return QFileInfo(m_file).absoluteDir().entryList(
        {QStringLiteral("connections.json.unreadable-*")}, QDir::Files);
}

void ConnectionStoreTest::missingFileIsSuccess()
{
    ConnectionStore store(m_file);
    QVERIFY(store.load());
    QVERIFY(store.connections().isEmpty());
    QVERIFY(!QFile::exists(m_file));
}

void ConnectionStoreTest::everythingIsKept()
{
    Connection full = sample(QStringLiteral("Täcton “prod”"));
    full.baseUrl = QUrl(QStringLiteral("https://acme.example/a%20b"));
    full.signIn = SignIn::ClientCredentials;
    full.clientId = QStringLiteral("client-1");
    full.tokenUrl = QUrl(QStringLiteral("https://login.example/token"));
    full.orgId = QStringLiteral("32b6e34b3d91647abb20e7b8");
    full.projectId = QStringLiteral("5f9c0c3d1a2b4e6d8f7a9b0c");
    full.transport.proxy = QUrl(QStringLiteral("socks5://proxy.example:1080"));
    full.transport.caFile = QStringLiteral("/etc/ca.pem");
    full.transport.connectTimeout = std::chrono::milliseconds(1);
    full.transport.transferTimeout = std::chrono::milliseconds(2);
    full.transport.deadline = std::chrono::milliseconds(3);
    full.paths.insert(QStringLiteral("listAccounts"), QStringLiteral("/other"));
    Connection plain = sample(QStringLiteral("plain"));
    plain.signIn = SignIn::Digest;

    ConnectionStore first(m_file);
    QSignalSpy saved(&first, &ConnectionStore::saved);
    QVERIFY(first.save(full));
    QVERIFY(first.save(plain));
    QCOMPARE(saved.size(), 2);

    ConnectionStore second(m_file);
    QVERIFY(second.load());
    QCOMPARE(second.connections(), (QList<Connection>{full, plain}));
    QCOMPARE(second.byId(full.id), std::optional<Connection>(full));
    QCOMPARE(second.byName(plain.name), std::optional<Connection>(plain));
    QVERIFY(!second.byId(QStringLiteral("other")));
    QVERIFY(!second.byName(QStringLiteral("other")));
}

void ConnectionStoreTest::fileAndFolderAreForTheirOwnerOnly()
{
    ConnectionStore store(m_file);
    QVERIFY(store.save(sample(QStringLiteral("a"))));
    QCOMPARE(QFile::permissions(m_file), QFileDevice::Permissions(ownerOnly));
    QCOMPARE(
        QFile::permissions(QFileInfo(m_file).absolutePath()),
        QFileDevice::Permissions(ownerOnly | QFileDevice::ExeOwner | QFileDevice::ExeUser));
    // Also when a file with other permissions is replaced.
    QFile::setPermissions(m_file, ownerOnly | QFileDevice::ReadOther);
    QVERIFY(store.save(sample(QStringLiteral("b"))));
    QCOMPARE(QFile::permissions(m_file), QFileDevice::Permissions(ownerOnly));
}

void ConnectionStoreTest::refusesWrongConnections_data()
{
    QTest::addColumn<QString>("name");
    QTest::addColumn<QUrl>("baseUrl");
    QTest::addColumn<QUrl>("tokenUrl");
    QTest::addColumn<QUrl>("proxy");
    QTest::addColumn<QString>("field");
    const QUrl good(QStringLiteral("https://a.example"));
    const QUrl withPassword(QStringLiteral("https://user:pass@a.example"));
    const QString name = QStringLiteral("name");
    QTest::newRow("empty name") << QString() << good << QUrl() << QUrl() << name;
    QTest::newRow("blank name") << QStringLiteral(" \t") << good << QUrl() << QUrl() << name;
    QTest::newRow("long name") << QString(81, u'x') << good << QUrl() << QUrl() << name;
    QTest::newRow("hidden mark") << QStringLiteral("Prod\u200b") << good << QUrl() << QUrl()
                                 << name;
    QTest::newRow("turned text") << QStringLiteral("Pr\u202eod") << good << QUrl() << QUrl()
                                 << name;
    QTest::newRow("line break") << QStringLiteral("a\nb") << good << QUrl() << QUrl() << name;
    QTest::newRow("base URL") << name << withPassword << QUrl() << QUrl()
                              << QStringLiteral("baseUrl");
    QTest::newRow("token URL") << name << good << withPassword << QUrl()
                               << QStringLiteral("tokenUrl");
    QTest::newRow("proxy") << name << good << QUrl() << withPassword << QStringLiteral("proxy");
}

void ConnectionStoreTest::refusesWrongConnections()
{
    QFETCH(QString, name);
    QFETCH(QUrl, baseUrl);
    QFETCH(QUrl, tokenUrl);
    QFETCH(QUrl, proxy);
    QFETCH(QString, field);
    Connection connection = sample(name);
    connection.baseUrl = baseUrl;
    connection.tokenUrl = tokenUrl;
    connection.transport.proxy = proxy;
    ConnectionStore store(m_file);
    const auto saved = store.save(connection);
    QVERIFY(!saved);
    QCOMPARE(saved.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(saved.error().field, field);
    QVERIFY(store.connections().isEmpty());
    QVERIFY(!QFile::exists(m_file));
}

void ConnectionStoreTest::refusesTakenName()
{
    ConnectionStore store(m_file);
    QVERIFY(store.save(sample(QStringLiteral("prod"))));
    const auto saved = store.save(sample(QStringLiteral(" prod ")));
    QVERIFY(!saved);
    QCOMPARE(saved.error().field, QStringLiteral("name"));
    QCOMPARE(store.connections().size(), 1);
}

void ConnectionStoreTest::savingAgainReplaces()
{
    ConnectionStore store(m_file);
    Connection connection = sample(QStringLiteral("prod"));
    QVERIFY(store.save(connection));
    connection.name = QStringLiteral("production");
    QVERIFY(store.save(connection));
    QCOMPARE(store.connections(), QList<Connection>{connection});
}

void ConnectionStoreTest::removing()
{
    ConnectionStore store(m_file);
    QSignalSpy removed(&store, &ConnectionStore::removed);
    const Connection connection = sample(QStringLiteral("prod"));
    QVERIFY(store.save(connection));
    QVERIFY(store.remove(connection.id));
    QVERIFY(store.remove(connection.id));
    QCOMPARE(removed.size(), 1);
    ConnectionStore again(m_file);
    QVERIFY(again.load());
    QVERIFY(again.connections().isEmpty());
}

void ConnectionStoreTest::unknownKeysAreSkipped()
{
    writeFile(R"({"version": 1, "later": {"x": [1]}, "connections": [
        {"id": "1", "name": "n", "provider": "tecton", "baseUrl": "https://a.example",
         "signIn": "api-key", "colour": "red"}]})");
    ConnectionStore store(m_file);
    QVERIFY(store.load());
    QCOMPARE(store.connections().size(), 1);
    QCOMPARE(store.connections().constFirst().transport, TransportOptions());
}

void ConnectionStoreTest::unreadableFileIsSetAside_data()
{
    QTest::addColumn<QByteArray>("content");
    QTest::newRow("not JSON") << QByteArray("\x01 nonsense");
    QTest::newRow("cut off") << QByteArray(R"({"connections": [{"id": "1", )");
    QTest::newRow("other type") << QByteArray("[]");
    QTest::newRow("lacks a name") << QByteArray(R"({"connections": [{"id": "1"}]})");
    QTest::newRow("unknown sign-in") << QByteArray(R"({"connections": [{"id": "1", "name": "n",
        "provider": "p", "baseUrl": "https://a.example", "signIn": "magic"}]})");
    QTest::newRow("negative time-out") << QByteArray(R"({"connections": [{"id": "1", "name": "n",
        "provider": "p", "baseUrl": "https://a.example", "signIn": "api-key",
        "transport": {"deadlineMs": -1}}]})");
    QTest::newRow("path is no text") << QByteArray(R"({"connections": [{"id": "1", "name": "n",
        "provider": "p", "baseUrl": "https://a.example", "signIn": "api-key",
        "paths": {"listAccounts": 7}}]})");
}

void ConnectionStoreTest::unreadableFileIsSetAside()
{
    QFETCH(QByteArray, content);
    writeFile(content);
    ConnectionStore store(m_file);
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QCOMPARE(loaded.error().kind, ErrorKind::Storage);
    QVERIFY(loaded.error().hint.contains(u".unreadable-"));
    QVERIFY(store.connections().isEmpty());
    QCOMPARE(setAsideFiles().size(), 1);

    // The store is usable, and what was set aside is still as it was.
    QVERIFY(store.save(sample(QStringLiteral("new"))));
    QFile aside(QFileInfo(m_file).absoluteDir().filePath(setAsideFiles().constFirst()));
    QVERIFY(aside.open(QIODevice::ReadOnly));
    QCOMPARE(aside.readAll(), content);
}

void ConnectionStoreTest::tooLargeFileIsSetAside()
{
    writeFile(QByteArray(5 * 1024 * 1024, ' '));
    ConnectionStore store(m_file);
    const auto loaded = store.load();
    QVERIFY(!loaded);
    QVERIFY(loaded.error().message.contains(u"too large"));
    QCOMPARE(setAsideFiles().size(), 1);
}

void ConnectionStoreTest::failedWriteChangesNothing()
{
    // A folder stands where the file should be.
    QDir().mkpath(m_file + QStringLiteral("/in-the-way"));
    ConnectionStore store(m_file);
    QSignalSpy saved(&store, &ConnectionStore::saved);
    const auto outcome = store.save(sample(QStringLiteral("prod")));
    QVERIFY(!outcome);
    QCOMPARE(outcome.error().kind, ErrorKind::Storage);
    QVERIFY(store.connections().isEmpty());
    QCOMPARE(saved.size(), 0);
}

QTEST_GUILESS_MAIN(ConnectionStoreTest)
#include "tst_connection_store.moc"
