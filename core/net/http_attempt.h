#pragma once

#include "core/base/result.h"
#include "core/net/answer_buffer.h"
#include "core/net/http_message.h"
#include "core/net/transport_error.h"
#include "core/net/transport_options.h"
#include "core/net/wake_up.h"

#include <QElapsedTimer>
#include <QObject>
#include <QPointer>
#include <QSslConfiguration>
#include <QTimer>

class QNetworkAccessManager;
class QNetworkReply;
class QNetworkRequest;

namespace keywright {

class UploadBody;

/// One request on the wire, from the first byte out to the last byte in, or to the moment when this
/// side ends it. `request` must live as long as the attempt does.
class HttpAttempt : public QObject
{
public:
    struct Limits
    {
        std::chrono::milliseconds connect;
        std::chrono::milliseconds transfer;  ///< without any progress
        std::chrono::milliseconds remaining; ///< of the whole call
        std::chrono::milliseconds deadline;  ///< of the whole call, for words only
    };

    HttpAttempt(const HttpRequest &request, Limits limits);
    ~HttpAttempt() override;

    void start(QNetworkAccessManager &manager, const QSslConfiguration &tls);

    /// To be awaited after start().
    WakeUp::Sleep finished() { return m_finished.sleep(); }

    /// Once finished: any complete answer, or why there is none.
    Result<HttpResponse> takeResult();

    /// Once finished: whether a failure may pass by itself.
    bool mayPass() const { return m_mayPass; }

    /// Once finished: whether the manager may still hold a connection that does not come about.
    bool connectTimedOut() const { return m_connectTimedOut; }

private:
    enum class Phase {
        Waiting,    ///< for a connection, or on one that was open already
        Connecting, ///< certainly not sent
        Sent        ///< possibly sent
    };

    QNetworkRequest networkRequest(const QSslConfiguration &tls);
    void watch();
    void watchTimes(const CancelToken &cancel);
    void markSent();
    void readMore();
    void stop(StopReason reason);
    void complete();
    void endReply();
    void wipeHeaders();
    Result<HttpResponse> readAnswer();
    bool mayHaveLanded() const;
    Error withOutcome(Error error, bool mayHaveLanded) const;

    const HttpRequest &m_request;
    Limits m_limits;
    QPointer<QNetworkReply> m_reply;
    UploadBody *m_upload = nullptr; ///< belongs to the reply
    QList<QByteArray> m_secretValues;
    AnswerBuffer m_answer;
    QList<QSslError> m_tlsErrors;
    Phase m_phase = Phase::Waiting;
    bool m_done = false;
    bool m_mayPass = false;
    bool m_connectTimedOut = false;
    QTimer m_progressTimer; ///< connect timeout while connecting, else transfer timeout
    QTimer m_deadlineTimer;
    QElapsedTimer m_stopwatch;
    std::chrono::microseconds m_firstByte{0};
    std::optional<Result<HttpResponse>> m_result;
    WakeUp m_finished;
};

} // namespace keywright
