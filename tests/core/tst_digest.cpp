#include "core/auth/digest_answer.h"

#include <QTest>

using namespace keywright;

namespace {

const QByteArray mufasaNonce = "7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v";
const QByteArray mufasaClientNonce = "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ";

Secret secretOf(const QByteArray &text)
{
    return Secret(QByteArray(text));
}

QByteArray textOf(const Secret &secret)
{
    return {secret.expose().data(), qsizetype(secret.size())};
}

/// The value of a parameter in an Authorization header, without quotes.
QByteArray parameter(const QByteArray &header, const QByteArray &name)
{
    const QByteArray marker = ' ' + name + '=';
    const qsizetype begin = header.indexOf(marker);
    if (begin < 0)
        return {};
    QByteArray rest = header.mid(begin + marker.size());
    if (rest.startsWith('"'))
        return rest.mid(1, rest.indexOf('"', 1) - 1);
    return rest.split(',').constFirst();
}

DigestChallenge challengeOf(const QByteArray &header)
{
    const auto challenge = readDigestChallenge(header);
    return challenge.value_or(DigestChallenge());
}

QByteArray answerOf(
    const QByteArray &header, const QString &user, const QByteArray &target,
    const QByteArray &clientNonce, const QByteArray &password)
{
    DigestRequest request;
    request.userName = user;
    request.method = "GET";
    request.target = target;
    request.clientNonce = clientNonce;
    const auto answer = digestAnswer(challengeOf(header), request, secretOf(password));
    return answer ? textOf(*answer) : QByteArray();
}

} // namespace

class TestDigest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void examplesOfTheStandard_data();
    void examplesOfTheStandard();
    void hashedUserNames();
    void sessions();
    void countsGoUp();
    void namesAreQuotedOrEncoded();
    void challenges_data();
    void challenges();
    void listsOfChallenges();
    void endlessAndBrokenHeaders();
    void targets();
};

void TestDigest::examplesOfTheStandard_data()
{
    QTest::addColumn<QByteArray>("algorithm");
    QTest::addColumn<QByteArray>("response");
    // RFC 7616 §3.9.1
    QTest::addRow("MD5") << QByteArray("MD5") << QByteArray("8ca523f5e9506fed4657c9700eebdbec");
    QTest::addRow("SHA-256")
        << QByteArray("SHA-256")
        << QByteArray("753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1");
}

void TestDigest::examplesOfTheStandard()
{
    QFETCH(const QByteArray, algorithm);
    QFETCH(const QByteArray, response);
    const QByteArray header = "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", "
                              "algorithm=" +
                              algorithm + ", nonce=\"" + mufasaNonce +
                              "\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"";
    const QByteArray answer = answerOf(
        header, QStringLiteral("Mufasa"), "/dir/index.html", mufasaClientNonce, "Circle of Life");
    QVERIFY(answer.startsWith("Digest "));
    QCOMPARE(parameter(answer, "response"), response);
    QCOMPARE(parameter(answer, "username"), QByteArray("Mufasa"));
    QCOMPARE(parameter(answer, "realm"), QByteArray("http-auth@example.org"));
    QCOMPARE(parameter(answer, "uri"), QByteArray("/dir/index.html"));
    QCOMPARE(parameter(answer, "algorithm"), algorithm);
    QCOMPARE(parameter(answer, "nonce"), mufasaNonce);
    QCOMPARE(parameter(answer, "nc"), QByteArray("00000001"));
    QCOMPARE(parameter(answer, "cnonce"), mufasaClientNonce);
    QCOMPARE(parameter(answer, "qop"), QByteArray("auth"));
    QCOMPARE(
        parameter(answer, "opaque"), QByteArray("FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS"));
    QVERIFY(!answer.contains("Circle"));
}

void TestDigest::hashedUserNames()
{
    // RFC 7616 §3.9.2 with erratum 4897: the printed hashes are of a SHA-512 that was cut off,
    // which is not SHA-512/256.
    const QByteArray answer = answerOf(
        "Digest realm=\"api@example.org\", qop=\"auth\", algorithm=SHA-512-256, "
        "nonce=\"5TsQWLVdgBdmrQ0XsxbDODV+57QdFR34I9HAbC/RVvkK\", "
        "opaque=\"HRPCssKJSGjCrkzDg8OhwpzCiGPChXYjwrI2QmXDnsOS\", charset=UTF-8, userhash=true",
        QStringLiteral("J\u00e4s\u00f8n Doe"), "/doe.json",
        "NTg6RKcb9boFIAS3KrFK9BGeh+iDa/sm6jUMp2wds69v", "Secret, or not?");
    QCOMPARE(
        parameter(answer, "username"),
        QByteArray("793263caabb707a56211940d90411ea4a575adeccb7e360aeb624ed06ece9b0b"));
    QCOMPARE(
        parameter(answer, "response"),
        QByteArray("3798d4131c277846293534c3edc11bd8a5e4cdcbff78b05db9d95eeb1cec68a5"));
    QCOMPARE(parameter(answer, "userhash"), QByteArray("true"));
}

void TestDigest::sessions()
{
    const QByteArray header =
        "Digest realm=\"r\", nonce=\"n\", qop=\"auth\", algorithm=SHA-256-sess";
    const QByteArray answer =
        answerOf(header, QStringLiteral("public"), "/a?b=c", "cn", "not-a-real-key");
    QCOMPARE(parameter(answer, "algorithm"), QByteArray("SHA-256-sess"));
    // Calculated with another implementation of SHA-256.
    QCOMPARE(
        parameter(answer, "response"),
        QByteArray("44bcfb0cfcfca32b888496618551abebce8f88ef388fce8b37e0dcbc301cd5d1"));
}

void TestDigest::countsGoUp()
{
    DigestRequest request;
    request.userName = QStringLiteral("u");
    request.method = "GET";
    request.target = "/";
    request.clientNonce = "c";
    request.nonceCount = 0x1a2b;
    const auto answer = digestAnswer(
        challengeOf("Digest realm=\"r\", nonce=\"n\", qop=auth"), request, secretOf("p"));
    QVERIFY(answer);
    QCOMPARE(parameter(textOf(*answer), "nc"), QByteArray("00001a2b"));
    // Without a name in the challenge it is MD5, and the answer names none either.
    QVERIFY(!textOf(*answer).contains("algorithm"));
    QCOMPARE(parameter(textOf(*answer), "response").size(), 32);
}

void TestDigest::namesAreQuotedOrEncoded()
{
    const QByteArray header = "Digest realm=\"a \\\"b\\\" \\\\c\", nonce=\"n\", qop=\"auth\"";
    QCOMPARE(challengeOf(header).realm, QByteArray("a \"b\" \\c"));
    const QByteArray quoted = answerOf(header, QStringLiteral("x\"y"), "/", "c", "p");
    QVERIFY(quoted.contains("username=\"x\\\"y\""));
    QVERIFY(quoted.contains("realm=\"a \\\"b\\\" \\\\c\""));
    const QByteArray encoded = answerOf(header, QStringLiteral("J\u00e4s"), "/", "c", "p");
    QVERIFY(encoded.contains("username*=UTF-8''J%C3%A4s"));
}

void TestDigest::challenges_data()
{
    QTest::addColumn<QByteArray>("header");
    QTest::addColumn<bool>("answerable");
    const QByteArray rest = ", realm=\"r\", nonce=\"n\"";
    QTest::addRow("usual") << "Digest qop=\"auth\"" + rest << true;
    QTest::addRow("case") << "dIgEsT QOP=AUTH, algorithm=md5" + rest << true;
    QTest::addRow("one of several") << "Digest qop=\"auth-int,auth\"" + rest << true;
    QTest::addRow("session") << "Digest qop=\"auth\", algorithm=MD5-sess" + rest << true;
    QTest::addRow("integrity only") << "Digest qop=\"auth-int\"" + rest << false;
    QTest::addRow("no quality") << "Digest algorithm=MD5" + rest << false;
    QTest::addRow("algorithm") << "Digest qop=\"auth\", algorithm=SHA-1" + rest << false;
    QTest::addRow("no nonce") << QByteArray("Digest qop=\"auth\", realm=\"r\"") << false;
    QTest::addRow("another scheme") << QByteArray("Basic realm=\"r\"") << false;
    QTest::addRow("nothing") << QByteArray() << false;
}

void TestDigest::challenges()
{
    QFETCH(const QByteArray, header);
    QFETCH(const bool, answerable);
    QCOMPARE(readDigestChallenge(header).has_value(), answerable);
}

void TestDigest::listsOfChallenges()
{
    const auto challenge = readDigestChallenge(
        "Negotiate, Bearer dG9rZW4==, Basic realm=\"x, Digest nonce=\\\"no\\\"\", "
        "Digest realm=\"r\", nonce=\"unknown\", qop=\"auth\", algorithm=SHA-3, "
        "Digest realm=\"r\", nonce=\"strong\", qop=\"auth\", algorithm=SHA-256, stale=TRUE, "
        "Digest realm=\"r\", nonce=\"weak\", qop=\"auth\", algorithm=MD5");
    QVERIFY(challenge);
    QCOMPARE(challenge->nonce, QByteArray("strong"));
    QCOMPARE(challenge->algorithm, DigestAlgorithm::Sha256);
    QVERIFY(challenge->stale);
    QVERIFY(!challenge->session);
}

void TestDigest::endlessAndBrokenHeaders()
{
    QVERIFY(!readDigestChallenge("Digest realm=\"r, nonce=\"n\", qop=\"auth"));
    QVERIFY(!readDigestChallenge("Digest nonce=\"n\\"));
    QVERIFY(!readDigestChallenge("====,,,=\"\"\"\","));
    QVERIFY(!readDigestChallenge(QByteArray(1'000'000, '"')));
    QVERIFY(!readDigestChallenge(QByteArray("a=b,").repeated(100'000)));
    QVERIFY(!readDigestChallenge(QByteArray("\xff\xfe\0Digest", 9)));
}

void TestDigest::targets()
{
    const auto target = [](const char *url) {
        return requestTarget(QUrl::fromEncoded(url));
    };
    QCOMPARE(target("https://a.example/b/c?d=e%2Ff#g"), QByteArray("/b/c?d=e%2Ff"));
    QCOMPARE(target("https://a.example/x/10.0.0.0%2F8"), QByteArray("/x/10.0.0.0%2F8"));
    QCOMPARE(target("https://a.example"), QByteArray("/"));
}

QTEST_GUILESS_MAIN(TestDigest)
#include "tst_digest.moc"
