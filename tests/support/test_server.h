#pragma once

#include <QByteArray>
#include <QList>
#include <QMap>
#include <QSslConfiguration>
#include <QTcpServer>
#include <QUrl>

#include <functional>
#include <memory>

class QTcpSocket;

namespace keywright::test {

/// A request as it arrived.
struct TestRequest
{
    QByteArray method;
    QByteArray target;
    QMap<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
};

/// What the server does with a request.
struct TestAnswer
{
    enum class Manner {
        Complete,
        DropBefore, ///< closes the connection without a word
        DropInBody, ///< announces the whole body, sends half of it and closes
        Hang,       ///< keeps the connection open and says nothing
        HangInBody, ///< sends half of the body, then nothing
        Raw,        ///< sends `body` as it stands and closes
        Endless     ///< a chunked body of `body` over and over
    };

    int status = 200;
    QList<std::pair<QByteArray, QByteArray>> headers;
    QByteArray body;
    Manner manner = Manner::Complete;
};

TestAnswer json(const QByteArray &body, int status = 200);
TestAnswer status(int status, const QList<std::pair<QByteArray, QByteArray>> &headers = {});
TestAnswer manner(TestAnswer::Manner manner, const QByteArray &body = {});

/// An HTTP/1.1 server on a free loopback port that lives on the test's own event loop, answers by
/// script and remembers what it was asked.
class TestServer : public QTcpServer
{
public:
    TestServer();
    explicit TestServer(QSslConfiguration tls);
    ~TestServer() override;

    /// Answers in this order; the last one is repeated.
    void script(QList<TestAnswer> answers);
    /// Answers by looking at the request.
    void answerWith(std::function<TestAnswer(const TestRequest &)> handler);

    QUrl url(const QString &path = QStringLiteral("/")) const;
    const QList<TestRequest> &requests() const { return m_requests; }
    /// Every byte that arrived, after TLS.
    const QByteArray &received() const { return m_received; }
    int openConnections() const;

protected:
    void incomingConnection(qintptr descriptor) override;

private:
    void serve(QTcpSocket *socket);
    bool takeRequest(QByteArray &buffer, TestRequest &request) const;
    void answer(QTcpSocket *socket, const TestAnswer &answer);
    void sendEndlessly(QTcpSocket *socket, const QByteArray &chunk);

    std::optional<QSslConfiguration> m_tls;
    std::function<TestAnswer(const TestRequest &)> m_handler;
    QList<TestRequest> m_requests;
    QByteArray m_received;
};

} // namespace keywright::test
