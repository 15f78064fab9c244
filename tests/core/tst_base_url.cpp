#include "core/net/base_url.h"

#include <QTest>

using namespace keywright;

class BaseUrlTest : public QObject
{
    Q_OBJECT

private Q_SLOTS:
    void accepted_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("url");
        const auto row = [](const char *typed, const char *url) {
            QTest::addRow("%s", typed) << QString::fromUtf8(typed) << QString::fromUtf8(url);
        };
        row("https://acme.tecton.ai", "https://acme.tecton.ai");
        row("  https://acme.tecton.ai/  ", "https://acme.tecton.ai");
        row("https://acme.tecton.ai//", "https://acme.tecton.ai");
        row("HTTPS://Acme.Tecton.AI", "https://acme.tecton.ai");
        row("https://acme.example:8443/api/", "https://acme.example:8443/api");
        row("https://acme.example/a/../b", "https://acme.example/b");
        row("https://acme.example/a%2Fb", "https://acme.example/a%2Fb");
        row("https://[2001:db8::1]:443/x", "https://[2001:db8::1]:443/x");
        row("https://192.0.2.1", "https://192.0.2.1");
        row("http://localhost:8080", "http://localhost:8080");
        row("http://127.0.0.1", "http://127.0.0.1");
        row("http://127.1.2.3:1", "http://127.1.2.3:1");
        row("http://[::1]:8080", "http://[::1]:8080");
    }
    void accepted()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, url);
        const auto parsed = parseBaseUrl(typed, QStringLiteral("url"));
        QVERIFY2(parsed, qPrintable(parsed ? QString() : parsed.error().message));
        QCOMPARE(parsed->toString(QUrl::FullyEncoded), url);
    }

    void refused_data()
    {
        QTest::addColumn<QString>("typed");
        QTest::addColumn<QString>("word");
        const auto row = [](const char *name, const QString &typed, const char *word) {
            QTest::addRow("%s", name) << typed << QString::fromUtf8(word);
        };
        row("empty", QString(), "Enter");
        row("blanks", QStringLiteral("   "), "Enter");
        row("no scheme", QStringLiteral("acme.tecton.ai"), "no scheme");
        row("host and port", QStringLiteral("acme.tecton.ai:443"), "no scheme");
        row("ftp", QStringLiteral("ftp://acme.tecton.ai"), "another scheme");
        row("file", QStringLiteral("file:///etc/passwd"), "another scheme");
        row("javascript", QStringLiteral("javascript://x"), "another scheme");
        row("plain http", QStringLiteral("http://acme.tecton.ai"), "plain http");
        row("like localhost", QStringLiteral("http://localhost.example"), "plain http");
        row("like loopback", QStringLiteral("http://127.0.0.1.example"), "plain http");
        row("any address", QStringLiteral("http://0.0.0.0"), "plain http");
        row("user", QStringLiteral("https://me@acme.tecton.ai"), "user name");
        row("password", QStringLiteral("https://me:hunter2@acme.tecton.ai"), "user name");
        row("host behind @", QStringLiteral("http://localhost@evil.example"), "user name");
        row("query", QStringLiteral("https://acme.tecton.ai/?a=hunter2"), "query");
        row("fragment", QStringLiteral("https://acme.tecton.ai/#a"), "query");
        row("no host", QStringLiteral("https://"), "no host");
        row("no host but a path", QStringLiteral("https:///api"), "no host");
        row("port", QStringLiteral("https://acme.tecton.ai:99999"), "not a valid URL");
        row("blank inside", QStringLiteral("https://acme tecton.ai"), "blank");
        row("line break", QStringLiteral("https://acme.tecton.ai/a\r\nHost: x"), "blank");
        row("invisible", QStringLiteral("https://acme\u200b.tecton.ai"), "invisible");
        row("backslash", QStringLiteral("https://acme.tecton.ai\\@evil.example"), "valid URL");
        row("too long", QStringLiteral("https://a/") + QString(4000, u'x'), "too long");
    }
    void refused()
    {
        QFETCH(const QString, typed);
        QFETCH(const QString, word);
        const auto parsed = parseBaseUrl(typed, QStringLiteral("url"));
        QVERIFY(!parsed);
        QCOMPARE(parsed.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(parsed.error().field, QStringLiteral("url"));
        QVERIFY2(parsed.error().message.contains(word), qPrintable(parsed.error().message));
        QVERIFY(!parsed.error().hint.isEmpty());
        QVERIFY(!parsed.error().message.contains(QStringLiteral("hunter2")));
    }

    void pathsAreJoinedAsTheyStand()
    {
        const QUrl base(QStringLiteral("https://acme.example/api"));
        QCOMPARE(
            joinPath(base, QStringLiteral("/v1/a%2Fb%20c")).toEncoded(),
            QByteArray("https://acme.example/api/v1/a%2Fb%20c"));
        QCOMPARE(
            joinPath(QUrl(QStringLiteral("https://acme.example/")), QStringLiteral("/x"))
                .toEncoded(),
            QByteArray("https://acme.example/x"));
    }
};

QTEST_GUILESS_MAIN(BaseUrlTest)
#include "tst_base_url.moc"
