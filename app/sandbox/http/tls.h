#pragma once

#include <QByteArray>

#include <memory>
#include <optional>

struct ssl_ctx_st;

namespace keywright::sandbox {

struct SslContextDeleter
{
    void operator()(ssl_ctx_st *context) const;
};
using SslContext = std::unique_ptr<ssl_ctx_st, SslContextDeleter>;

/// A server certificate for 127.0.0.1 and localhost, and the CA that signed it. Both are made anew
/// for every start and their private keys never leave the process.
struct ThrowAwayTls
{
    SslContext context;
    QByteArray caPem; ///< the CA certificate, for clients to trust
};

std::optional<ThrowAwayTls> makeThrowAwayTls();

} // namespace keywright::sandbox
