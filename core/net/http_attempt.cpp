#include "core/net/http_attempt.h"

#include "core/net/http_client.h"
#include "core/net/upload_body.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>

namespace keywright {

namespace {

using namespace std::chrono_literals;

// Which failures a later attempt may be spared: those of the connection, not those of a wrong
// address or certificate.
bool isPassing(QNetworkReply::NetworkError code)
{
    switch (code) {
    case QNetworkReply::ConnectionRefusedError:
    case QNetworkReply::RemoteHostClosedError:
    case QNetworkReply::TemporaryNetworkFailureError:
    case QNetworkReply::NetworkSessionFailedError:
    case QNetworkReply::UnknownNetworkError:
    case QNetworkReply::ProxyConnectionClosedError:
    case QNetworkReply::ContentReSendError:
        return true;
    default:
        return false;
    }
}

// Failures that come before anything can be sent.
bool precedesSending(QNetworkReply::NetworkError code)
{
    return code == QNetworkReply::ConnectionRefusedError ||
           code == QNetworkReply::HostNotFoundError || code == QNetworkReply::TimeoutError ||
           code == QNetworkReply::SslHandshakeFailedError ||
           (code >= QNetworkReply::ProxyConnectionRefusedError &&
            code <= QNetworkReply::UnknownProxyError);
}

// Whether an answer was received in full, whatever its status.
bool isComplete(const QNetworkReply &reply, int status)
{
    if (status == 0)
        return false;
    // Qt reports that it cannot send the body to a redirect's target, which nobody asked it to do.
    if (status >= 300 && status < 400)
        return true;
    const QNetworkReply::NetworkError code = reply.error();
    if (code == QNetworkReply::NoError)
        return true;
    const bool fromStatus =
        (code >= QNetworkReply::ContentAccessDenied && code <= QNetworkReply::UnknownContentError &&
         code != QNetworkReply::ContentReSendError) ||
        code == QNetworkReply::ProtocolInvalidOperationError ||
        code >= QNetworkReply::InternalServerError;
    return fromStatus && status >= 400;
}

} // namespace

HttpAttempt::HttpAttempt(const HttpRequest &request, Limits limits)
    : m_request(request)
    , m_limits(limits)
    , m_answer(HttpClient::answerCap)
{
    m_progressTimer.setSingleShot(true);
    m_deadlineTimer.setSingleShot(true);
}

HttpAttempt::~HttpAttempt()
{
    endReply();
}

void HttpAttempt::start(QNetworkAccessManager &manager, const QSslConfiguration &tls)
{
    const QNetworkRequest request = networkRequest(tls);
    m_stopwatch.start();
    if (m_request.method == "GET" && m_request.body.isEmpty()) {
        m_reply = manager.get(request);
    } else if (m_request.method == "HEAD") {
        m_reply = manager.head(request);
    } else {
        m_upload = new UploadBody(m_request.body.view());
        m_reply = manager.sendCustomRequest(request, m_request.method, m_upload);
        m_upload->setParent(m_reply);
    }
    watch();
    watchTimes(m_request.cancel);
}

QNetworkRequest HttpAttempt::networkRequest(const QSslConfiguration &tls)
{
    QNetworkRequest request(m_request.url);
    const bool encrypted = m_request.url.scheme() == QLatin1StringView("https");
    request.setAttribute(
        QNetworkRequest::RedirectPolicyAttribute, QNetworkRequest::ManualRedirectPolicy);
    request.setAttribute(QNetworkRequest::Http2AllowedAttribute, encrypted);
    request.setAttribute(QNetworkRequest::CookieLoadControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::CookieSaveControlAttribute, QNetworkRequest::Manual);
    request.setAttribute(QNetworkRequest::AuthenticationReuseAttribute, QNetworkRequest::Manual);
    request.setAttribute(
        QNetworkRequest::CacheLoadControlAttribute, QNetworkRequest::AlwaysNetwork);
    request.setAttribute(QNetworkRequest::CacheSaveControlAttribute, false);
    request.setAttribute(QNetworkRequest::DoNotBufferUploadDataAttribute, true);
    request.setDecompressedSafetyCheckThreshold(-1); // AnswerBuffer counts what is unpacked
    if (encrypted)
        request.setSslConfiguration(tls);

    request.setHeader(
        QNetworkRequest::UserAgentHeader, QStringLiteral("Keywright/" KEYWRIGHT_VERSION));
    if (m_request.method != "GET" && m_request.method != "HEAD")
        request.setHeader(QNetworkRequest::ContentLengthHeader, m_request.body.size());
    for (const auto &[name, value] : m_request.headers)
        request.setRawHeader(name, value);
    for (const auto &[name, secret] : m_request.secretHeaders) {
        const std::string_view value = secret.expose();
        m_secretValues.emplaceBack(value.data(), static_cast<qsizetype>(value.size()));
        request.setRawHeader(name, m_secretValues.constLast());
    }
    return request;
}

void HttpAttempt::watch()
{
    connect(m_reply, &QNetworkReply::socketStartedConnecting, this, [this] {
        // Heard again when Qt looks for a new connection after the one it used was lost. And a
        // write without a body is sent without a signal, so of that nothing is certain from here.
        if (m_phase == Phase::Sent || (m_upload && m_request.body.isEmpty()))
            return;
        m_phase = Phase::Connecting;
        m_progressTimer.start(m_limits.connect);
    });
    connect(m_reply, &QNetworkReply::encrypted, this, &HttpAttempt::markSent);
    connect(m_reply, &QNetworkReply::requestSent, this, &HttpAttempt::markSent);
    connect(m_reply, &QNetworkReply::uploadProgress, this, [this](qint64 sent) {
        if (sent > 0)
            markSent();
    });
    connect(m_reply, &QNetworkReply::sslErrors, this, [this](const QList<QSslError> &errors) {
        m_tlsErrors += errors;
    });
    connect(m_reply, &QNetworkReply::metaDataChanged, this, [this] {
        m_firstByte = std::chrono::microseconds(m_stopwatch.nsecsElapsed() / 1000);
        markSent();
        const qint64 announced = m_reply->header(QNetworkRequest::ContentLengthHeader).toLongLong();
        if (announced > HttpClient::answerCap)
            stop(StopReason::TooLarge);
        else
            m_answer.reserve(announced);
    });
    connect(m_reply, &QNetworkReply::readyRead, this, &HttpAttempt::readMore);
    connect(m_reply, &QNetworkReply::finished, this, &HttpAttempt::complete);
}

void HttpAttempt::watchTimes(const CancelToken &cancel)
{
    connect(&m_progressTimer, &QTimer::timeout, this, [this] {
        stop(
            m_phase == Phase::Connecting ? StopReason::ConnectTimeout
                                         : StopReason::TransferTimeout);
    });
    connect(&m_deadlineTimer, &QTimer::timeout, this, [this] { stop(StopReason::Deadline); });
    m_progressTimer.start(m_limits.transfer);
    m_deadlineTimer.start(std::max(0ms, m_limits.remaining));
    cancel.onCancelled(this, [this] { stop(StopReason::Cancelled); });
}

void HttpAttempt::markSent()
{
    m_phase = Phase::Sent;
    m_progressTimer.start(m_limits.transfer);
}

void HttpAttempt::readMore()
{
    m_progressTimer.start(m_limits.transfer);
    if (!m_answer.readFrom(*m_reply))
        stop(StopReason::TooLarge);
}

void HttpAttempt::stop(StopReason reason)
{
    if (m_done)
        return;
    m_done = true;
    const auto limit = reason == StopReason::ConnectTimeout    ? m_limits.connect
                       : reason == StopReason::TransferTimeout ? m_limits.transfer
                                                               : m_limits.deadline;
    m_result =
        failure(withOutcome(stopError(reason, m_request.url, limit), m_phase != Phase::Connecting));
    m_connectTimedOut = reason == StopReason::ConnectTimeout;
    endReply();
    // Later, so that nobody continues inside the call that cancels.
    QMetaObject::invokeMethod(this, [this] { m_finished.wake(); }, Qt::QueuedConnection);
}

void HttpAttempt::complete()
{
    if (!m_answer.readFrom(*m_reply)) {
        stop(StopReason::TooLarge);
        return;
    }
    if (std::exchange(m_done, true))
        return;
    m_mayPass = isPassing(m_reply->error());
    m_result = readAnswer();
    endReply();
    m_finished.wake();
}

Result<HttpResponse> HttpAttempt::readAnswer()
{
    const int status = m_reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt();
    if (!isComplete(*m_reply, status)) {
        Error error = transportError(*m_reply, m_tlsErrors);
        error.httpStatus = status;
        return failure(withOutcome(std::move(error), mayHaveLanded()));
    }
    HttpResponse response;
    response.status = status;
    response.headers = m_reply->rawHeaderPairs();
    response.body = m_answer.take();
    response.timing.wait = m_firstByte;
    response.timing.transfer =
        std::chrono::microseconds(m_stopwatch.nsecsElapsed() / 1000) - m_firstByte;
    return response;
}

bool HttpAttempt::mayHaveLanded() const
{
    const QNetworkReply::NetworkError code = m_reply->error();
    return m_phase == Phase::Sent || code == QNetworkReply::ContentReSendError ||
           (m_phase == Phase::Waiting && !precedesSending(code));
}

Error HttpAttempt::withOutcome(Error error, bool mayHaveLanded) const
{
    error.outcomeUnknown = m_request.replay == Replay::Never && mayHaveLanded;
    return error;
}

Result<HttpResponse> HttpAttempt::takeResult()
{
    return std::move(*m_result);
}

void HttpAttempt::endReply()
{
    m_progressTimer.stop();
    m_deadlineTimer.stop();
    if (!m_reply)
        return;
    disconnect(m_reply, nullptr, this, nullptr);
    if (m_upload)
        m_upload->forget();
    if (m_reply->isRunning())
        m_reply->abort();
    m_reply->deleteLater();
    m_reply = nullptr;
    m_upload = nullptr;
    if (!m_secretValues.isEmpty())
        wipeHeaders();
}

void HttpAttempt::wipeHeaders()
{
    // The bytes are shared with Qt's copies of the request, so this wipes those as well: at once if
    // they have been sent, else after a while, as Qt's own thread may be reading them just now.
    auto wipeAll = [values = std::exchange(m_secretValues, {})]() mutable {
        for (QByteArray &value : values)
            wipe(value);
    };
    if (m_phase == Phase::Sent)
        wipeAll();
    else
        QTimer::singleShot(1s, std::move(wipeAll));
}

} // namespace keywright
