#include "app/sandbox/http/front.h"

#include "app/sandbox/http/connection.h"

#include <atomic>
#include <httplib.h> // slow to compile, so it is included here and nowhere else
#include <list>
#include <thread>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr int keepAliveSeconds = 60;
constexpr int ioTimeoutSeconds = 30;
constexpr std::size_t mostRequestsPerConnection = 1000000; // only told, not counted
constexpr char anyPath[] = ".*";
constexpr std::size_t mostBodyBytes = 16U << 20U;

/// A thread per connection: with a fixed pool, idle keep-alive connections would block new ones.
class ThreadPerConnection : public httplib::TaskQueue
{
public:
    void enqueue(std::function<void()> task) override
    {
        m_workers.remove_if([](const Worker &worker) { return worker.done.load(); });
        Worker &worker = m_workers.emplace_back();
        worker.thread = std::jthread([task = std::move(task), &done = worker.done] {
            task();
            done = true;
        });
    }

    void shutdown() override { m_workers.clear(); }

private:
    struct Worker
    {
        std::atomic<bool> done = false;
        std::jthread thread; // last, so that it is joined before `done` goes away
    };
    std::list<Worker> m_workers;
};

/// Lets httplib read and write one of our connections.
class ConnectionStream : public httplib::Stream
{
public:
    explicit ConnectionStream(Connection &connection)
        : m_connection(connection)
    {
    }

    bool is_readable() const override { return m_connection.waitForData(0); }
    bool is_writable() const override { return true; }
    ssize_t read(char *data, size_t size) override
    {
        return m_connection.read(data, static_cast<qint64>(size));
    }
    ssize_t write(const char *data, size_t size) override
    {
        return m_connection.write(data, static_cast<qint64>(size));
    }
    void get_remote_ip_and_port(std::string &ip, int &port) const override
    {
        ip = m_connection.peerAddress();
        port = m_connection.peerPort();
    }
    void get_local_ip_and_port(std::string &ip, int &port) const override
    {
        ip = "127.0.0.1";
        port = 0;
    }
    socket_t socket() const override { return m_connection.socket(); }

private:
    Connection &m_connection;
};

HttpRequest toRequest(const httplib::Request &from)
{
    HttpRequest request;
    request.method = QByteArray::fromStdString(from.method);
    const QByteArray target = QByteArray::fromStdString(from.target);
    const qsizetype mark = target.indexOf('?');
    request.path = mark < 0 ? target : target.left(mark);
    request.query = mark < 0 ? QByteArray() : target.mid(mark + 1);
    for (const auto &[name, value] : from.headers)
        request.headers.insert(
            QByteArray::fromStdString(name).toLower(), QByteArray::fromStdString(value));
    request.body = QByteArray::fromStdString(from.body);
    request.peerAddress = QString::fromStdString(from.remote_addr);
    return request;
}

/// Sends the first half and gives up, which closes the connection.
void sendHalf(const HttpResponse &from, httplib::Response &to)
{
    to.set_content_provider(
        static_cast<size_t>(from.body.size()), from.contentType.toStdString(),
        [body = from.body](size_t, size_t, httplib::DataSink &sink) {
            sink.write(body.constData(), static_cast<size_t>(body.size() / 2));
            return false;
        });
}

constexpr size_t pieces = 20;

void sendSlowly(
    const HttpResponse &from, std::chrono::milliseconds time, StopFlag &stopFlag,
    httplib::Response &to)
{
    const auto size = static_cast<size_t>(from.body.size());
    to.set_content_provider(
        size, from.contentType.toStdString(),
        [body = from.body, time, size,
         &stopFlag](size_t offset, size_t left, httplib::DataSink &sink) {
            if (!stopFlag.waitFor(time / pieces))
                return false;
            const size_t piece = std::min(left, size / pieces + 1);
            return sink.write(body.constData() + offset, piece);
        });
}

} // namespace

class Front::Private : public httplib::Server
{
public:
    Private(RequestPipeline &pipeline, StopFlag &stopFlag, ssl_ctx_st *tls)
        : m_pipeline(pipeline)
        , m_stopFlag(stopFlag)
        , m_tls(tls)
    {
        new_task_queue = [] {
            return new ThreadPerConnection;
        };
        // The default sets SO_REUSEPORT, with which two servers could share a port unnoticed.
        set_socket_options([](socket_t socket) {
            const int yes = 1;
            ::setsockopt(socket, SOL_SOCKET, SO_REUSEADDR, &yes, sizeof yes);
        });
        set_tcp_nodelay(true);
        set_keep_alive_timeout(keepAliveSeconds);
        set_keep_alive_max_count(mostRequestsPerConnection);
        set_read_timeout(ioTimeoutSeconds);
        set_write_timeout(ioTimeoutSeconds);
        set_payload_max_length(mostBodyBytes);
        const Handler handler =
            [this](const httplib::Request &request, httplib::Response &response) {
                handle(request, response);
            };
        Get(anyPath, handler).Post(anyPath, handler).Put(anyPath, handler);
        Patch(anyPath, handler).Delete(anyPath, handler);
    }

    bool start(quint16 port, QString *errorText)
    {
        m_port = port == 0 ? bind_to_any_port("127.0.0.1")
                           : (bind_to_port("127.0.0.1", port) ? port : -1);
        if (m_port <= 0) {
            *errorText = u"Port %1 of 127.0.0.1 cannot be used: %2"_s.arg(port).arg(
                QString::fromLocal8Bit(std::strerror(errno)));
            return false;
        }
        // httplib's backlog of five makes a burst of connections wait for a retransmission.
        ::listen(svr_sock_, SOMAXCONN);
        m_thread = std::jthread([this] { listen_after_bind(); });
        while (!is_running())
            std::this_thread::sleep_for(std::chrono::milliseconds(1));
        return true;
    }

    void end()
    {
        m_stopFlag.raise();
        m_connections.interruptAll();
        stop();
        if (m_thread.joinable())
            m_thread.join();
    }

    int boundPort() const { return m_port; }

private:
    bool process_and_close_socket(socket_t socket) override
    {
        const auto connection = m_connections.open(socket, m_tls);
        if (connection->handshake())
            serve(*connection);
        m_connections.close(connection);
        return true;
    }

    void serve(Connection &connection)
    {
        ConnectionStream stream(connection);
        while (connection.waitForData(keepAliveSeconds * 1000)) {
            bool closed = false;
            const bool ok = process_request(stream, false, closed, [](httplib::Request &request) {
                // Compressing and ranges are httplib's own idea; a test wants plain bytes.
                request.headers.erase("Accept-Encoding");
                request.headers.erase("Range");
            });
            // httplib does not notice that an answer was refused.
            if (!ok || closed || connection.refusesWrites())
                return;
        }
    }

    void handle(const httplib::Request &request, httplib::Response &response)
    {
        const Answer answer = m_pipeline.answer(toRequest(request));
        response.status = answer.response.status;
        for (const HttpHeader &header : answer.response.headers)
            response.set_header(header.name.toStdString(), header.value.toStdString());
        if (answer.delivery == Delivery::Dropped)
            m_connections.refuseWrites(request.remote_port);
        else if (answer.delivery == Delivery::Half)
            sendHalf(answer.response, response);
        else if (answer.delivery == Delivery::Slow && !answer.response.body.isEmpty())
            sendSlowly(answer.response, answer.time, m_stopFlag, response);
        else
            response.set_content(
                answer.response.body.toStdString(), answer.response.contentType.toStdString());
    }

    RequestPipeline &m_pipeline;
    StopFlag &m_stopFlag;
    ssl_ctx_st *m_tls;
    ConnectionRegistry m_connections;
    std::jthread m_thread;
    int m_port = -1;
};

Front::Front(RequestPipeline &pipeline, StopFlag &stopFlag, ssl_ctx_st *tls)
    : d(std::make_unique<Private>(pipeline, stopFlag, tls))
{
}

Front::~Front()
{
    stop();
}

bool Front::listen(quint16 port, QString *errorText)
{
    return d->start(port, errorText);
}

quint16 Front::port() const
{
    return static_cast<quint16>(d->boundPort());
}

void Front::stop()
{
    d->end();
}

} // namespace keywright::sandbox
