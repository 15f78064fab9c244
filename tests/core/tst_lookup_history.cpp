#include "core/workbench/lookup_history.h"
#include "core/workbench/request_json.h"

#include <QFile>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;

namespace {

class SteppingClock : public Clock
{
public:
    QDateTime now() const override { return m_now = m_now.addMSecs(1); }
    std::chrono::milliseconds elapsed() const override { return {}; }

private:
    mutable QDateTime m_now = QDateTime::fromSecsSinceEpoch(1'700'000'000, Qt::UTC);
};

LookupRequest requestFor(const QString &user)
{
    LookupRequest request;
    request.workspace = QStringLiteral("prod");
    request.featureService = QStringLiteral("fraud:v2");
    request.joinKeys.insert(QStringLiteral("user_id"), user);
    request.joinKeys.insert(QStringLiteral("serial"), QStringLiteral("9007199254740993"));
    request.requestContext.insert(QStringLiteral("amount"), 12.5);
    return request;
}

const QString connection = QStringLiteral("c1");

} // namespace

class TestLookupHistory : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init();
    void requestsAsJson();
    void remembersAndCountsAgain();
    void savedAndPinnedStay();
    void savesWhatWasNeverMade();
    void findsByEveryWord();
    void valuesCanBeLeftOut();
    void whatLooksSecretIsNotKept();
    void theOldestAreForgotten();
    void servicesThatWereAnswered();
    void aDamagedFileIsSetAside();
    void aFolderThatCannotBeWritten();

private:
    qint64 remember(const LookupRequest &request, bool withValues = true);
    QStringList users(const QString &text) const;

    std::unique_ptr<QTemporaryDir> m_directory;
    QString m_file;
    std::unique_ptr<LookupHistory> m_history;
};

void TestLookupHistory::init()
{
    m_history.reset();
    m_directory = std::make_unique<QTemporaryDir>();
    m_file = m_directory->filePath(QStringLiteral("lookups.sqlite"));
    m_history = std::make_unique<LookupHistory>(m_file, std::make_shared<SteppingClock>());
}

qint64 TestLookupHistory::remember(const LookupRequest &request, bool withValues)
{
    return m_history->remember(connection, {}, request, LookupOutcome(), withValues).value();
}

QStringList TestLookupHistory::users(const QString &text) const
{
    QStringList names;
    const QList<RememberedLookup> found = m_history->find(connection, text).value();
    for (const RememberedLookup &lookup : found)
        names += lookup.request.joinKeys[QStringLiteral("user_id")].toString();
    return names;
}

void TestLookupHistory::requestsAsJson()
{
    LookupRequest request = requestFor(QStringLiteral("\"é\n"));
    request.joinKeys.insert(QStringLiteral("none"), QJsonValue::Null);
    request.options.tags = true;
    request.options.names = false;
    request.options.apiVersion = ApiVersion::V2;
    QCOMPARE(requestFromJson(requestToJson(request, true)).value(), request);
    const LookupRequest bare = requestFromJson(requestToJson(request, false)).value();
    QCOMPARE(bare.joinKeys.keys(), request.joinKeys.keys());
    QVERIFY(bare.joinKeys[QStringLiteral("user_id")].isNull());
    QVERIFY(!requestFromJson("{}"));
    QVERIFY(!requestFromJson("nonsense"));
}

void TestLookupHistory::remembersAndCountsAgain()
{
    LookupOutcome outcome;
    outcome.features = 12;
    outcome.time = std::chrono::microseconds(34'567);
    const LookupRequest request = requestFor(QStringLiteral("u1"));
    const qint64 first = remember(request);
    QCOMPARE(m_history->remember(connection, {}, request, outcome, true).value(), first);
    const qint64 other =
        m_history->remember(connection, QStringLiteral("acc"), request, outcome, true).value();
    QVERIFY(other != first);
    QVERIFY(m_history->remember(QStringLiteral("c2"), {}, request, outcome, true));
    const auto found = m_history->find(connection, {}).value();
    QCOMPARE(found.size(), 2);
    QCOMPARE(found.at(0).accountId, QStringLiteral("acc"));
    QCOMPARE(found.at(1).runs, 2);
    QCOMPARE(found.at(1).request, request);
    QCOMPARE(found.at(1).outcome, outcome);
    QVERIFY(found.at(1).hasValues);
    QVERIFY(found.at(0).lastRunAt > found.at(1).lastRunAt);
}

void TestLookupHistory::savedAndPinnedStay()
{
    const qint64 plain = remember(requestFor(QStringLiteral("plain")));
    const qint64 saved = remember(requestFor(QStringLiteral("saved")));
    const qint64 pinned = remember(requestFor(QStringLiteral("pinned")));
    remember(requestFor(QStringLiteral("last")));
    QVERIFY(m_history->setName(saved, QStringLiteral(" Big spender ")));
    QVERIFY(m_history->setPinned(pinned, true));
    QCOMPARE(users({}).first(), QStringLiteral("pinned"));
    QVERIFY(m_history->clear(connection));
    QCOMPARE(users({}), QStringList({QStringLiteral("pinned"), QStringLiteral("saved")}));
    QCOMPARE(m_history->find(connection, {}).value().at(1).name, QStringLiteral("Big spender"));
    QVERIFY(m_history->remove(saved));
    QVERIFY(m_history->remove(plain));
    QCOMPARE(users({}).size(), 1);
    QVERIFY(m_history->forget(QStringLiteral("c2")));
    QCOMPARE(users({}).size(), 1);
    QVERIFY(m_history->forget(connection));
    QVERIFY(users({}).isEmpty());
}

void TestLookupHistory::savesWhatWasNeverMade()
{
    const LookupRequest request = requestFor(QStringLiteral("u1"));
    const QString name = QStringLiteral("Mine");
    const qint64 first = m_history->save(connection, {}, request, name).value();
    QCOMPARE(m_history->kept(connection)->at(0).runs, 0);
    QCOMPARE(m_history->kept(connection)->at(0).outcome.word, QString());
    QVERIFY(m_history->services(connection, request.workspace)->isEmpty());
    QCOMPARE(remember(request), first);
    QCOMPARE(m_history->kept(connection)->at(0).runs, 1);
    QCOMPARE(m_history->kept(connection)->at(0).name, name);
    const qint64 other =
        m_history->save(connection, {}, requestFor(QStringLiteral("u2")), name).value();
    const auto kept = m_history->kept(connection).value();
    QCOMPARE(kept.size(), 1);
    QCOMPARE(kept.at(0).id, other);
    // The one that had the name is history now.
    QCOMPARE(m_history->find(connection, {})->size(), 2);
    const QString secret = QStringLiteral("mdb_sa_sk_") + QString(40, QLatin1Char('x'));
    const auto refused = m_history->save(connection, {}, requestFor(secret), name);
    QCOMPARE(refused.error().kind, ErrorKind::InvalidInput);
    QCOMPARE(m_history->kept(connection)->size(), 1);
}

void TestLookupHistory::findsByEveryWord()
{
    remember(requestFor(QStringLiteral("Alice")));
    const qint64 bob = remember(requestFor(QStringLiteral("bob")));
    QVERIFY(m_history->setName(bob, QStringLiteral("The builder")));
    QCOMPARE(users(QStringLiteral("alice")), QStringList(QStringLiteral("Alice")));
    QCOMPARE(users(QStringLiteral("fraud builder")), QStringList(QStringLiteral("bob")));
    QCOMPARE(users(QStringLiteral("9007199254740993")).size(), 2);
    QCOMPARE(users(QStringLiteral("amount=12.5")).size(), 2);
    QVERIFY(users(QStringLiteral("alice builder")).isEmpty());
    QVERIFY(users(QStringLiteral("%")).isEmpty());
    QCOMPARE(m_history->find(connection, {}, 1).value().size(), 1);
}

void TestLookupHistory::valuesCanBeLeftOut()
{
    remember(requestFor(QStringLiteral("do-not-keep")), false);
    const auto found = m_history->find(connection, {}).value();
    QVERIFY(!found.at(0).hasValues);
    QVERIFY(found.at(0).request.joinKeys.contains(QStringLiteral("user_id")));
    m_history.reset();
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::ReadOnly));
    QVERIFY(!file.readAll().contains("do-not-keep"));
    QCOMPARE(file.permissions() & (QFile::ReadOther | QFile::ReadGroup), QFile::Permissions());
}

void TestLookupHistory::whatLooksSecretIsNotKept()
{
    const QString secret = QStringLiteral("mdb_sa_sk_") + QString(40, QLatin1Char('x'));
    remember(requestFor(secret));
    QVERIFY(!m_history->find(connection, {}).value().at(0).hasValues);
}

void TestLookupHistory::theOldestAreForgotten()
{
    const qint64 saved = remember(requestFor(QStringLiteral("saved")));
    QVERIFY(m_history->setName(saved, QStringLiteral("saved")));
    for (int i = 0; i < LookupHistory::capacity + 5; ++i)
        remember(requestFor(QString::number(i)));
    const QStringList left = users({});
    // find() itself gives no more than the capacity.
    QCOMPARE(left.size(), LookupHistory::capacity);
    QCOMPARE(left.first(), QString::number(LookupHistory::capacity + 4));
    QCOMPARE(users(QStringLiteral("saved")).size(), 1);
    QVERIFY(users(QStringLiteral("user_id=4")).size() > 0);
    QVERIFY(!left.contains(QStringLiteral("4")));
}

void TestLookupHistory::servicesThatWereAnswered()
{
    remember(requestFor(QStringLiteral("a")));
    remember(requestFor(QStringLiteral("b")));
    LookupOutcome refused;
    refused.word = QStringLiteral("not-found");
    LookupRequest wrong = requestFor(QStringLiteral("a"));
    wrong.featureService = QStringLiteral("frod");
    QVERIFY(m_history->remember(connection, {}, wrong, refused, true));
    QCOMPARE(
        m_history->services(connection, QStringLiteral("prod")).value(),
        QStringList(QStringLiteral("fraud:v2")));
    QVERIFY(m_history->services(connection, QStringLiteral("other")).value().isEmpty());
    LookupRequest another = requestFor(QStringLiteral("a"));
    another.featureService = QStringLiteral("a-later-one");
    remember(another);
    QCOMPARE(
        m_history->services(connection, QStringLiteral("prod")).value(),
        (QStringList{QStringLiteral("a-later-one"), QStringLiteral("fraud:v2")}));
    QCOMPARE(m_history->lastWorkspace(connection).value(), QStringLiteral("prod"));
    QCOMPARE(m_history->lastWorkspace(QStringLiteral("c2")).value(), QString());
}

void TestLookupHistory::aDamagedFileIsSetAside()
{
    m_history.reset();
    QFile file(m_file);
    QVERIFY(file.open(QIODevice::WriteOnly));
    file.write(QByteArray("This is no database. ").repeated(1000));
    file.close();
    LookupHistory history(m_file, std::make_shared<SteppingClock>());
    QVERIFY(history.find(connection, {}).value().isEmpty());
    QVERIFY(history.damage());
    QVERIFY(history.damage()->message.startsWith(QLatin1String("The lookup history was damaged")));
}

void TestLookupHistory::aFolderThatCannotBeWritten()
{
    LookupHistory history(
        QStringLiteral("/proc/no/such/lookups.sqlite"), std::make_shared<SteppingClock>());
    const auto found = history.find(connection, {});
    QVERIFY(!found);
    QCOMPARE(found.error().kind, ErrorKind::Storage);
}

QTEST_GUILESS_MAIN(TestLookupHistory)
#include "tst_lookup_history.moc"
