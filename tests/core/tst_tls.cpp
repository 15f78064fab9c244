#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/test_certificates.h"
#include "tests/support/test_server.h"

#include <QNetworkAccessManager>
#include <QTemporaryDir>
#include <QTest>

using namespace keywright;
using namespace keywright::test;

class TlsTest : public QObject
{
    Q_OBJECT

private:
    QString write(const QString &name, const QByteArray &content)
    {
        QFile file(m_folder.filePath(name));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("The test's folder cannot be written.");
        return file.fileName();
    }

    static std::shared_ptr<HttpClient> newClient(const TransportOptions &options)
    {
        return std::make_shared<HttpClient>(
            std::make_shared<QNetworkAccessManager>(), options, std::make_shared<SystemClock>(),
            std::make_shared<ExchangeLog>());
    }

    static Result<HttpResponse> call(const QUrl &url, const TransportOptions &options)
    {
        return call(newClient(options), url);
    }

    static Result<HttpResponse> call(const std::shared_ptr<HttpClient> &client, const QUrl &url)
    {
        HttpRequest request("GET", url, Replay::Idempotent);
        request.secretHeaders.emplace_back(
            "Authorization", Secret(QByteArray("Bearer not-a-real-secret")));
        return await(client->send(std::move(request)));
    }

    TransportOptions
    trusting(std::chrono::milliseconds connectTimeout = std::chrono::seconds(10)) const
    {
        TransportOptions options;
        options.caFile = m_caFile;
        options.connectTimeout = connectTimeout;
        return options;
    }

    void refusesTls(const TestServer &server, const TransportOptions &options, const QString &word)
    {
        const auto response = call(server.url(), options);
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::Tls);
        QVERIFY2(
            response.error().hint.contains(word),
            qPrintable(response.error().message + response.error().hint));
        QVERIFY(!server.received().contains("secret"));
    }

    TestAuthority m_authority;
    QTemporaryDir m_folder;
    QString m_caFile;

private Q_SLOTS:
    void initTestCase() { m_caFile = write(QStringLiteral("ca.pem"), m_authority.certificate()); }

    void theChosenAuthorityIsTrusted()
    {
        TestServer server(m_authority.serverConfiguration("IP:127.0.0.1"));
        server.script({json("{}")});
        const auto response = call(server.url(), trusting());
        QVERIFY2(response, qPrintable(response ? QString() : response.error().message));
        QCOMPARE(response->status, 200);
    }

    void anUnknownAuthorityIsNot()
    {
        TestServer server(m_authority.serverConfiguration("IP:127.0.0.1"));
        refusesTls(server, {}, QStringLiteral("CA file"));
    }

    void anotherAuthorityIsNot()
    {
        const TestAuthority other;
        TestServer server(other.serverConfiguration("IP:127.0.0.1"));
        refusesTls(server, trusting(), QStringLiteral("CA file"));
    }

    void anotherHostsCertificateIsRefused()
    {
        TestServer server(m_authority.serverConfiguration("DNS:other.example"));
        refusesTls(server, trusting(), QStringLiteral("another host name"));
    }

    void anExpiredCertificateIsRefused()
    {
        TestServer server(m_authority.serverConfiguration("IP:127.0.0.1", -1));
        refusesTls(server, trusting(), QStringLiteral("clock"));
    }

    void aServerThatDoesNotSpeakTls()
    {
        TestServer server;
        const auto client = newClient(trusting(std::chrono::milliseconds(200)));
        QUrl url = server.url();
        url.setScheme(QStringLiteral("https"));
        // Twice, since a connection that hangs must not be kept for the next call.
        for (int i = 0; i < 2; ++i) {
            const auto response = call(client, url);
            QVERIFY(!response);
            QCOMPARE(response.error().kind, ErrorKind::Timeout);
            QVERIFY(response.error().message.contains(QStringLiteral("No connection")));
        }
        QVERIFY(!server.received().contains("secret"));
    }

    void aCaFileThatCannotBeUsed_data()
    {
        QTest::addColumn<QString>("file");
        QTest::addRow("missing") << m_folder.filePath(QStringLiteral("none.pem"));
        QTest::addRow("no certificate") << write(QStringLiteral("text.pem"), "hello");
        QTest::addRow("a folder") << m_folder.path();
    }
    void aCaFileThatCannotBeUsed()
    {
        QFETCH(const QString, file);
        TransportOptions options;
        options.caFile = file;
        const auto response = call(QUrl(QStringLiteral("https://127.0.0.1:1/")), options);
        QVERIFY(!response);
        QCOMPARE(response.error().kind, ErrorKind::InvalidInput);
        QCOMPARE(response.error().field, QStringLiteral("caFile"));
        QVERIFY(response.error().message.contains(file));
    }

    void proxies_data()
    {
        QTest::addColumn<QUrl>("proxy");
        QTest::addColumn<ErrorKind>("kind");
        QTest::addRow("refused") << QUrl(QStringLiteral("http://127.0.0.1:1"))
                                 << ErrorKind::Network;
        QTest::addRow("SOCKS refused")
            << QUrl(QStringLiteral("socks5://127.0.0.1:1")) << ErrorKind::Network;
        QTest::addRow("another scheme")
            << QUrl(QStringLiteral("ftp://127.0.0.1:1")) << ErrorKind::InvalidInput;
        QTest::addRow("with a password")
            << QUrl(QStringLiteral("http://u:hunter2@127.0.0.1:1")) << ErrorKind::InvalidInput;
    }
    void proxies()
    {
        QFETCH(const QUrl, proxy);
        QFETCH(const ErrorKind, kind);
        TestServer server(m_authority.serverConfiguration("IP:127.0.0.1"));
        TransportOptions options = trusting();
        options.proxy = proxy;
        const auto response = call(server.url(), options);
        QVERIFY(!response);
        QCOMPARE(response.error().kind, kind);
        QVERIFY2(
            response.error().message.contains(QStringLiteral("proxy")),
            qPrintable(response.error().message));
        QVERIFY(!response.error().message.contains(QStringLiteral("hunter2")));
        QCOMPARE(server.received(), QByteArray());
    }

    void aProxyThatWantsASignIn()
    {
        TestServer proxy;
        proxy.script({status(407, {{"Proxy-Authenticate", "Basic realm=\"x\""}})});
        TransportOptions options = trusting();
        options.proxy = proxy.url();
        const auto response = call(QUrl(QStringLiteral("https://127.0.0.1:1/")), options);
        QVERIFY(!response);
        QVERIFY2(
            response.error().message.contains(QStringLiteral("asks for a user name")),
            qPrintable(response.error().message));
        QVERIFY(!proxy.received().contains("not-a-real-secret"));
    }

    void theSystemsProxyIsForOtherMachines()
    {
        qputenv("https_proxy", "http://127.0.0.1:1");
        TestServer server(m_authority.serverConfiguration("IP:127.0.0.1"));
        const auto response = call(server.url(), trusting());
        qunsetenv("https_proxy");
        QVERIFY2(response, qPrintable(response ? QString() : response.error().message));
    }

    void plainHttpTakesNoProxy()
    {
        TestServer server;
        TestServer proxy;
        TransportOptions options;
        options.proxy = proxy.url();
        QVERIFY(call(server.url(), options));
        QCOMPARE(proxy.received(), QByteArray());
    }
};

QTEST_GUILESS_MAIN(TlsTest)
#include "tst_tls.moc"
