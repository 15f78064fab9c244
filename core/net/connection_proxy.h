#pragma once

#include "core/base/result.h"

#include <QNetworkProxy>
#include <QUrl>

#include <optional>

namespace keywright {

/// Checks and reads a proxy's address: http:// or socks5://, with a host, without credentials.
/// Refusals are field errors on "proxy".
Result<QNetworkProxy> parseProxy(const QUrl &url);

/// The proxy of one connection, or the system's for other machines when none is given. Plain http,
/// which only ever goes to this machine, never takes a proxy: it would carry credentials over the
/// network.
class ConnectionProxy : public QNetworkProxyFactory
{
public:
    ConnectionProxy() = default;
    explicit ConnectionProxy(QNetworkProxy chosen);

    QList<QNetworkProxy> queryProxy(const QNetworkProxyQuery &query) override;

private:
    std::optional<QNetworkProxy> m_chosen;
};

} // namespace keywright
