#pragma once

#include "core/base/async.h"
#include "core/base/clock.h"
#include "core/net/http_message.h"
#include "core/net/transport_options.h"

#include <QHash>
#include <QSslConfiguration>

#include <memory>
#include <optional>

class QNetworkAccessManager;

namespace keywright {

class ExchangeLog;

/// Sends requests over an injected QNetworkAccessManager that belongs to it alone. HTTPS only,
/// except to loopback. Redirects are never followed (they end as a Protocol error that names the
/// target host), TLS errors are never ignored, answers are capped. RetryPolicy says what is sent
/// again, always within the deadline. Any HTTP status that remains is a response; everything below
/// HTTP is an Error (Network, Tls, Timeout, Cancelled, Protocol) with outcomeUnknown set when a
/// write may have landed. A CA file or proxy that cannot be used is a field error ("caFile",
/// "proxy").
class HttpClient : public std::enable_shared_from_this<HttpClient>
{
public:
    static constexpr qint64 answerCap = 64LL * 1024 * 1024; ///< bytes

    HttpClient(
        std::shared_ptr<QNetworkAccessManager> manager, TransportOptions options,
        std::shared_ptr<const Clock> clock, std::shared_ptr<ExchangeLog> log);
    virtual ~HttpClient();

    virtual Async<HttpResponse> send(HttpRequest request);

    /// A client like this one with network connections of its own.
    std::shared_ptr<HttpClient> sibling() const;

    const TransportOptions &options() const { return m_options; }
    /// How far the clock of this host is ahead of this machine's, as the Date of its last answer
    /// told, to about a second and half the time the answer took; empty before.
    std::optional<std::chrono::milliseconds> serverAhead(const QString &host) const;

private:
    struct Call;

    Result<void> prepare();
    Call begin(const HttpRequest &request) const;
    std::chrono::milliseconds remaining(const Call &call) const;
    Result<HttpResponse> conclude(const Call &call, Result<HttpResponse> result) const;
    void noteServerClock(const Call &call, const HttpResponse &response);

    std::shared_ptr<QNetworkAccessManager> m_manager;
    TransportOptions m_options;
    std::shared_ptr<const Clock> m_clock;
    std::shared_ptr<ExchangeLog> m_log;
    QSslConfiguration m_tls;
    bool m_prepared = false;
    int m_running = 0;                                       ///< requests on the wire
    QHash<QString, std::chrono::milliseconds> m_serverAhead; ///< by host
};

} // namespace keywright
