#include "core/net/connection_proxy.h"

#include "core/net/base_url.h"

#include <QCoreApplication>

#include <utility>

namespace keywright {

namespace {

constexpr int usualHttpProxyPort = 8080;
constexpr int usualSocksPort = 1080;

Error proxyFieldError(const char *message)
{
    return fieldError(
        QStringLiteral("proxy"), QCoreApplication::translate("ConnectionProxy", message),
        QCoreApplication::translate(
            "ConnectionProxy", "For example http://proxy.example.com:8080 or "
                               "socks5://127.0.0.1:1080."));
}

} // namespace

Result<QNetworkProxy> parseProxy(const QUrl &url)
{
    const bool http = url.scheme() == QLatin1StringView("http");
    if (!http && url.scheme() != QLatin1StringView("socks5"))
        return failure(proxyFieldError("The proxy's address begins with neither http:// nor "
                                       "socks5://."));
    if (!url.isValid() || url.host().isEmpty())
        return failure(proxyFieldError("The proxy's address has no host name."));
    if (!url.userInfo().isEmpty())
        return failure(proxyFieldError("The proxy's address contains a user name or password."));
    const int port = url.port(http ? usualHttpProxyPort : usualSocksPort);
    return QNetworkProxy(
        http ? QNetworkProxy::HttpProxy : QNetworkProxy::Socks5Proxy, url.host(),
        static_cast<quint16>(port));
}

ConnectionProxy::ConnectionProxy(QNetworkProxy chosen)
    : m_chosen(std::move(chosen))
{
}

QList<QNetworkProxy> ConnectionProxy::queryProxy(const QNetworkProxyQuery &query)
{
    if (query.url().scheme() == QLatin1StringView("http"))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    if (m_chosen)
        return {*m_chosen};
    // The system's proxy is another machine, on which "localhost" is not this one.
    if (isLoopback(query.url()))
        return {QNetworkProxy(QNetworkProxy::NoProxy)};
    return QNetworkProxyFactory::systemProxyForQuery(query);
}

} // namespace keywright
