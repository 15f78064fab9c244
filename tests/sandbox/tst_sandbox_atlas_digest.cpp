#include "app/sandbox/atlas/digest.h"
#include "tests/sandbox/atlas_fixture.h"

using namespace Qt::Literals::StringLiterals;
using keywright::sandbox::HttpHeader;
using namespace keywright::sandbox::atlas;

class TestSandboxAtlasDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void init() { m_atlas = std::make_unique<AtlasFixture>(); }

    void matchesTheExamplesOfRfc7616_data();
    void matchesTheExamplesOfRfc7616();
    void readsQuotedValues();
    void challengesWithBothAlgorithms();
    void signsIn_data();
    void signsIn();
    void refusesTheWrongKey();
    void refusesAnotherTarget();
    void everyCountWorksOnce();
    void oldNoncesAreStale();
    void foreignNoncesAreRefused();
    void keysHaveAccessListsToo();
    void createsAKeyThatWorks();

private:
    struct Attempt
    {
        QByteArray algorithm = "SHA-256";
        QByteArray target;
        QByteArray nonce;
        QByteArray count = "00000001";
        QByteArray privateKey;
        QByteArray publicKey;
    };

    static DigestFields fieldsOf(const QByteArray &header)
    {
        return parseDigest(header).value_or(DigestFields());
    }
    QByteArray nonce()
    {
        auto request = m_atlas->request("GET", m_atlas->org);
        request.headers.remove("authorization");
        m_atlas->send(request);
        return fieldsOf(m_atlas->header("WWW-Authenticate")).value("nonce");
    }
    Attempt attempt()
    {
        const ConsoleCredentials &console = m_atlas->state.console;
        return {
            "SHA-256",
            m_atlas->org,
            nonce(),
            "00000001",
            console.privateKey.toLatin1(),
            console.publicKey.toLatin1()};
    }
    /// Sends a GET that answers the challenge; the status.
    int send(const Attempt &attempt, const QByteArray &path = {})
    {
        const auto algorithm =
            attempt.algorithm == "MD5" ? QCryptographicHash::Md5 : QCryptographicHash::Sha256;
        DigestFields fields{
            {"username", attempt.publicKey},
            {"realm", "MMS Public API"},
            {"nonce", attempt.nonce},
            {"uri", attempt.target},
            {"nc", attempt.count},
            {"cnonce", "c0ffee"},
            {"qop", "auth"},
            {"algorithm", attempt.algorithm}};
        const QByteArray identity =
            digestIdentity(algorithm, attempt.publicKey, fields["realm"], attempt.privateKey);
        fields["response"] = digestResponse(algorithm, identity, "GET", fields);
        QByteArray header = "Digest ";
        for (auto field = fields.cbegin(); field != fields.cend(); ++field)
            header += field.key() + "=\"" + *field + "\", ";
        header.chop(2);
        auto request = m_atlas->request("GET", path.isEmpty() ? attempt.target : path);
        request.headers["authorization"] = header;
        return m_atlas->send(request).status;
    }

    std::unique_ptr<AtlasFixture> m_atlas;
};

void TestSandboxAtlasDigest::matchesTheExamplesOfRfc7616_data()
{
    QTest::addColumn<int>("algorithm");
    QTest::addColumn<QByteArray>("response");
    QTest::newRow("MD5") << int(QCryptographicHash::Md5)
                         << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
    QTest::newRow("SHA-256") << int(QCryptographicHash::Sha256)
                             << QByteArray("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8d"
                                           "b5856cb6c1");
}

void TestSandboxAtlasDigest::matchesTheExamplesOfRfc7616()
{
    QFETCH(int, algorithm);
    const auto hash = static_cast<QCryptographicHash::Algorithm>(algorithm);
    const DigestFields fields{
        {"uri", "/dir/index.html"},
        {"nonce", "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v"},
        {"nc", "00000001"},
        {"cnonce", "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ"},
        {"qop", "auth"}};
    const QByteArray identity =
        digestIdentity(hash, "Mufasa", "http-auth@example.org", "Circle of Life");
    QTEST(digestResponse(hash, identity, "GET", fields), "response");
}

void TestSandboxAtlasDigest::readsQuotedValues()
{
    const DigestFields fields =
        fieldsOf("Digest username=\"a \\\"b\\\", c\", nc=00000001,qop = auth , uri=\"/x?a=b\"");
    QCOMPARE(fields.value("username"), QByteArray("a \"b\", c"));
    QCOMPARE(fields.value("nc"), QByteArray("00000001"));
    QCOMPARE(fields.value("qop"), QByteArray("auth"));
    QCOMPARE(fields.value("uri"), QByteArray("/x?a=b"));
    QVERIFY(!parseDigest("Basic abc"));
    QVERIFY(!parseDigest("Digest nonsense"));
    QVERIFY(!parseDigest("Digest nc=1, nc=2"));
}

void TestSandboxAtlasDigest::challengesWithBothAlgorithms()
{
    auto request = m_atlas->request("GET", m_atlas->org);
    request.headers.remove("authorization");
    QCOMPARE(m_atlas->send(request).status, 401);
    QByteArrayList algorithms;
    for (const HttpHeader &header : std::as_const(m_atlas->last.headers)) {
        const DigestFields fields = fieldsOf(header.value);
        algorithms.append(fields.value("algorithm"));
        QCOMPARE(fields.value("qop"), QByteArray("auth"));
        QCOMPARE(fields.value("stale"), QByteArray("false"));
    }
    QCOMPARE(algorithms, (QByteArrayList{"SHA-256", "MD5"}));
}

void TestSandboxAtlasDigest::signsIn_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::newRow("MD5") << QByteArray("MD5");
    QTest::newRow("SHA-256") << QByteArray("SHA-256");
}

void TestSandboxAtlasDigest::signsIn()
{
    QFETCH(QByteArray, algorithm);
    Attempt good = attempt();
    good.algorithm = algorithm;
    good.target = m_atlas->org + "/serviceAccounts?pageNum=1";
    QCOMPARE(send(good), 200);
}

void TestSandboxAtlasDigest::refusesTheWrongKey()
{
    Attempt wrong = attempt();
    wrong.privateKey = "wrong";
    QCOMPARE(send(wrong), 401);
    QVERIFY(m_atlas->header("WWW-Authenticate").contains("stale=false"));
    Attempt unknown = attempt();
    unknown.publicKey = "nobodyhr";
    QCOMPARE(send(unknown), 401);
}

void TestSandboxAtlasDigest::refusesAnotherTarget()
{
    QCOMPARE(send(attempt(), m_atlas->org + "/groups"), 401);
}

void TestSandboxAtlasDigest::everyCountWorksOnce()
{
    Attempt good = attempt();
    QCOMPARE(send(good), 200);
    QCOMPARE(send(good), 401);
    QVERIFY(m_atlas->header("WWW-Authenticate").contains("stale=true"));
    good.count = "00000002";
    QCOMPARE(send(good), 200);
}

void TestSandboxAtlasDigest::oldNoncesAreStale()
{
    Attempt good = attempt();
    m_atlas->nowMs += 299'999;
    QCOMPARE(send(good), 200);
    m_atlas->nowMs += 1;
    good.count = "00000002";
    QCOMPARE(send(good), 401);
    QVERIFY(m_atlas->header("WWW-Authenticate").contains("stale=true"));
    good.nonce = nonce();
    QCOMPARE(send(good), 200);
}

void TestSandboxAtlasDigest::foreignNoncesAreRefused()
{
    Attempt foreign = attempt();
    foreign.nonce = "1790000000000-0000000000000000-00000000000000000000000000000000";
    QCOMPARE(send(foreign), 401);
    QVERIFY(m_atlas->header("WWW-Authenticate").contains("stale=false"));
}

void TestSandboxAtlasDigest::keysHaveAccessListsToo()
{
    m_atlas->address = u"127.0.0.2"_s;
    QCOMPARE(send(attempt()), 403);
    QCOMPARE(m_atlas->errorCode(), u"IP_ADDRESS_NOT_ON_ACCESS_LIST"_s);
}

void TestSandboxAtlasDigest::createsAKeyThatWorks()
{
    const QJsonObject body{
        {u"desc"_s, u"made by a test"_s}, {u"roles"_s, QJsonArray{u"ORG_MEMBER"_s}}};
    QCOMPARE(m_atlas->call("POST", m_atlas->org + "/apiKeys", body), 200);
    Attempt created = attempt();
    m_atlas->call("POST", m_atlas->org + "/apiKeys", body);
    created.publicKey = m_atlas->json()["publicKey"_L1].toString().toLatin1();
    created.privateKey = m_atlas->json()["privateKey"_L1].toString().toLatin1();
    QCOMPARE(created.publicKey.size(), 8);
    QCOMPARE(send(created), 200);
    m_atlas->call("GET", m_atlas->org + "/apiKeys");
    QCOMPARE(m_atlas->results().size(), 5);
    QVERIFY(!m_atlas->last.body.contains(created.privateKey));
}

QTEST_GUILESS_MAIN(TestSandboxAtlasDigest)
#include "tst_sandbox_atlas_digest.moc"
