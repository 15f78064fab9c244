#include "app/sandbox/request_pipeline.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QLocale>
#include <QRandomGenerator>

#include <cstdio>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char ownPrefix[] = "/_sandbox/";

HttpResponse faultResponse(const FaultRule &fault, const Router &router, const QByteArray &path)
{
    if (fault.action == FaultAction::Html) {
        HttpResponse page;
        page.contentType = "text/html; charset=utf-8";
        page.body = "<!DOCTYPE html><html><head><title>Sign in</title></head>"
                    "<body><h1>Sign in to the corporate network</h1></body></html>";
        return page;
    }
    const bool limited = fault.action == FaultAction::RetryAfter;
    const int status = limited ? 429 : fault.status;
    HttpResponse response = router.error(path, status, u"Fault rehearsed by the sandbox"_s);
    if (limited)
        response.headers.append({"Retry-After", QByteArray::number(fault.retryAfterSeconds)});
    return response;
}

bool hasNoEffect(FaultAction action)
{
    return action == FaultAction::Status || action == FaultAction::RetryAfter ||
           action == FaultAction::Html || action == FaultAction::DropBefore;
}

QByteArray httpDate(qint64 nowMs)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(nowMs, Qt::UTC);
    return QLocale::c().toString(time, u"ddd, dd MMM yyyy hh:mm:ss 'GMT'"_s).toLatin1();
}

void logLine(const HttpRequest &request, const QByteArray &outcome, qint64 milliseconds)
{
    // The path only: a query may carry a credential that a confused client put there.
    std::fprintf(
        stderr, "%s %s %s %lld ms\n", request.method.constData(), request.path.constData(),
        outcome.constData(), static_cast<long long>(milliseconds));
}

} // namespace

RequestPipeline::RequestPipeline(
    PipelineOptions options, const Router &router, ServerClock &clock, FaultEngine &faults,
    StopFlag &stopFlag)
    : m_options(options)
    , m_router(router)
    , m_clock(clock)
    , m_faults(faults)
    , m_stopFlag(stopFlag)
{
}

Answer RequestPipeline::answer(const HttpRequest &request)
{
    const qint64 startedMs = m_clock.nowMs();
    Answer answer;
    if (request.path.startsWith(ownPrefix))
        answer.response = ownCall(request);
    else
        answer = answerWithFaults(request);
    answer.response.headers.append({"Date", httpDate(m_clock.nowMs())});

    const QByteArray outcome = answer.delivery == Delivery::Dropped
                                   ? QByteArrayLiteral("dropped")
                                   : QByteArray::number(answer.response.status);
    if (!request.path.startsWith(ownPrefix))
        m_stats.count(request.method, request.path, outcome);
    if (m_options.logRequests)
        logLine(request, outcome, m_clock.nowMs() - startedMs);
    return answer;
}

Answer RequestPipeline::answerWithFaults(const HttpRequest &request)
{
    waitForLatency();
    const auto fault = m_faults.strike(QString::fromUtf8(request.path));
    if (fault)
        return applyFault(*fault, request);
    Answer answer;
    answer.response = m_router.route(request);
    return answer;
}

Answer RequestPipeline::applyFault(const FaultRule &fault, const HttpRequest &request)
{
    Answer answer;
    if (hasNoEffect(fault.action)) {
        answer.response = faultResponse(fault, m_router, request.path);
        if (fault.action == FaultAction::DropBefore)
            answer.delivery = Delivery::Dropped;
        return answer;
    }
    if (fault.action == FaultAction::Delay && !m_stopFlag.waitFor(fault.time)) {
        answer.delivery = Delivery::Dropped;
        return answer;
    }
    answer.response = m_router.route(request);
    if (fault.action == FaultAction::DropAfter)
        answer.delivery = Delivery::Dropped;
    if (fault.action == FaultAction::Truncate)
        answer.delivery = Delivery::Half;
    if (fault.action == FaultAction::SlowBody)
        answer.delivery = Delivery::Slow;
    if (fault.action == FaultAction::Garbage)
        answer.response.body = "{\"this is\": not JSON, \xff\xfe]";
    answer.time = fault.time;
    return answer;
}

HttpResponse RequestPipeline::ownCall(const HttpRequest &request)
{
    if (request.path == "/_sandbox/stats" && request.method == "GET")
        return jsonResponse(200, m_stats.toJson());
    if (request.path == "/_sandbox/clock" && request.method == "POST")
        return moveClock(request);
    if (request.path != "/_sandbox/faults")
        return jsonResponse(404, {{u"message"_s, u"No such path"_s}});
    if (request.method == "POST") {
        const QJsonDocument document = QJsonDocument::fromJson(request.body);
        QStringList rules;
        for (const QJsonValue &rule : document.array())
            rules.append(rule.toString());
        QString errorText = u"A JSON array of rules is expected"_s;
        if (!document.isArray() || !m_faults.setRules(rules, &errorText))
            return jsonResponse(400, {{u"message"_s, errorText}});
    }
    return jsonResponse(200, {{u"faults"_s, QJsonArray::fromStringList(m_faults.rules())}});
}

HttpResponse RequestPipeline::moveClock(const HttpRequest &request)
{
    const QJsonValue seconds =
        QJsonDocument::fromJson(request.body).object().value("advanceSeconds"_L1);
    if (!seconds.isDouble())
        return jsonResponse(400, {{u"message"_s, u"{\"advanceSeconds\": number} is expected"_s}});
    m_clock.advance(std::chrono::seconds(seconds.toInteger()));
    return jsonResponse(200, {{u"nowMs"_s, m_clock.nowMs()}});
}

void RequestPipeline::waitForLatency()
{
    if (m_options.latency.count() <= 0)
        return;
    auto time = m_options.latency;
    if (m_options.jitter.count() > 0) {
        const auto spread = static_cast<int>(m_options.jitter.count());
        time += std::chrono::milliseconds(QRandomGenerator::global()->bounded(-spread, spread + 1));
    }
    if (time.count() > 0)
        m_stopFlag.waitFor(time);
}

} // namespace keywright::sandbox
