#include "tests/cli/cli_fixture.h"

#include <QTest>

using namespace keywright::test;

namespace {

const QString backupExporter = QStringLiteral("mdb_sa_id_71c05be29d38f6a4170e92bb");
const QString projectBootstrap = QStringLiteral("mdb_sa_id_d9137fc2a5e84b06d1c27e93");

QStringList valuesOf(const QJsonArray &objects, const QString &key)
{
    QStringList values;
    for (const QJsonValue &object : objects)
        values += object[key].toString();
    return values;
}

} // namespace

/// Access lists, projects and free reads, which an organisation has and a cluster has not.
class CliAccessTest : public QObject
{
    Q_OBJECT

private:
    std::unique_ptr<CliFixture> m_cli;

private Q_SLOTS:
    void init()
    {
        m_cli = std::make_unique<CliFixture>();
        QCOMPARE(m_cli->start(), QString());
    }

    void listsEntriesWithStableKeys()
    {
        const Outcome listed =
            m_cli->onAtlas(words("--json access list") + QStringList(backupExporter));
        QVERIFY2(listed.status == 0, listed.err.constData());
        QCOMPARE(listed.array().size(), 3);
        const QJsonObject first = listed.array()[0].toObject();
        QCOMPARE(first.keys(), words("address createdAt lastUsedAddress lastUsedAt requestCount"));
        QCOMPARE(first[QStringLiteral("requestCount")].toInt(), 15230);
        const Outcome table = m_cli->onAtlas(words("access list") + QStringList(backupExporter));
        QVERIFY(table.out.startsWith("ADDRESS "));
        QVERIFY(table.out.contains("203.0.113.10"));
    }

    void addsAndRemovesEntries()
    {
        const QStringList id(projectBootstrap);
        const Outcome none = m_cli->onAtlas(words("access list") + id);
        QVERIFY2(none.err.contains("from anywhere"), none.err.constData());
        const QStringList wanted = words("198.51.100.7 2001:db8::/48 10.1.2.3/16");
        const Outcome added = m_cli->onAtlas(words("--json access add") + id + wanted);
        QVERIFY2(added.status == 0, added.err.constData());
        QStringList addresses = valuesOf(added.array(), QStringLiteral("address"));
        addresses.sort();
        QCOMPARE(addresses.first(2), words("10.1.0.0/16 198.51.100.7"));
        QVERIFY(addresses.value(2).startsWith(u"2001:db8:"));
        // Once more changes nothing.
        QCOMPARE(m_cli->onAtlas(words("--json access add") + id + wanted).array().size(), 3);

        const Outcome removed =
            m_cli->onAtlas(words("--json access remove") + id + words("10.1.0.0/16"));
        QVERIFY2(removed.status == 0, removed.err.constData());
        QCOMPARE(
            removed.object()[QStringLiteral("removed")].toString(), QStringLiteral("10.1.0.0/16"));
        QCOMPARE(m_cli->onAtlas(words("access remove") + id + words("10.1.0.0/16")).status, 5);
        QCOMPARE(m_cli->onAtlas(words("--json access list") + id).array().size(), 2);
    }

    void addsThisMachinesAddress()
    {
        const Outcome added =
            m_cli->onAtlas(words("--json access add --mine") + QStringList(projectBootstrap));
        QVERIFY2(added.status == 0, added.err.constData());
        QCOMPARE(
            valuesOf(added.array(), QStringLiteral("address")),
            QStringList(QStringLiteral("127.0.0.1")));
    }

    void refusesWhatIsNoAddress()
    {
        const QStringList id(projectBootstrap);
        for (const QString &text : words("nonsense 300.1.1.1 10.0.0.0/33")) {
            const Outcome refused =
                m_cli->onAtlas(words("--json access add") + id + QStringList(text));
            QCOMPARE(refused.status, 2);
            QCOMPARE(
                refused.error()[QStringLiteral("field")].toString(), QStringLiteral("address"));
            QCOMPARE(m_cli->onAtlas(words("access remove") + id + QStringList(text)).status, 2);
        }
        QCOMPARE(m_cli->onAtlas(words("access add") + id).status, 2);
        QCOMPARE(m_cli->onAtlas(words("access remove") + id).status, 2);
        QCOMPARE(m_cli->onAtlas(words("access list mdb_sa_id_000000000000000000000000")).status, 5);
    }

    void listsProjectsWithStableKeys()
    {
        const Outcome listed = m_cli->onAtlas(words("--json projects list"));
        QVERIFY2(listed.status == 0, listed.err.constData());
        QCOMPARE(listed.array().size(), m_cli->info().atlas.projectIds.size());
        QCOMPARE(
            listed.array()[0].toObject().keys(), words("clusterCount createdAt id name orgId"));
        QVERIFY(m_cli->onAtlas(words("projects list")).out.contains("prod"));
    }

    void invitesAndRemovesMembers()
    {
        const QString project = m_cli->info().atlas.projectIds.value(0);
        const QStringList who{projectBootstrap, QStringLiteral("--project"), project};
        const QStringList memberships =
            words("--json projects list") + QStringList(projectBootstrap);
        const auto before = m_cli->onAtlas(memberships).array().size();
        QCOMPARE(m_cli->onAtlas(words("projects invite") + who).status, 2); // no role
        const Outcome invited = m_cli->onAtlas(
            words("--json projects invite --role GROUP_READ_ONLY --role "
                  "GROUP_DATA_ACCESS_READ_ONLY") +
            who);
        QVERIFY2(invited.status == 0, invited.err.constData());
        QCOMPARE(invited.object().keys(), words("id projectId"));
        const QJsonArray after = m_cli->onAtlas(memberships).array();
        QCOMPARE(after.size(), before + 1);
        QCOMPARE(after[0].toObject().keys(), words("projectId roles"));

        const Outcome removed = m_cli->onAtlas(words("projects remove") + who);
        QVERIFY2(removed.status == 0, removed.err.constData());
        // What it means is said before it is done.
        QVERIFY(removed.err.indexOf("only leaves this project") < removed.err.indexOf("Removed"));
        QVERIFY(removed.err.contains("only leaves this project"));
        QCOMPARE(m_cli->onAtlas(memberships).array().size(), before);
        QCOMPARE(m_cli->onAtlas(words("projects remove") + who).status, 5);
    }

    void lostAnswersAreLookedUp()
    {
        const QStringList id(projectBootstrap);
        const QString project = m_cli->info().atlas.projectIds.value(0);
        const QStringList who{projectBootstrap, QStringLiteral("--project"), project};
        const auto losing = [this](const QString &fault, const QStringList &arguments) {
            m_cli->sandbox().setFaults({fault});
            const Outcome outcome = m_cli->onAtlas(arguments);
            m_cli->sandbox().setFaults({});
            return outcome;
        };
        const Outcome added = losing(
            QStringLiteral("accessList=drop-after@2"), // the list is looked at first
            words("--json access add") + id + words("198.51.100.7"));
        QVERIFY2(added.status == 0, added.err.constData());
        QCOMPARE(added.array().size(), 1);
        const Outcome removed = losing(
            QStringLiteral("accessList/=drop-after"),
            words("access remove") + id + words("198.51.100.7"));
        QVERIFY2(removed.status == 0, removed.err.constData());
        const QString ofProject = QStringLiteral("groups/%1/=drop-after@1").arg(project);
        const Outcome invited =
            losing(ofProject, words("projects invite --role GROUP_READ_ONLY") + who);
        QVERIFY2(invited.status == 0, invited.err.constData());
        const Outcome left = losing(ofProject, words("projects remove") + who);
        QVERIFY2(left.status == 0, left.err.constData());
    }

    void listsWhatHappened()
    {
        const Outcome added = m_cli->onAtlas(
            words("accounts create --name eventful --description d --no-store --role "
                  "ORG_READ_ONLY@org --expires 30d"));
        QVERIFY2(added.status == 0, added.err.constData());
        const auto accounts = m_cli->onAtlas(words("--json accounts list --search eventful"));
        const QStringList id(accounts.array()[0][QStringLiteral("id")].toString());
        const Outcome events = m_cli->onAtlas(words("--json accounts events --since 1h") + id);
        QVERIFY2(events.status == 0, events.err.constData());
        QCOMPARE(events.array().size(), 1);
        const QJsonObject event = events.array()[0].toObject();
        QCOMPARE(event.keys(), words("actor at id projectId remoteAddress target type"));
        QCOMPARE(event[QStringLiteral("target")].toString(), id.first());
        QCOMPARE(event[QStringLiteral("actor")].toString(), m_cli->info().atlas.clientId);
        const Outcome newest = m_cli->onAtlas(words("accounts events --limit 1"));
        QVERIFY(newest.out.startsWith("AT "));
        QCOMPARE(newest.out.count('\n'), 2);
        QVERIFY2(newest.err.contains("--limit"), newest.err.constData());
        QVERIFY(
            m_cli->onAtlas(words("--json accounts events --since 2999-01-01")).array().isEmpty());
        QCOMPARE(m_cli->onAtlas(words("accounts events --since lately")).status, 2);
    }

    void readsAnyPath()
    {
        const Outcome read = m_cli->onAtlas(words("--json call GET /orgs?name=acme"));
        QVERIFY2(read.status == 0, read.err.constData());
        QCOMPARE(
            read.object()[QStringLiteral("results")][0][QStringLiteral("id")].toString(),
            m_cli->info().atlas.orgId);
        QCOMPARE(m_cli->onAtlas(words("call GET /orgs?name=acme")).out, read.out);
        QCOMPARE(m_cli->onAtlas(words("call GET /groups/000000000000000000000000")).status, 5);
    }

    void readsOnlyAndOnlyThere()
    {
        const Outcome post = m_cli->onAtlas(words("--json call POST /orgs"));
        QCOMPARE(post.status, 2);
        QVERIFY(post.error()[QStringLiteral("message")].toString().contains(u"GET"));
        for (const QString &path : words("orgs https://example.test/orgs //example.test/x /../x")) {
            const Outcome refused = m_cli->onAtlas(words("--json call GET") + QStringList(path));
            QCOMPARE(refused.status, 2);
            QCOMPARE(refused.error()[QStringLiteral("field")].toString(), QStringLiteral("path"));
        }
        m_cli->sandbox().setFaults({QStringLiteral("/orgs=html")});
        QCOMPARE(m_cli->onAtlas(words("--json call GET /orgs")).status, 8);
    }

    void refusedInWordsWhereTheSystemHasNone_data()
    {
        QTest::addColumn<QString>("command");
        QTest::addColumn<QString>("what");
        QTest::newRow("access") << "access list x" << "IP access lists";
        QTest::newRow("access add") << "access add x 10.0.0.1" << "IP access lists";
        QTest::newRow("access remove") << "access remove x 10.0.0.1" << "IP access lists";
        QTest::newRow("projects") << "projects list" << "projects";
        QTest::newRow("projects of") << "projects list x" << "projects";
        QTest::newRow("invite") << "projects invite x --project p --role r" << "projects";
        QTest::newRow("remove") << "projects remove x --project p" << "projects";
        QTest::newRow("call") << "call GET /orgs" << "free reads";
        QTest::newRow("events") << "accounts events" << "a log";
        QTest::newRow("expiry") << "secrets create x --expires 30d" << "end by themselves";
        QTest::newRow("expiry of the first")
            << "accounts create --name x --expires 30d" << "end by themselves";
    }

    void refusedInWordsWhereTheSystemHasNone()
    {
        QFETCH(QString, command);
        QFETCH(QString, what);
        const Outcome refused = m_cli->onTecton(words("--json") + command.split(QLatin1Char(' ')));
        QCOMPARE(refused.status, 2);
        const QString message = refused.error()[QStringLiteral("message")].toString();
        QVERIFY2(message.startsWith(u"Tecton does not offer"), qPrintable(message));
        QVERIFY2(message.contains(what), qPrintable(message));
        QVERIFY(!refused.error()[QStringLiteral("hint")].toString().isEmpty());
    }
};

QTEST_GUILESS_MAIN(CliAccessTest)
#include "tst_cli_access.moc"
