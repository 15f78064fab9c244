#include "core/net/http_client.h"

#include "core/net/base_url.h"
#include "core/net/connection_proxy.h"
#include "core/net/exchange_log.h"
#include "core/net/http_attempt.h"
#include "core/net/http_date.h"
#include "core/net/pause.h"
#include "core/net/redactor.h"
#include "core/net/retry_after.h"
#include "core/net/retry_policy.h"

#include <QCoreApplication>
#include <QFile>
#include <QNetworkAccessManager>
#include <QRandomGenerator>
#include <QSslCertificate>
#include <QSslConfiguration>

#include <algorithm>

namespace keywright {

namespace {

struct HttpClientMessages
{
    Q_DECLARE_TR_FUNCTIONS(HttpClient)
};

bool hasControlCharacter(std::string_view value)
{
    return std::any_of(value.begin(), value.end(), [](char c) {
        return static_cast<unsigned char>(c) < 0x20 || c == 0x7f;
    });
}

// Nothing in a header may begin another header. The value is not quoted, as it may be a secret.
bool hasUnsafeHeader(const HttpRequest &request)
{
    return std::any_of(
               request.headers.begin(), request.headers.end(),
               [](const auto &header) {
                   return hasControlCharacter(
                              {header.first.constData(), std::size_t(header.first.size())}) ||
                          hasControlCharacter(
                              {header.second.constData(), std::size_t(header.second.size())});
               }) ||
           std::any_of(
               request.secretHeaders.begin(), request.secretHeaders.end(),
               [](const auto &header) { return hasControlCharacter(header.second.expose()); });
}

std::optional<Error> refusal(const HttpRequest &request)
{
    const QUrl &url = request.url;
    const bool http = url.scheme() == QLatin1StringView("http");
    if (!url.isValid() || url.host().isEmpty() ||
        (!http && url.scheme() != QLatin1StringView("https")))
        return makeError(
            ErrorKind::InvalidInput,
            HttpClientMessages::tr("The request was not sent: its address is not a "
                                   "valid https address."));
    if (http && !isLoopback(url))
        return makeError(
            ErrorKind::InvalidInput,
            HttpClientMessages::tr(
                "The request to %1 was not sent: plain http is only allowed to this "
                "machine.")
                .arg(url.host()),
            HttpClientMessages::tr("Use https:// in the connection's address."));
    if (!url.userInfo().isEmpty())
        return makeError(
            ErrorKind::InvalidInput,
            HttpClientMessages::tr(
                "The request to %1 was not sent: its address contains a user name or "
                "password.")
                .arg(url.host()));
    if (hasUnsafeHeader(request))
        return makeError(
            ErrorKind::InvalidInput,
            HttpClientMessages::tr(
                "The request to %1 was not sent: the key, secret or another header contains "
                "a line break or another control character.")
                .arg(url.host()),
            HttpClientMessages::tr("Enter the key or secret again, as one line."));
    if (request.cancel.isCancelled())
        return stopError(StopReason::Cancelled, url, {});
    return std::nullopt;
}

Result<QList<QSslCertificate>> readAuthorities(const QString &caFile)
{
    const QString field = QStringLiteral("caFile");
    QFile file(caFile);
    if (!file.open(QIODevice::ReadOnly))
        return failure(fieldError(
            field,
            HttpClientMessages::tr("The CA file %1 could not be read: %2.")
                .arg(caFile, file.errorString()),
            HttpClientMessages::tr("Choose a PEM file that you may read.")));
    QList<QSslCertificate> authorities = QSslCertificate::fromDevice(&file, QSsl::Pem);
    if (authorities.isEmpty())
        return failure(fieldError(
            field,
            HttpClientMessages::tr("The CA file %1 contains no certificate in PEM form.")
                .arg(caFile),
            HttpClientMessages::tr("Choose the file that contains -----BEGIN CERTIFICATE-----.")));
    return authorities;
}

AttemptOutcome outcomeOf(const Result<HttpResponse> &result, bool mayPass, int attempt)
{
    AttemptOutcome outcome;
    outcome.attempt = attempt;
    outcome.connectionFailed = !result && mayPass;
    if (result) {
        outcome.status = result->status;
        outcome.retryAfter = retryAfter(*result);
    }
    return outcome;
}

bool isRedirect(const HttpResponse &response)
{
    return response.status >= 300 && response.status < 400 && response.status != 304;
}

} // namespace

/// What HttpClient remembers of a call while it is under way.
struct HttpClient::Call
{
    QByteArray method;
    QUrl url;
    QDateTime at;
    std::chrono::milliseconds started;
    std::chrono::milliseconds deadline;
    int attempts = 0;
};

HttpClient::HttpClient(
    std::shared_ptr<QNetworkAccessManager> manager, TransportOptions options,
    std::shared_ptr<const Clock> clock, std::shared_ptr<ExchangeLog> log)
    : m_manager(std::move(manager))
    , m_options(std::move(options))
    , m_clock(std::move(clock))
    , m_log(std::move(log))
{
}

HttpClient::~HttpClient() = default;

std::shared_ptr<HttpClient> HttpClient::sibling() const
{
    return std::make_shared<HttpClient>(
        std::make_shared<QNetworkAccessManager>(), m_options, m_clock, m_log);
}

Result<void> HttpClient::prepare()
{
    if (m_prepared)
        return {};
    auto proxy = std::make_unique<ConnectionProxy>();
    if (!m_options.proxy.isEmpty()) {
        auto chosen = parseProxy(m_options.proxy);
        if (!chosen)
            return failure(std::move(chosen).error());
        proxy = std::make_unique<ConnectionProxy>(*std::move(chosen));
    }
    m_tls = QSslConfiguration::defaultConfiguration();
    if (!m_options.caFile.isEmpty()) {
        const auto authorities = readAuthorities(m_options.caFile);
        if (!authorities)
            return failure(authorities.error());
        m_tls.addCaCertificates(*authorities);
    }
    m_manager->setProxyFactory(proxy.release());
    m_prepared = true;
    return {};
}

Async<HttpResponse> HttpClient::send(HttpRequest request)
{
    const auto self = shared_from_this();
    if (const auto refused = refusal(request))
        co_return failure(*refused);
    if (const auto prepared = prepare(); !prepared)
        co_return failure(prepared.error());

    Call call = begin(request);
    while (true) {
        ++call.attempts;
        const HttpAttempt::Limits limits{
            m_options.connectTimeout, m_options.transferTimeout, remaining(call), call.deadline};
        HttpAttempt attempt(request, limits);
        ++m_running;
        attempt.start(*m_manager, m_tls);
        co_await attempt.finished();
        --m_running;
        // Qt would let the next request wait for the same connection.
        if (attempt.connectTimedOut() && m_running == 0)
            m_manager->clearConnectionCache();
        Result<HttpResponse> result = attempt.takeResult();
        if (result)
            noteServerClock(call, *result);
        AttemptOutcome outcome = outcomeOf(result, attempt.mayPass(), call.attempts);
        outcome.remaining = remaining(call);
        const auto delay = RetryPolicy::nextDelay(
            request.replay, outcome, QRandomGenerator::global()->generateDouble());
        if (!delay)
            co_return conclude(call, std::move(result));
        if (result && request.beforeWait)
            request.beforeWait(*result);
        Q_EMIT m_log->waiting();
        co_await pause(*delay, request.cancel);
        if (request.cancel.isCancelled()) {
            Result<HttpResponse> cancelled =
                failure(stopError(StopReason::Cancelled, request.url, {}));
            co_return conclude(call, std::move(cancelled));
        }
    }
}

HttpClient::Call HttpClient::begin(const HttpRequest &request) const
{
    Call call;
    call.method = request.method;
    call.url = request.url;
    call.at = m_clock->now();
    call.started = m_clock->elapsed();
    call.deadline = request.deadline.value_or(m_options.deadline);
    return call;
}

std::chrono::milliseconds HttpClient::remaining(const Call &call) const
{
    return call.deadline - (m_clock->elapsed() - call.started);
}

void HttpClient::noteServerClock(const Call &call, const HttpResponse &response)
{
    const QDateTime told = httpDate(response.header("Date"));
    if (!told.isValid())
        return;
    // It was written somewhere between the first byte and the last.
    const auto transfer =
        std::chrono::duration_cast<std::chrono::milliseconds>(response.timing.total());
    const QDateTime here = m_clock->now().addMSecs(-transfer.count() / 2);
    m_serverAhead.insert(call.url.host(), std::chrono::milliseconds(here.msecsTo(told)));
}

std::optional<std::chrono::milliseconds> HttpClient::serverAhead(const QString &host) const
{
    const auto known = m_serverAhead.constFind(host);
    return known == m_serverAhead.constEnd() ? std::nullopt : std::optional(*known);
}

Result<HttpResponse> HttpClient::conclude(const Call &call, Result<HttpResponse> result) const
{
    const int status = result ? result->status : result.error().httpStatus;
    if (result && isRedirect(*result))
        result = failure(redirectError(status, call.url, result->header("Location")));
    if (result)
        result->timing.attempts = call.attempts;

    Exchange exchange;
    exchange.at = call.at;
    exchange.method = QString::fromLatin1(call.method);
    exchange.url =
        redacted(call.url.toString(QUrl::FullyEncoded | QUrl::RemoveQuery | QUrl::RemoveFragment));
    exchange.status = status;
    if (!result)
        exchange.failure = errorKindName(result.error().kind);
    exchange.duration = m_clock->elapsed() - call.started;
    exchange.attempts = call.attempts;
    m_log->append(std::move(exchange));
    return result;
}

} // namespace keywright
