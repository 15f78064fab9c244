#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;

/// What all calls share, and the calls around the service accounts.
class TestSandboxAtlasCalls : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_atlas = std::make_unique<AtlasFixture>(); }

    void choosesTheVersion_data();
    void choosesTheVersion();
    void checksTheVersionOfABody_data();
    void checksTheVersionOfABody();
    void pagesThroughManyAccounts();
    void refusesPages_data();
    void refusesPages();
    void keepsTheQueryInLinks();
    void wrapsAndIndents();
    void tellsWhichRoleIsMissing_data();
    void tellsWhichRoleIsMissing();
    void limitsCalls();
    void tellsTheStatus();
    void findsOrganizations();
    void findsProjects();
    void listsClusters();
    void listsKeysOfAProject();
    void tellsWhatHappened();
    void tellsLimits();
    void knowsOtherMethodsOnly();

private:
    std::unique_ptr<AtlasFixture> m_atlas;
};

void TestSandboxAtlasCalls::choosesTheVersion_data()
{
    QTest::addColumn<QByteArray>("accept");
    QTest::addColumn<int>("status");
    QTest::addColumn<QString>("code");
    const QByteArray start = "application/vnd.atlas.";
    QTest::newRow("newest") << start + "2025-03-12+json" << 200 << QString();
    QTest::newRow("its own") << start + "2024-08-05+json" << 200 << QString();
    QTest::newRow("of several") << "text/html, " + start + "2024-08-05+json; q=0.5" << 200
                                << QString();
    QTest::newRow("too old") << start + "2023-01-01+json" << 410 << u"VERSION_GONE"_s;
    QTest::newRow("none") << QByteArray() << 406 << u"INVALID_VERSION_DATE"_s;
    QTest::newRow("plain") << QByteArray("application/json") << 406 << u"INVALID_VERSION_DATE"_s;
    QTest::newRow("anything") << QByteArray("*/*") << 406 << u"INVALID_VERSION_DATE"_s;
    QTest::newRow("no date") << start + "2024-13-05+json" << 406 << u"INVALID_VERSION_DATE"_s;
    QTest::newRow("csv") << start + "2024-08-05+csv" << 406 << u"INVALID_VERSION_DATE"_s;
}

void TestSandboxAtlasCalls::choosesTheVersion()
{
    QFETCH(QByteArray, accept);
    QFETCH(int, status);
    auto request = m_atlas->request("GET", m_atlas->org + "/serviceAccounts");
    request.headers["accept"] = accept;
    QCOMPARE(m_atlas->send(request).status, status);
    QTEST(m_atlas->errorCode(), "code");
    QCOMPARE(
        m_atlas->last.contentType, status == 200
                                       ? QByteArray("application/vnd.atlas.2024-08-05+json")
                                       : QByteArray("application/json"));
}

void TestSandboxAtlasCalls::checksTheVersionOfABody_data()
{
    QTest::addColumn<QByteArray>("contentType");
    QTest::addColumn<int>("status");
    QTest::newRow("versioned") << QByteArray("application/vnd.atlas.2024-08-05+json") << 201;
    QTest::newRow("plain") << QByteArray("application/json") << 415;
    QTest::newRow("none") << QByteArray() << 415;
    QTest::newRow("too old") << QByteArray("application/vnd.atlas.2023-01-01+json") << 410;
}

void TestSandboxAtlasCalls::checksTheVersionOfABody()
{
    QFETCH(QByteArray, contentType);
    auto request = m_atlas->request("POST", m_atlas->org + "/serviceAccounts");
    request.headers["content-type"] = contentType;
    request.body = QJsonDocument(AtlasFixture::newAccount(u"new"_s, {u"ORG_MEMBER"_s})).toJson();
    QTEST(m_atlas->send(request).status, "status");
}

void TestSandboxAtlasCalls::pagesThroughManyAccounts()
{
    const int extra = 1234 - 9;
    keywright::sandbox::atlas::addExtraAccounts(m_atlas->state, extra, m_atlas->nowMs);
    QByteArray target = m_atlas->org + "/serviceAccounts?itemsPerPage=100";
    QSet<QString> ids;
    QList<qsizetype> sizes;
    while (!target.isEmpty()) {
        QCOMPARE(m_atlas->call("GET", target), 200);
        QCOMPARE(m_atlas->json()["totalCount"_L1].toInt(), 1234);
        sizes.append(m_atlas->results().size());
        for (const QJsonValue &account : m_atlas->results())
            ids.insert(account["clientId"_L1].toString());
        target.clear();
        for (const QJsonValue &link : m_atlas->json()["links"_L1].toArray()) {
            if (link["rel"_L1].toString() == "next"_L1)
                target = QUrl(link["href"_L1].toString())
                             .toEncoded(QUrl::RemoveAuthority | QUrl::RemoveScheme);
        }
    }
    QCOMPARE(ids.size(), 1234);
    QCOMPARE(sizes.size(), 13);
    QCOMPARE(sizes.last(), 34);
    m_atlas->call("GET", m_atlas->org + "/serviceAccounts?itemsPerPage=500&pageNum=4");
    QCOMPARE(m_atlas->results().size(), 0);
    QCOMPARE(m_atlas->json()["links"_L1].toArray().size(), 2); // self and previous
}

void TestSandboxAtlasCalls::refusesPages_data()
{
    QTest::addColumn<QByteArray>("query");
    QTest::addColumn<QString>("field");
    QTest::newRow("page 0") << QByteArray("pageNum=0") << u"pageNum"_s;
    QTest::newRow("no items") << QByteArray("itemsPerPage=0") << u"itemsPerPage"_s;
    QTest::newRow("501 items") << QByteArray("itemsPerPage=501") << u"itemsPerPage"_s;
    QTest::newRow("text") << QByteArray("pageNum=two") << u"pageNum"_s;
}

void TestSandboxAtlasCalls::refusesPages()
{
    QFETCH(QByteArray, query);
    QFETCH(QString, field);
    QCOMPARE(m_atlas->call("GET", m_atlas->org + "/serviceAccounts?" + query), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{field});
}

void TestSandboxAtlasCalls::keepsTheQueryInLinks()
{
    m_atlas->call(
        "GET", m_atlas->org + "/serviceAccounts?itemsPerPage=9&includeSystemManaged=true");
    const QJsonValue next = m_atlas->json()["links"_L1][1];
    QCOMPARE(next["rel"_L1].toString(), u"next"_s);
    const QUrl url(next["href"_L1].toString());
    QCOMPARE(url.host(), u"atlas.example"_s);
    QVERIFY(url.query().contains("includeSystemManaged=true"_L1));
    QVERIFY(url.query().contains("pageNum=2"_L1));
}

void TestSandboxAtlasCalls::wrapsAndIndents()
{
    m_atlas->call("GET", m_atlas->org + "?envelope=true");
    QCOMPARE(m_atlas->json()["status"_L1].toInt(), 200);
    QCOMPARE(m_atlas->json()["content"_L1]["name"_L1].toString(), u"Acme"_s);
    m_atlas->call("GET", m_atlas->org + "/groups?envelope=true");
    QCOMPARE(m_atlas->json()["status"_L1].toInt(), 200);
    QCOMPARE(m_atlas->results().size(), 3);
    m_atlas->call("GET", m_atlas->org);
    QVERIFY(!m_atlas->last.body.contains('\n'));
    m_atlas->call("GET", m_atlas->org + "?pretty=true");
    QVERIFY(m_atlas->last.body.contains('\n'));
}

void TestSandboxAtlasCalls::tellsWhichRoleIsMissing_data()
{
    QTest::addColumn<QString>("role");
    QTest::addColumn<QByteArray>("method");
    QTest::addColumn<QByteArray>("path");
    QTest::addColumn<QString>("missing"); // empty: allowed
    const QByteArray account = "/serviceAccounts/" + QByteArray(AtlasFixture::searchIndexer);
    const QByteArray accounts = "/serviceAccounts";
    const auto row = [](const char *name, const char *role, const char *method,
                        const QByteArray &path, const QString &missing) {
        QTest::newRow(name) << QString::fromLatin1(role) << QByteArray(method) << path << missing;
    };
    row("member lists", "ORG_MEMBER", "GET", "ORG" + accounts, u"Organization Read Only"_s);
    row("reader lists", "ORG_READ_ONLY", "GET", "ORG" + accounts, {});
    row("reader deletes", "ORG_READ_ONLY", "DELETE", "ORG" + account, u"Organization Owner"_s);
    row("owner deletes", "ORG_OWNER", "DELETE", "ORG" + account, {});
    row("member reads settings", "ORG_MEMBER", "GET", "ORG/settings", {});
    row("member sees keys", "ORG_MEMBER", "GET", "ORG/apiKeys", {});
    row("reader reads a project", "ORG_READ_ONLY", "GET", "PROD" + accounts, {});
    row("member reads a project", "ORG_MEMBER", "GET", "PROD" + accounts, u"Project Read Only"_s);
    row("project member reads", "GROUP_SEARCH_INDEX_EDITOR", "GET", "PROD" + account, {});
    row("project member removes", "GROUP_CLUSTER_MANAGER", "DELETE", "PROD" + account,
        u"Project Owner"_s);
    row("project owner removes", "GROUP_OWNER", "DELETE", "PROD" + account, {});
    row("project owner invites", "GROUP_OWNER", "POST", "PROD" + account + ":invite",
        u"Organization Owner"_s);
    row("project owner lists", "GROUP_OWNER", "GET", "ORG" + accounts, u"Organization Read Only"_s);
    row("other project", "GROUP_OWNER", "GET", "STAGING" + accounts, u"Project Read Only"_s);
    row("access list", "GROUP_READ_ONLY", "POST", "PROD" + account + "/accessList",
        u"Project Access Manager"_s);
}

void TestSandboxAtlasCalls::tellsWhichRoleIsMissing()
{
    QFETCH(QString, role);
    QFETCH(QByteArray, method);
    QFETCH(QByteArray, path);
    QFETCH(QString, missing);
    if (role.startsWith("ORG_"_L1))
        m_atlas->becomeOrganization({role});
    else
        m_atlas->becomeProd({role});
    path.replace("ORG", m_atlas->org).replace("PROD", m_atlas->prod);
    path.replace("STAGING", m_atlas->staging);
    const int status = m_atlas->call(method, path, QJsonObject());
    if (missing.isEmpty()) {
        QVERIFY(status == 200 || status == 204);
        return;
    }
    QCOMPARE(status, 403);
    QCOMPARE(m_atlas->errorCode(), u"USER_UNAUTHORIZED"_s);
    QCOMPARE(m_atlas->json()["reason"_L1].toString(), u"Forbidden"_s);
    QVERIFY(m_atlas->json()["detail"_L1].toString().contains(missing));
}

void TestSandboxAtlasCalls::limitsCalls()
{
    m_atlas->options.requestsPerMinute = 2;
    const QByteArray accounts = m_atlas->org + "/serviceAccounts";
    QCOMPARE(m_atlas->call("GET", accounts), 200);
    QCOMPARE(m_atlas->header("RateLimit-Limit"), QByteArray("2"));
    QCOMPARE(m_atlas->header("RateLimit-Remaining"), QByteArray("1"));
    QCOMPARE(m_atlas->call("GET", accounts), 200);
    m_atlas->nowMs += 30'000;
    QCOMPARE(m_atlas->call("GET", accounts), 429);
    QCOMPARE(m_atlas->errorCode(), u"RATE_LIMITED"_s);
    QCOMPARE(m_atlas->header("Retry-After"), QByteArray("30"));
    QCOMPARE(m_atlas->header("RateLimit-Remaining"), QByteArray("0"));
    QCOMPARE(m_atlas->call("GET", m_atlas->org), 200); // another set of endpoints
    m_atlas->nowMs += 30'000;
    QCOMPARE(m_atlas->call("GET", accounts), 200);
}

void TestSandboxAtlasCalls::tellsTheStatus()
{
    m_atlas->mediaType = "application/vnd.atlas.2023-01-01+json";
    QCOMPARE(m_atlas->call("GET", "/api/atlas/v2"), 200);
    QCOMPARE(m_atlas->json()["appName"_L1].toString(), u"MongoDB Atlas"_s);
    QCOMPARE(m_atlas->json()["apiKey"_L1]["roles"_L1][0]["roleName"_L1].toString(), u"ORG_OWNER"_s);
}

void TestSandboxAtlasCalls::findsOrganizations()
{
    m_atlas->call("GET", "/api/atlas/v2/orgs?name=aC");
    QCOMPARE(m_atlas->results().size(), 1);
    QCOMPARE(m_atlas->results()[0]["name"_L1].toString(), u"Acme"_s);
    m_atlas->call("GET", "/api/atlas/v2/orgs?name=cme");
    QCOMPARE(m_atlas->results().size(), 0);
}

void TestSandboxAtlasCalls::findsProjects()
{
    m_atlas->call("GET", m_atlas->org + "/groups?name=sta");
    QCOMPARE(m_atlas->results().size(), 1);
    QCOMPARE(m_atlas->call("GET", "/api/atlas/v2/groups/byName/analytics"), 200);
    QCOMPARE(m_atlas->json()["clusterCount"_L1].toInt(), 1);
    QCOMPARE(m_atlas->call("GET", "/api/atlas/v2/groups/byName/nowhere"), 404);
    QCOMPARE(m_atlas->call("GET", m_atlas->prod), 200);
    m_atlas->becomeProd({u"GROUP_READ_ONLY"_s});
    m_atlas->call("GET", "/api/atlas/v2/groups");
    QCOMPARE(m_atlas->results().size(), 1);
    QCOMPARE(m_atlas->results()[0]["name"_L1].toString(), u"prod"_s);
}

void TestSandboxAtlasCalls::listsClusters()
{
    m_atlas->call("GET", "/api/atlas/v2/clusters");
    QCOMPARE(m_atlas->results().size(), 3);
    QCOMPARE(m_atlas->results()[0]["clusters"_L1].toArray().size(), 2);
    m_atlas->call("GET", m_atlas->prod + "/clusters");
    QCOMPARE(m_atlas->results()[0]["name"_L1].toString(), u"orders"_s);
    QCOMPARE(m_atlas->call("GET", m_atlas->prod + "/clusters/catalog"), 200);
    QCOMPARE(m_atlas->json()["mongoDBMajorVersion"_L1].toString(), u"8.0"_s);
    QCOMPARE(m_atlas->call("GET", m_atlas->prod + "/clusters/nothing"), 404);
}

void TestSandboxAtlasCalls::listsKeysOfAProject()
{
    m_atlas->call("GET", m_atlas->prod + "/apiKeys");
    QCOMPARE(m_atlas->results().size(), 1);
    QVERIFY(m_atlas->results()[0]["privateKey"_L1].toString().startsWith("********-"_L1));
    QCOMPARE(
        m_atlas->results()[0]["roles"_L1][1]["roleName"_L1].toString(),
        u"GROUP_OBSERVABILITY_VIEWER"_s);
}

void TestSandboxAtlasCalls::tellsWhatHappened()
{
    m_atlas->call("GET", m_atlas->org + "/events?itemsPerPage=500");
    const qsizetype before = m_atlas->results().size();
    QVERIFY(before >= 9);
    const QByteArray account = "/serviceAccounts/" + QByteArray(AtlasFixture::searchIndexer);
    m_atlas->call("DELETE", m_atlas->prod + account);
    m_atlas->call("DELETE", m_atlas->org + account);
    m_atlas->call("GET", m_atlas->org + "/events");
    QCOMPARE(m_atlas->results().size(), before + 2);
    const QJsonValue newest = m_atlas->results()[0];
    QCOMPARE(newest["eventTypeName"_L1].toString(), u"SERVICE_ACCOUNT_DELETED"_s);
    QCOMPARE(newest["serviceAccountId"_L1].toString(), m_atlas->state.console.clientId);
    QVERIFY(newest["raw"_L1].isUndefined());
    m_atlas->call("GET", m_atlas->prod + "/events?includeRaw=true");
    QCOMPARE(m_atlas->results().size(), 1);
    QVERIFY(m_atlas->results()[0]["raw"_L1].isObject());
    m_atlas->call("GET", m_atlas->org + "/events?eventType=SERVICE_ACCOUNT_DELETED");
    QCOMPARE(m_atlas->results().size(), 1);
    const QByteArray now =
        QDateTime::fromMSecsSinceEpoch(m_atlas->nowMs, Qt::UTC).toString(Qt::ISODate).toLatin1();
    m_atlas->call("GET", m_atlas->org + "/events?minDate=" + now);
    QCOMPARE(m_atlas->results().size(), 2);
    m_atlas->call("GET", m_atlas->org + "/events?maxDate=2020-01-01T00:00:00Z");
    QCOMPARE(m_atlas->results().size(), 0);
    QCOMPARE(m_atlas->call("GET", m_atlas->org + "/events?minDate=yesterday"), 400);
    m_atlas->call("GET", "/api/atlas/v2/eventTypes");
    QVERIFY(m_atlas->results().size() > 10);
}

void TestSandboxAtlasCalls::tellsLimits()
{
    const QByteArray limits = "/api/atlas/v2/rateLimits";
    const QByteArray orgId = m_atlas->state.organization.id.toLatin1();
    m_atlas->call("GET", limits + "?orgId=" + orgId);
    QCOMPARE(m_atlas->results().size(), 3);
    m_atlas->call("GET", limits + "?endpointPath=/api/oauth/token");
    QCOMPARE(m_atlas->results().size(), 1);
    QCOMPARE(m_atlas->call("GET", limits + "/accessTokens"), 200);
    QCOMPARE(m_atlas->json()["capacity"_L1]["value"_L1].toInt(), 10);
    QCOMPARE(m_atlas->call("GET", limits + "/nothing"), 404);
    QCOMPARE(m_atlas->call("GET", limits + "?userId=somebody"), 403);
    m_atlas->mediaType = "application/vnd.atlas.2024-08-05+json";
    QCOMPARE(m_atlas->call("GET", limits), 410);
}

void TestSandboxAtlasCalls::knowsOtherMethodsOnly()
{
    QCOMPARE(m_atlas->call("PUT", m_atlas->org + "/serviceAccounts"), 405);
    QCOMPARE(m_atlas->header("Allow"), QByteArray("GET, POST"));
    QCOMPARE(m_atlas->json()["error"_L1].toInt(), 405);
}

QTEST_GUILESS_MAIN(TestSandboxAtlasCalls)
#include "tst_sandbox_atlas_calls.moc"
