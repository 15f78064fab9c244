#include "core/net/transport_error.h"

#include "core/net/http_client.h"

#include <QCoreApplication>
#include <QNetworkReply>
#include <QStringList>

#include <algorithm>

namespace keywright {

namespace {

struct TransportErrorMessages
{
    Q_DECLARE_TR_FUNCTIONS(TransportError)
};

QString hostAndPort(const QUrl &url)
{
    const int usual = url.scheme() == QLatin1StringView("https") ? 443 : 80;
    const QString host = url.host().contains(QLatin1Char(':'))
                             ? QLatin1Char('[') + url.host() + QLatin1Char(']')
                             : url.host();
    return QStringLiteral("%1:%2").arg(host).arg(url.port(usual));
}

QString inSeconds(std::chrono::milliseconds time)
{
    return QString::number(static_cast<double>(time.count()) / 1000.0);
}

QString tlsHint(const QList<QSslError> &errors)
{
    const auto has = [&errors](QSslError::SslError kind) {
        return std::any_of(errors.begin(), errors.end(), [kind](const QSslError &error) {
            return error.error() == kind;
        });
    };
    if (has(QSslError::HostNameMismatch))
        return TransportErrorMessages::tr(
            "Check the address: the certificate belongs to another host name.");
    if (has(QSslError::CertificateExpired) || has(QSslError::CertificateNotYetValid))
        return TransportErrorMessages::tr(
            "Check this machine's clock; otherwise the server needs a new "
            "certificate.");
    return TransportErrorMessages::tr(
        "If the server uses its own certificate authority, or a proxy inspects the "
        "traffic, choose the authority's CA file in the connection.");
}

Error tlsError(const QNetworkReply &reply, const QList<QSslError> &errors)
{
    QStringList reasons;
    for (const QSslError &error : errors)
        reasons += error.errorString();
    reasons.removeDuplicates();
    const QString reason =
        reasons.isEmpty() ? reply.errorString() : reasons.join(QStringLiteral("; "));
    return makeError(
        ErrorKind::Tls,
        TransportErrorMessages::tr("TLS: no secure connection to %1 (%2).")
            .arg(hostAndPort(reply.url()), reason),
        tlsHint(errors));
}

// A proxy that refuses the connection has no code of its own in Qt, only a text.
bool isProxyFailure(const QNetworkReply &reply)
{
    const QNetworkReply::NetworkError code = reply.error();
    if (code == QNetworkReply::UnknownNetworkError)
        return reply.errorString().contains(QLatin1StringView("proxy"), Qt::CaseInsensitive);
    return code > QNetworkReply::UnknownNetworkError && code <= QNetworkReply::UnknownProxyError;
}

Error proxyError(const QNetworkReply &reply)
{
    const QString hint =
        TransportErrorMessages::tr("Check the proxy's address in the connection or in the "
                                   "system's settings.");
    switch (reply.error()) {
    case QNetworkReply::ProxyNotFoundError:
        return makeError(
            ErrorKind::Network, TransportErrorMessages::tr("The proxy's host could not be found."),
            hint);
    case QNetworkReply::ProxyAuthenticationRequiredError:
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("The proxy asks for a user name and password."),
            TransportErrorMessages::tr(
                "Use a proxy that needs none; Keywright does not sign in to proxies."));
    case QNetworkReply::ProxyTimeoutError:
        return makeError(
            ErrorKind::Network, TransportErrorMessages::tr("The proxy did not answer in time."),
            hint);
    case QNetworkReply::ProxyConnectionClosedError:
        return makeError(
            ErrorKind::Network, TransportErrorMessages::tr("The proxy closed the connection."),
            hint);
    case QNetworkReply::ProxyConnectionRefusedError:
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("The proxy cannot be reached (connection refused)."), hint);
    default:
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("The proxy failed (%1).").arg(reply.errorString()), hint);
    }
}

Error lostConnection(const QNetworkReply &reply)
{
    return makeError(
        ErrorKind::Network,
        TransportErrorMessages::tr("%1 closed the connection before its answer was complete.")
            .arg(hostAndPort(reply.url())),
        TransportErrorMessages::tr(
            "Try again. If it goes on, check proxies and firewalls on the way."));
}

} // namespace

Error transportError(const QNetworkReply &reply, const QList<QSslError> &tlsErrors)
{
    const QNetworkReply::NetworkError code = reply.error();
    if (code == QNetworkReply::SslHandshakeFailedError || !tlsErrors.isEmpty())
        return tlsError(reply, tlsErrors);
    if (isProxyFailure(reply))
        return proxyError(reply);

    switch (code) {
    case QNetworkReply::HostNotFoundError:
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("Could not find the host %1 (name resolution).")
                .arg(reply.url().host()),
            TransportErrorMessages::tr(
                "Check the address for typing errors, and that this machine is online."));
    case QNetworkReply::ConnectionRefusedError:
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("Nothing answers at %1 (connection refused).")
                .arg(hostAndPort(reply.url())),
            TransportErrorMessages::tr("Check host and port, and that the server is running."));
    case QNetworkReply::TimeoutError:
        return makeError(
            ErrorKind::Timeout,
            TransportErrorMessages::tr("%1 could not be reached in time.")
                .arg(hostAndPort(reply.url())),
            TransportErrorMessages::tr("Check the network, VPN and firewall, and try again."));
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::ContentReSendError:
        return lostConnection(reply);
    default:
        break;
    }
    if (code <= QNetworkReply::UnknownNetworkError)
        return makeError(
            ErrorKind::Network,
            TransportErrorMessages::tr("The connection to %1 failed (%2).")
                .arg(hostAndPort(reply.url()), reply.errorString()),
            TransportErrorMessages::tr("Check the network and try again."));
    return makeError(
        ErrorKind::Protocol,
        TransportErrorMessages::tr("%1 did not answer in HTTP, or its answer is damaged.")
            .arg(hostAndPort(reply.url())),
        TransportErrorMessages::tr("Check that host and port belong to the service."));
}

Error stopError(StopReason reason, const QUrl &url, std::chrono::milliseconds limit)
{
    switch (reason) {
    case StopReason::Cancelled:
        return makeError(
            ErrorKind::Cancelled, TransportErrorMessages::tr("The request was cancelled."));
    case StopReason::ConnectTimeout:
        return makeError(
            ErrorKind::Timeout,
            TransportErrorMessages::tr("No connection to %1 within %2 s.")
                .arg(hostAndPort(url), inSeconds(limit)),
            TransportErrorMessages::tr("Check the address, VPN and firewall."));
    case StopReason::TransferTimeout:
        return makeError(
            ErrorKind::Timeout,
            TransportErrorMessages::tr("No answer from %1 within %2 s.")
                .arg(hostAndPort(url), inSeconds(limit)),
            TransportErrorMessages::tr("The server may be overloaded. Try again in a moment."));
    case StopReason::Deadline:
        return makeError(
            ErrorKind::Timeout,
            TransportErrorMessages::tr("No complete answer from %1 within %2 s.")
                .arg(hostAndPort(url), inSeconds(limit)),
            TransportErrorMessages::tr("The server may be overloaded. Try again in a moment."));
    case StopReason::TooLarge:
        return makeError(
            ErrorKind::Protocol,
            TransportErrorMessages::tr("The answer of %1 is larger than %2 MiB and was not read.")
                .arg(hostAndPort(url))
                .arg(HttpClient::answerCap / (1024 * 1024)),
            TransportErrorMessages::tr("Check that the address belongs to the service."));
    }
    Q_UNREACHABLE();
}

Error redirectError(int status, const QUrl &url, const QByteArray &location)
{
    const QUrl target = url.resolved(QUrl::fromEncoded(location, QUrl::StrictMode));
    const QString where = target.host().isEmpty() ? TransportErrorMessages::tr("an unknown place")
                                                  : hostAndPort(target);
    Error error = makeError(
        ErrorKind::Protocol,
        TransportErrorMessages::tr(
            "%1 redirects to %2 (HTTP %3). The redirect was not followed and no credentials "
            "were sent on.")
            .arg(hostAndPort(url), where)
            .arg(status),
        TransportErrorMessages::tr(
            "If the service has moved there and you trust it, change the connection's "
            "address."));
    error.httpStatus = status;
    return error;
}

} // namespace keywright
