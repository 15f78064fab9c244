#pragma once

#include "app/sandbox/faults/fault_engine.h"
#include "app/sandbox/http/http_message.h"
#include "app/sandbox/http/router.h"
#include "app/sandbox/request_stats.h"
#include "app/sandbox/server_clock.h"
#include "app/sandbox/stop_flag.h"

#include <chrono>

namespace keywright::sandbox {

/// How an answer travels to the client.
enum class Delivery {
    Whole,
    Dropped, ///< not at all: the connection is closed
    Half,    ///< the first half of the body, then the connection is closed
    Slow,    ///< the body drips over `time`
};

struct Answer
{
    HttpResponse response;
    Delivery delivery = Delivery::Whole;
    std::chrono::milliseconds time{};
};

struct PipelineOptions
{
    std::chrono::milliseconds latency{};
    std::chrono::milliseconds jitter{};
    bool logRequests = false;
};

/// Everything between the socket and a handler: latency, faults, counting, the log, the Date header
/// and the sandbox's own calls under /_sandbox. Called by several threads at once.
class RequestPipeline
{
public:
    RequestPipeline(
        PipelineOptions options, const Router &router, ServerClock &clock, FaultEngine &faults,
        StopFlag &stopFlag);

    Answer answer(const HttpRequest &request);
    QJsonObject stats() const { return m_stats.toJson(); }

private:
    Answer answerWithFaults(const HttpRequest &request);
    Answer applyFault(const FaultRule &fault, const HttpRequest &request);
    HttpResponse ownCall(const HttpRequest &request);
    HttpResponse moveClock(const HttpRequest &request);
    void waitForLatency();

    PipelineOptions m_options;
    const Router &m_router;
    ServerClock &m_clock;
    FaultEngine &m_faults;
    StopFlag &m_stopFlag;
    RequestStats m_stats;
};

} // namespace keywright::sandbox
