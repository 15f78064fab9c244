#pragma once

#include <QtGlobal>

#include <array>
#include <list>
#include <memory>
#include <mutex>

struct ssl_st;
struct ssl_ctx_st;

namespace keywright::sandbox {

struct SslDeleter
{
    void operator()(ssl_st *ssl) const;
};

/// One accepted socket, plain or TLS. Used by one thread, except for interrupt().
class Connection
{
public:
    /// Takes the socket over. Without a @p context the connection is plain.
    Connection(int socket, ssl_ctx_st *context);
    ~Connection();
    Connection(const Connection &) = delete;
    Connection &operator=(const Connection &) = delete;

    bool handshake();
    /// Waits until there is something to read; false on a time-out and when interrupted or closed.
    bool waitForData(int timeoutMs);
    qint64 read(char *data, qint64 size);
    qint64 write(const char *data, qint64 size);
    /// Everything written from now on is lost, so that the client sees a closed connection.
    void refuseWrites() { m_refuseWrites = true; }
    bool refusesWrites() const { return m_refuseWrites; }
    /// Wakes the thread that uses the connection. Callable from any thread.
    void interrupt();

    int socket() const { return m_socket; }
    int peerPort() const { return m_peerPort; }
    const char *peerAddress() const { return m_peerAddress.data(); } ///< dotted, IPv4

private:
    qint64 receive(char *data, qint64 size);

    int m_socket;
    int m_peerPort = 0;
    std::array<char, 16> m_peerAddress{};
    std::unique_ptr<ssl_st, SslDeleter> m_ssl;
    std::array<char, 16384> m_buffer{};
    qint64 m_begin = 0;
    qint64 m_end = 0;
    bool m_refuseWrites = false;
};

/// The live connections of a server, so that stopping can end them all at once.
class ConnectionRegistry
{
public:
    using Handle = std::list<Connection>::iterator;

    Handle open(int socket, ssl_ctx_st *context);
    void close(Handle connection);
    /// Connection::refuseWrites() of the connection that comes from this port.
    void refuseWrites(int peerPort);
    /// Interrupts every connection, also those opened later.
    void interruptAll();

private:
    std::mutex m_mutex;
    std::list<Connection> m_connections;
    bool m_interrupted = false;
};

} // namespace keywright::sandbox
