#include "app/sandbox/http/connection.h"

#include <algorithm>
#include <arpa/inet.h>
#include <cerrno>
#include <cstring>
#include <fcntl.h>
#include <netinet/in.h>
#include <openssl/err.h>
#include <openssl/ssl.h>
#include <poll.h>
#include <sys/socket.h>
#include <unistd.h>

namespace keywright::sandbox {

namespace {

sockaddr_in peerOf(int socket)
{
    sockaddr_in peer{};
    socklen_t size = sizeof peer;
    if (::getpeername(socket, reinterpret_cast<sockaddr *>(&peer), &size) != 0)
        return {};
    return peer;
}

} // namespace

void SslDeleter::operator()(ssl_st *ssl) const
{
    SSL_free(ssl);
}

Connection::Connection(int socket, ssl_ctx_st *context)
    : m_socket(socket)
{
    const sockaddr_in peer = peerOf(socket);
    m_peerPort = ntohs(peer.sin_port);
    ::inet_ntop(AF_INET, &peer.sin_addr, m_peerAddress.data(), m_peerAddress.size());
    ::fcntl(m_socket, F_SETFD, FD_CLOEXEC);
    if (context != nullptr) {
        m_ssl.reset(SSL_new(context));
        SSL_set_fd(m_ssl.get(), m_socket);
    }
}

Connection::~Connection()
{
    if (m_ssl != nullptr && !m_refuseWrites)
        SSL_shutdown(m_ssl.get());
    ERR_clear_error();
    m_ssl.reset();
    ::close(m_socket);
}

bool Connection::handshake()
{
    return m_ssl == nullptr || SSL_accept(m_ssl.get()) == 1;
}

bool Connection::waitForData(int timeoutMs)
{
    if (m_begin < m_end || (m_ssl != nullptr && SSL_pending(m_ssl.get()) > 0))
        return true;
    pollfd waiting{m_socket, POLLIN, 0};
    int ready = 0;
    do {
        ready = ::poll(&waiting, 1, timeoutMs);
    } while (ready < 0 && errno == EINTR);
    return ready > 0;
}

qint64 Connection::read(char *data, qint64 size)
{
    if (m_begin == m_end) {
        m_begin = 0;
        m_end = std::max<qint64>(0, receive(m_buffer.data(), m_buffer.size()));
        if (m_end == 0)
            return -1;
    }
    const qint64 taken = std::min(size, m_end - m_begin);
    std::memcpy(data, m_buffer.data() + m_begin, static_cast<std::size_t>(taken));
    m_begin += taken;
    return taken;
}

qint64 Connection::receive(char *data, qint64 size)
{
    if (m_ssl != nullptr)
        return SSL_read(m_ssl.get(), data, static_cast<int>(size));
    ssize_t received = 0;
    do {
        received = ::recv(m_socket, data, static_cast<std::size_t>(size), 0);
    } while (received < 0 && errno == EINTR);
    return received;
}

qint64 Connection::write(const char *data, qint64 size)
{
    if (m_refuseWrites)
        return -1;
    if (m_ssl != nullptr) {
        constexpr qint64 most = 1 << 20;
        return SSL_write(m_ssl.get(), data, static_cast<int>(std::min(size, most)));
    }
    ssize_t sent = 0;
    do {
        sent = ::send(m_socket, data, static_cast<std::size_t>(size), MSG_NOSIGNAL);
    } while (sent < 0 && errno == EINTR);
    return sent;
}

void Connection::interrupt()
{
    ::shutdown(m_socket, SHUT_RDWR);
}

ConnectionRegistry::Handle ConnectionRegistry::open(int socket, ssl_ctx_st *context)
{
    const std::lock_guard lock(m_mutex);
    const Handle connection = m_connections.emplace(m_connections.end(), socket, context);
    if (m_interrupted)
        connection->interrupt();
    return connection;
}

void ConnectionRegistry::close(Handle connection)
{
    const std::lock_guard lock(m_mutex);
    m_connections.erase(connection);
}

void ConnectionRegistry::refuseWrites(int peerPort)
{
    const std::lock_guard lock(m_mutex);
    for (Connection &connection : m_connections) {
        if (connection.peerPort() == peerPort)
            connection.refuseWrites();
    }
}

void ConnectionRegistry::interruptAll()
{
    const std::lock_guard lock(m_mutex);
    m_interrupted = true;
    for (Connection &connection : m_connections)
        connection.interrupt();
}

} // namespace keywright::sandbox
