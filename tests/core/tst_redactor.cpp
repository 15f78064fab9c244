#include "core/net/redactor.h"

#include <QElapsedTimer>
#include <QRandomGenerator>
#include <QTest>
#include <QUrl>

using namespace keywright;

namespace {

const QString mark = QStringLiteral("•••");

Secret secretOf(const QString &text)
{
    return Secret(text.toUtf8());
}

QString randomText(QRandomGenerator &random, qsizetype length, QStringView alphabet)
{
    QString text;
    for (qsizetype i = 0; i < length; ++i)
        text += alphabet[random.bounded(alphabet.size())];
    return text;
}

} // namespace

class RedactorTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void byShape_data()
    {
        QTest::addColumn<QString>("text");
        const auto row = [](const char *name, const char *text) {
            QTest::addRow("%s", name) << QString::fromUtf8(text);
        };
        row("header", "Authorization: Bearer hunter2");
        row("header with a scheme of its own", "authorization: Tecton-key hunter2");
        row("digest header", "Authorization: Digest username=\"u\", response=\"hunter2\"");
        row("proxy header", "Proxy-Authorization: Basic hunter2");
        row("cookie", "Set-Cookie: session=hunter2; Secure");
        row("own header", "X-Api-Key: hunter2");
        row("curl", "curl -H 'Authorization: Bearer hunter2' https://acme.example");
        row("scheme alone", "sent Bearer hunter2 to the server");
        row("key scheme alone", "sent Tecton-key hunter2, refused");
        row("basic alone", "sent Basic aHVudGVyMg==hunter2");
        row("JSON", "{\"client_secret\":\"hunter2\",\"a\":1}");
        row("spaced JSON", "{ \"apiKey\" : \"hunter2\" }");
        row("JSON with an escaped quote", "{\"client_secret\":\"a\\\"hunter2\",\"a\":1}");
        row("JSON in JSON", "{\"body\":\"{\\\"access_token\\\":\\\"hunter2\\\",\\\"a\\\":1}\"}");
        row("JSON in JSON in JSON", "\\\\\\\"api_key\\\\\\\":\\\\\\\"hunter2\\\\\\\",");
        row("unfinished JSON", "{\"access_token\":\"hunter2");
        row("JSON number", "{\"password\":7723,\"x\":\"hunter2\"}");
        row("form", "grant_type=x&client_secret=hunter2&scope=y");
        row("query", "https://acme.example/a?api_key=hunter2&b=1");
        row("percent-encoded JSON", "%7B%22client_secret%22%3A%22hunter2%22%7D");
        row("environment", "ATLAS_SERVICE_ACCOUNT_SECRET=hunter2 ./run");
        row("option", "keywright-cli --client-secret hunter2");
        row("option with equals", "keywright-cli --api-key=hunter2");
        row("YAML", "password: my long hunter2 phrase");
        row("camel case", "{'clientSecret': 'hunter2'}");
        row("private key", "privateKey=hunter2");
        row("Atlas secret", "the value mdb_sa_sk_hunter2-x_y was refused");
        row("Atlas secret inside a word", "xmdb_sa_sk_hunter2");
        row("JWT", "got eyJhbGciOi.eyJodW50ZXIyIjoi.hunter2 back");
        row("JWT in a query", "x=eyJhbGciOi.hunter2.hunter2;");
        row("URL", "could not open https://me:hunter2@acme.example/x");
        row("URL with two @", "https://me:hunter2@hunter2@acme.example/x");
        row("random word", "the key Zm9vYmFyhunter2QmF6cXV4MTIzNDU2Nzg5 failed");
    }
    void byShape()
    {
        QFETCH(const QString, text);
        const QString result = redacted(text);
        QVERIFY2(!result.contains(QStringLiteral("hunter2")), qPrintable(result));
        QVERIFY2(result.contains(mark), qPrintable(result));
        const QString again = redacted(result);
        QVERIFY2(!again.contains(QStringLiteral("hunter2")), qPrintable(again));
    }

    void theRestStays_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("expected");
        const auto row = [](const char *text, const char *expected) {
            QTest::addRow("%s", text) << QString::fromUtf8(text) << QString::fromUtf8(expected);
        };
        const auto same = [&row](const char *text) {
            row(text, text);
        };
        same("");
        same("The workspace prod does not exist.");
        same("https://acme.tecton.ai/api/v1/feature-service/get-features");
        same("the bearer token was refused");
        same("Basic authentication is not offered");
        same("{\"has_secrets\":true,\"secret\":null,\"client_secrets\":[{\"id\":\"s1\"}]}");
        same("client_secret is missing");
        same("service account 0f8fad5bd9cb469fa16570867728950e is inactive");
        same("0f8fad5b-d9cb-469f-a165-70867728950e");
        same("Ämter über € 日本");
        row("{\"client_secret\":\"x\",\"a\":1}", "{\"client_secret\":\"•••\",\"a\":1}");
        row("a=1&token=x&b=2", "a=1&token=•••&b=2");
        row("https://u:p@h.example/x", "https://•••@h.example/x");
        row("id mdb_sa_id_123, secret mdb_sa_sk_123.", "id mdb_sa_id_123, secret •••");
    }
    void theRestStays()
    {
        QFETCH(const QString, text);
        QFETCH(const QString, expected);
        QCOMPARE(redacted(text), expected);
    }

    void byValue_data()
    {
        QTest::addColumn<QString>("secret");
        for (const char *secret :
             {"hunter2", "p&ss w=rd+%/\"\\", "schlüssel-日本", "0123456789abcdef", "aaaaaaaa"})
            QTest::addRow("%s", secret) << QString::fromUtf8(secret);
    }
    void byValue()
    {
        QFETCH(const QString, secret);
        const QByteArray utf8 = secret.toUtf8();
        QStringList forms{secret};
        forms += QString::fromLatin1(utf8.toPercentEncoding());
        forms += QString::fromLatin1(utf8.toPercentEncoding().toLower());
        forms += QString::fromLatin1(utf8.toPercentEncoding(" ").replace(' ', '+'));
        QString escaped = secret;
        forms +=
            escaped.replace(u'\\', QStringLiteral("\\\\")).replace(u'"', QStringLiteral("\\\""));
        for (const char *before : {"", "a", "ab", "id:", "id77:"}) {
            const QByteArray joined = before + utf8 + "z";
            forms += QString::fromLatin1(joined.toBase64());
            forms += QString::fromLatin1(joined.toBase64(QByteArray::Base64UrlEncoding));
        }
        for (const QString &form : std::as_const(forms)) {
            const QString result =
                redacted(QStringLiteral("before, %1, after").arg(form), secretOf(secret));
            QCOMPARE(result, QStringLiteral("before, %1, after").arg(mark));
        }
    }

    void anEmptySecretRemovesNothing()
    {
        QCOMPARE(redacted(QStringLiteral("text"), Secret()), QStringLiteral("text"));
    }

    void randomSecretsInRandomText()
    {
        QRandomGenerator random(20221107);
        const QString any = QStringLiteral("abzAZ09 \"'\\{}[]:=&%+-_./@,;\n<>ü日");
        const QString secretAlphabet = QStringLiteral("abcXYZ019-_+/%&= \"\\ü");
        for (int round = 0; round < 3'000; ++round) {
            const QString secret =
                randomText(random, 8 + random.bounded(24), secretAlphabet).trimmed() + u'x';
            const QByteArray utf8 = secret.toUtf8();
            const QString form = round % 3 == 0   ? secret
                                 : round % 3 == 1 ? QString::fromLatin1(utf8.toPercentEncoding())
                                                  : QString::fromLatin1(utf8.toBase64());
            const QString text = randomText(random, random.bounded(60), any) + form +
                                 randomText(random, random.bounded(60), any);
            const QString result = redacted(text, secretOf(secret));
            QVERIFY2(!result.contains(form), qPrintable(text));
            QVERIFY2(!result.contains(secret), qPrintable(text));
        }
    }

    void randomTextDoesNoHarm()
    {
        QRandomGenerator random(7);
        const QStringList pieces{
            QStringLiteral("client_secret"),
            QStringLiteral("\""),
            QStringLiteral("\\"),
            QStringLiteral(":"),
            QStringLiteral("="),
            QStringLiteral("://"),
            QStringLiteral("@"),
            QStringLiteral("%22"),
            QStringLiteral("%3A"),
            QStringLiteral("Bearer "),
            QStringLiteral("eyJ"),
            QStringLiteral("--token"),
            QStringLiteral("mdb_sa_sk_"),
            QStringLiteral(" "),
            QStringLiteral("\n"),
            QString(QChar(0xD800)),
            QStringLiteral("\u0000"),
            QStringLiteral("x")};
        for (int round = 0; round < 20'000; ++round) {
            QString text;
            for (int i = random.bounded(12); i >= 0; --i)
                text += pieces[random.bounded(pieces.size())];
            QVERIFY(redacted(text).size() <= text.size() * 4 + 3);
        }
    }

    void theTimeGrowsWithTheLength_data()
    {
        QTest::addColumn<QString>("piece");
        for (const char *piece :
             {"a", "\\", "\"", "client_secret=", "\\\"token\\\":\\\"", "://", "eyJ", "Bearer ",
              "password: ", "%", "--token ", "aaaaaaab", "'secret':'"})
            QTest::addRow("%s", piece) << QString::fromUtf8(piece);
    }
    void theTimeGrowsWithTheLength()
    {
        QFETCH(const QString, piece);
        const Secret known(QByteArray(QByteArray(500, 'a') + 'b'));
        const QString text = piece.repeated(400'000 / piece.size());
        QElapsedTimer timer;
        timer.start();
        const QString result = redacted(text, known);
        QVERIFY(!result.isEmpty());
        // A walk whose time grew with the square of the length would take hours.
        QVERIFY(timer.elapsed() < 60'000);
    }
};

QTEST_GUILESS_MAIN(RedactorTest)
#include "tst_redactor.moc"
