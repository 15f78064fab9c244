#include "tests/support/test_server.h"

#include <QSslSocket>

#include <algorithm>

namespace keywright::test {

namespace {

QByteArray head(const TestAnswer &answer, const QByteArray &framing)
{
    QByteArray text = "HTTP/1.1 " + QByteArray::number(answer.status) + " Scripted\r\n" + framing;
    for (const auto &[name, value] : answer.headers)
        text += name + ": " + value + "\r\n";
    return text + "\r\n";
}

bool announcesLength(const TestAnswer &answer)
{
    return std::any_of(answer.headers.begin(), answer.headers.end(), [](const auto &header) {
        return header.first == "Content-Length";
    });
}

QByteArray lengthOf(const TestAnswer &answer)
{
    if (announcesLength(answer))
        return {};
    return "Content-Length: " + QByteArray::number(answer.body.size()) + "\r\n";
}

} // namespace

TestAnswer json(const QByteArray &body, int status)
{
    TestAnswer answer;
    answer.status = status;
    answer.headers = {{"Content-Type", "application/json"}};
    answer.body = body;
    return answer;
}

TestAnswer status(int status, const QList<std::pair<QByteArray, QByteArray>> &headers)
{
    TestAnswer answer;
    answer.status = status;
    answer.headers = headers;
    return answer;
}

TestAnswer manner(TestAnswer::Manner manner, const QByteArray &body)
{
    TestAnswer answer;
    answer.manner = manner;
    answer.body = body;
    return answer;
}

TestServer::TestServer()
{
    script({status(200)});
    if (!listen(QHostAddress::LocalHost))
        qFatal("The test server cannot listen on loopback.");
}

TestServer::TestServer(QSslConfiguration tls)
    : TestServer()
{
    m_tls = std::move(tls);
}

TestServer::~TestServer()
{
    for (QTcpSocket *socket : findChildren<QTcpSocket *>())
        socket->disconnect(this);
}

void TestServer::script(QList<TestAnswer> answers)
{
    m_handler = [answers = std::move(answers), next = qsizetype(0)](const TestRequest &) mutable {
        return answers.at(std::min(next++, answers.size() - 1));
    };
}

void TestServer::answerWith(std::function<TestAnswer(const TestRequest &)> handler)
{
    m_handler = std::move(handler);
}

QUrl TestServer::url(const QString &path) const
{
    QUrl url;
    url.setScheme(m_tls ? QStringLiteral("https") : QStringLiteral("http"));
    url.setHost(QStringLiteral("127.0.0.1"));
    url.setPort(serverPort());
    url.setPath(path);
    return url;
}

int TestServer::openConnections() const
{
    const auto sockets = findChildren<QTcpSocket *>();
    return static_cast<int>(std::count_if(sockets.begin(), sockets.end(), [](QTcpSocket *socket) {
        return socket->state() == QAbstractSocket::ConnectedState;
    }));
}

void TestServer::incomingConnection(qintptr descriptor)
{
    QTcpSocket *socket = nullptr;
    if (m_tls) {
        auto *encrypted = new QSslSocket(this);
        encrypted->setSslConfiguration(*m_tls);
        encrypted->setSocketDescriptor(descriptor);
        encrypted->startServerEncryption();
        socket = encrypted;
    } else {
        socket = new QTcpSocket(this);
        socket->setSocketDescriptor(descriptor);
    }
    connect(socket, &QTcpSocket::disconnected, socket, &QObject::deleteLater);
    serve(socket);
}

void TestServer::serve(QTcpSocket *socket)
{
    connect(socket, &QTcpSocket::readyRead, this, [this, socket, buffer = QByteArray()]() mutable {
        const QByteArray arrived = socket->readAll();
        m_received += arrived;
        buffer += arrived;
        TestRequest request;
        while (takeRequest(buffer, request)) {
            m_requests += request;
            answer(socket, m_handler(request));
        }
    });
}

bool TestServer::takeRequest(QByteArray &buffer, TestRequest &request) const
{
    const qsizetype headEnd = buffer.indexOf("\r\n\r\n");
    if (headEnd < 0)
        return false;
    request = {};
    QList<QByteArray> lines = buffer.left(headEnd).split('\n');
    const QList<QByteArray> first = lines.takeFirst().trimmed().split(' ');
    request.method = first.value(0);
    request.target = first.value(1);
    for (const QByteArray &line : std::as_const(lines)) {
        const qsizetype colon = line.indexOf(':');
        request.headers.insert(line.left(colon).toLower(), line.mid(colon + 1).trimmed());
    }
    const qsizetype length = request.headers.value("content-length").toLongLong();
    if (buffer.size() < headEnd + 4 + length)
        return false;
    request.body = buffer.mid(headEnd + 4, length);
    buffer.remove(0, headEnd + 4 + length);
    return true;
}

void TestServer::answer(QTcpSocket *socket, const TestAnswer &answer)
{
    using Manner = TestAnswer::Manner;
    switch (answer.manner) {
    case Manner::Complete:
        socket->write(head(answer, lengthOf(answer)) + answer.body);
        break;
    case Manner::DropBefore:
        socket->disconnectFromHost();
        break;
    case Manner::DropInBody:
        socket->write(head(answer, lengthOf(answer)) + answer.body.left(answer.body.size() / 2));
        socket->disconnectFromHost();
        break;
    case Manner::Hang:
        break;
    case Manner::HangInBody:
        socket->write(head(answer, lengthOf(answer)) + answer.body.left(answer.body.size() / 2));
        break;
    case Manner::Raw:
        socket->write(answer.body);
        socket->disconnectFromHost();
        break;
    case Manner::Endless:
        socket->write(head(answer, "Transfer-Encoding: chunked\r\n"));
        sendEndlessly(socket, answer.body);
        break;
    }
}

void TestServer::sendEndlessly(QTcpSocket *socket, const QByteArray &chunk)
{
    const QByteArray framed = QByteArray::number(chunk.size(), 16) + "\r\n" + chunk + "\r\n";
    const auto send = [socket, framed] {
        if (socket->state() == QAbstractSocket::ConnectedState &&
            socket->bytesToWrite() < framed.size())
            socket->write(framed);
    };
    connect(socket, &QTcpSocket::bytesWritten, socket, send);
    send();
}

} // namespace keywright::test
