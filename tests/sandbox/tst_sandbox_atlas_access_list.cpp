#include "app/sandbox/atlas/ip_network.h"
#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;

class TestSandboxAtlasAccessList : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_atlas = std::make_unique<AtlasFixture>(); }

    void lists();
    void addsAndAnswersWithTheWholeList();
    void refusesEntries_data();
    void refusesEntries();
    void refusesWhatIsThereAlready();
    void holdsTwoHundredAtMost();
    void removesByAddressAndBlock();
    void neverRemovesTheCallersAddress();
    void letsInOnlyListedAddresses();
    void countsTheUse();
    void theOrganizationCanRequireAList();
    void worksInAProject();
    void networks_data();
    void networks();

private:
    QByteArray path() const { return listOf(m_atlas->org, AtlasFixture::searchIndexer); }
    static QByteArray listOf(const QByteArray &scope, const QByteArray &id)
    {
        return scope + "/serviceAccounts/" + id + "/accessList";
    }
    int add(const QJsonArray &entries) { return m_atlas->call("POST", path(), entries); }
    static QJsonObject ip(const QString &address) { return {{u"ipAddress"_s, address}}; }
    static QJsonObject block(const QString &address) { return {{u"cidrBlock"_s, address}}; }

    std::unique_ptr<AtlasFixture> m_atlas;
};

void TestSandboxAtlasAccessList::lists()
{
    QCOMPARE(m_atlas->call("GET", listOf(m_atlas->org, AtlasFixture::backupExporter)), 200);
    const QJsonArray list = m_atlas->results();
    QCOMPARE(list.size(), 3);
    QCOMPARE(list[0]["ipAddress"_L1].toString(), u"203.0.113.10"_s);
    QCOMPARE(list[0]["requestCount"_L1].toInt(), 15230);
    QCOMPARE(list[0]["lastUsedAddress"_L1].toString(), u"203.0.113.10"_s);
    QCOMPARE(list[1]["cidrBlock"_L1].toString(), u"198.51.100.0/24"_s);
    QVERIFY(!list[1].toObject().contains("lastUsedAt"_L1));
}

void TestSandboxAtlasAccessList::addsAndAnswersWithTheWholeList()
{
    QCOMPARE(add({ip(u"192.0.2.1"_s), block(u"10.1.2.3/8"_s)}), 200);
    QCOMPARE(m_atlas->results().size(), 2);
    QCOMPARE(add({ip(u"2001:db8:0:0:0:0:0:1"_s), block(u"2001:db8::/32"_s)}), 200);
    QCOMPARE(m_atlas->json()["totalCount"_L1].toInt(), 4);
    const QJsonArray list = m_atlas->results();
    QCOMPARE(list[1]["cidrBlock"_L1].toString(), u"10.0.0.0/8"_s);
    QCOMPARE(list[2]["ipAddress"_L1].toString(), u"2001:db8:0:0:0:0:0:1"_s);
    QCOMPARE(list[3]["cidrBlock"_L1].toString(), u"2001:db8:0:0:0:0:0:0/32"_s);
    m_atlas->call(
        "POST", path() + "?includeCount=false&itemsPerPage=1", QJsonArray{ip(u"192.0.2.2"_s)});
    QCOMPARE(m_atlas->results().size(), 1);
    QVERIFY(!m_atlas->json().contains("totalCount"_L1));
}

void TestSandboxAtlasAccessList::refusesEntries_data()
{
    QTest::addColumn<QJsonArray>("entries");
    QTest::newRow("none") << QJsonArray();
    QTest::newRow("neither") << QJsonArray{QJsonObject()};
    QTest::newRow("both") << QJsonArray{
        QJsonObject{{u"ipAddress"_s, u"192.0.2.1"_s}, {u"cidrBlock"_s, u"192.0.2.0/24"_s}}};
    QTest::newRow("octet") << QJsonArray{ip(u"192.0.2.256"_s)};
    QTest::newRow("name") << QJsonArray{ip(u"example.com"_s)};
    QTest::newRow("prefix") << QJsonArray{block(u"192.0.2.0/33"_s)};
    QTest::newRow("no prefix") << QJsonArray{block(u"192.0.2.0"_s)};
    QTest::newRow("block as address") << QJsonArray{ip(u"192.0.2.0/24"_s)};
    QTest::newRow("short form") << QJsonArray{ip(u"2001:db8::1"_s)};
    QTest::newRow("upper case") << QJsonArray{ip(u"2001:DB8:0:0:0:0:0:1"_s)};
    QTest::newRow("v6 prefix") << QJsonArray{block(u"2001:db8::/129"_s)};
    QTest::newRow("one of two") << QJsonArray{ip(u"192.0.2.1"_s), ip(u"nonsense"_s)};
}

void TestSandboxAtlasAccessList::refusesEntries()
{
    QFETCH(QJsonArray, entries);
    QCOMPARE(add(entries), 400);
    QCOMPARE(m_atlas->errorCode(), u"VALIDATION_ERROR"_s);
    m_atlas->call("GET", path());
    QCOMPARE(m_atlas->results().size(), 0);
}

void TestSandboxAtlasAccessList::refusesWhatIsThereAlready()
{
    QCOMPARE(add({ip(u"192.0.2.1"_s), ip(u"192.0.2.1"_s)}), 200);
    QCOMPARE(m_atlas->results().size(), 1);
    QCOMPARE(add({ip(u"192.0.2.1"_s)}), 409);
    QCOMPARE(m_atlas->json()["reason"_L1].toString(), u"Conflict"_s);
}

void TestSandboxAtlasAccessList::holdsTwoHundredAtMost()
{
    QJsonArray entries;
    for (int i = 0; i < 201; ++i)
        entries.append(ip(u"192.0.2.%1"_s.arg(i)));
    QCOMPARE(add(entries), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{u"body"_s});
    entries.removeLast();
    QCOMPARE(add(entries), 200);
    QCOMPARE(m_atlas->json()["totalCount"_L1].toInt(), 200);
    QCOMPARE(m_atlas->results().size(), 100);
    QCOMPARE(add({ip(u"198.51.100.1"_s)}), 400);
    QCOMPARE(m_atlas->errorCode(), u"ACCESS_LIST_LIMIT_EXCEEDED"_s);
}

void TestSandboxAtlasAccessList::removesByAddressAndBlock()
{
    add({ip(u"192.0.2.1"_s), block(u"192.0.2.0/24"_s), ip(u"2001:db8:0:0:0:0:0:1"_s)});
    QCOMPARE(m_atlas->call("DELETE", path() + "/192.0.2.0/24"), 404); // two segments
    QCOMPARE(m_atlas->call("DELETE", path() + "/192.0.2.0%2F24"), 204);
    QCOMPARE(m_atlas->call("DELETE", path() + "/192.0.2.0%2f24"), 404);
    QCOMPARE(m_atlas->call("DELETE", path() + "/192.0.2.1"), 204);
    QCOMPARE(m_atlas->call("DELETE", path() + "/2001:db8:0:0:0:0:0:1"), 204);
    QCOMPARE(m_atlas->call("DELETE", path() + "/nonsense"), 400);
    QCOMPARE(m_atlas->badFields(), QStringList{u"ipAddress"_s});
}

void TestSandboxAtlasAccessList::neverRemovesTheCallersAddress()
{
    add({ip(u"127.0.0.1"_s), block(u"127.0.0.0/8"_s), block(u"127.0.0.0/16"_s)});
    QCOMPARE(m_atlas->call("DELETE", path() + "/127.0.0.1"), 400);
    QCOMPARE(m_atlas->errorCode(), u"CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST"_s);
    QCOMPARE(m_atlas->json()["parameters"_L1][0].toString(), u"127.0.0.1"_s);
    QCOMPARE(m_atlas->call("DELETE", path() + "/127.0.0.0%2F8"), 204); // another one covers it
    m_atlas->address = u"127.9.9.9"_s;
    QCOMPARE(m_atlas->call("DELETE", path() + "/127.0.0.1"), 204);
    m_atlas->address = u"127.0.0.1"_s;
    QCOMPARE(m_atlas->call("DELETE", path() + "/127.0.0.0%2F16"), 400); // the last one that does
}

void TestSandboxAtlasAccessList::letsInOnlyListedAddresses()
{
    m_atlas->becomeOrganization({u"ORG_OWNER"_s});
    const QByteArray own = listOf(m_atlas->org, m_atlas->callerId.toLatin1());
    QCOMPARE(m_atlas->call("POST", own, QJsonArray{block(u"127.0.0.0/31"_s)}), 200);
    QCOMPARE(m_atlas->call("GET", m_atlas->org), 200);
    m_atlas->address = u"127.0.0.2"_s;
    QCOMPARE(m_atlas->call("GET", m_atlas->org), 403);
    QCOMPARE(m_atlas->errorCode(), u"IP_ADDRESS_NOT_ON_ACCESS_LIST"_s);
    QVERIFY(m_atlas->json()["detail"_L1].toString().contains("127.0.0.2"_L1));
}

void TestSandboxAtlasAccessList::countsTheUse()
{
    m_atlas->becomeOrganization({u"ORG_OWNER"_s});
    const QByteArray own = listOf(m_atlas->org, m_atlas->callerId.toLatin1());
    m_atlas->call("POST", own, QJsonArray{ip(u"127.0.0.1"_s)});
    QVERIFY(!m_atlas->results()[0].toObject().contains("lastUsedAt"_L1));
    m_atlas->call("GET", m_atlas->org);
    m_atlas->call("GET", own);
    QCOMPARE(m_atlas->results()[0]["requestCount"_L1].toInt(), 2);
    QCOMPARE(m_atlas->results()[0]["lastUsedAddress"_L1].toString(), u"127.0.0.1"_s);
}

void TestSandboxAtlasAccessList::theOrganizationCanRequireAList()
{
    const QJsonObject required{{u"apiAccessListRequired"_s, true}};
    QCOMPARE(m_atlas->call("PATCH", m_atlas->org + "/settings", required), 200);
    QCOMPARE(m_atlas->call("GET", m_atlas->org), 403);
    QCOMPARE(m_atlas->errorCode(), u"IP_ADDRESS_NOT_ON_ACCESS_LIST"_s);
}

void TestSandboxAtlasAccessList::worksInAProject()
{
    m_atlas->becomeProd({u"GROUP_ACCESS_MANAGER"_s});
    const QByteArray list = listOf(m_atlas->prod, AtlasFixture::searchIndexer);
    QCOMPARE(m_atlas->call("POST", list, QJsonArray{ip(u"192.0.2.1"_s)}), 200);
    QCOMPARE(m_atlas->call("GET", list), 200);
    QCOMPARE(m_atlas->call("DELETE", list + "/192.0.2.1"), 204);
    QCOMPARE(m_atlas->call("GET", listOf(m_atlas->staging, AtlasFixture::searchIndexer)), 403);
}

void TestSandboxAtlasAccessList::networks_data()
{
    QTest::addColumn<QString>("block");
    QTest::addColumn<QString>("address");
    QTest::addColumn<bool>("contains");
    QTest::newRow("inside") << u"10.0.0.0/8"_s << u"10.255.1.2"_s << true;
    QTest::newRow("outside") << u"10.0.0.0/8"_s << u"11.0.0.0"_s << false;
    QTest::newRow("odd prefix") << u"192.0.2.128/25"_s << u"192.0.2.127"_s << false;
    QTest::newRow("everything") << u"0.0.0.0/0"_s << u"203.0.113.9"_s << true;
    QTest::newRow("itself") << u"203.0.113.9/32"_s << u"203.0.113.9"_s << true;
    QTest::newRow("v6") << u"2001:db8::/32"_s << u"2001:db8:ffff:0:0:0:0:1"_s << true;
    QTest::newRow("v6 outside") << u"2001:db8::/32"_s << u"2001:db9:0:0:0:0:0:1"_s << false;
    QTest::newRow("other family") << u"0.0.0.0/0"_s << u"0:0:0:0:0:0:0:1"_s << false;
}

void TestSandboxAtlasAccessList::networks()
{
    QFETCH(QString, block);
    QFETCH(QString, address);
    using namespace keywright::sandbox::atlas;
    QVERIFY(parseBlock(block) && parseAddress(address));
    const IpNetwork network = parseBlock(block).value_or(IpNetwork());
    QTEST(network.contains(parseAddress(address).value_or(IpNetwork())), "contains");
}

QTEST_GUILESS_MAIN(TestSandboxAtlasAccessList)
#include "tst_sandbox_atlas_access_list.moc"
