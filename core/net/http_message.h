#pragma once

#include "core/base/cancel.h"
#include "core/base/wiped_bytes.h"

#include <QList>
#include <QUrl>

#include <chrono>
#include <functional>
#include <optional>
#include <utility>
#include <vector>

namespace keywright {

/// Whether a request may be sent again by itself when its answer did not arrive or the server was
/// busy.
enum class Replay {
    Never,     ///< a write: its answer may be lost after it took effect
    Idempotent ///< a read, or a write whose repetition changes nothing
};

struct HttpResponse;

/// One HTTP request. Move-only, because it may carry secrets.
struct HttpRequest
{
    HttpRequest(QByteArray httpMethod, QUrl target, Replay replayRule);

    /// A second request of the same content, for sending once more: deliberate, therefore spelled
    /// out.
    HttpRequest duplicate() const;

    QByteArray method;
    QUrl url;
    Replay replay;
    QList<std::pair<QByteArray, QByteArray>> headers;
    std::vector<std::pair<QByteArray, Secret>> secretHeaders;
    WipedBytes body;
    CancelToken cancel;
    /// For the whole call, retries and waiting included; the client's default when unset.
    std::optional<std::chrono::milliseconds> deadline;
    /// Told an answer after which the request waits to be sent again; may be empty.
    std::function<void(const HttpResponse &)> beforeWait;
};

/// Where the time of a call went, as seen from this machine.
struct HttpTiming
{
    std::chrono::microseconds wait{0};     ///< from sending to the first byte of the answer
    std::chrono::microseconds transfer{0}; ///< from the first to the last byte
    int attempts = 1;

    std::chrono::microseconds total() const { return wait + transfer; }
};

/// A complete HTTP answer, of any status.
struct HttpResponse
{
    int status = 0;
    QList<std::pair<QByteArray, QByteArray>> headers;
    WipedBytes body;
    HttpTiming timing;

    /// The first header of that name (case-insensitive), or empty.
    QByteArray header(QByteArrayView name) const;
    bool isSuccess() const { return status >= 200 && status < 300; }
};

} // namespace keywright
