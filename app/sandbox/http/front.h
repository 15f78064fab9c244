#pragma once

#include "app/sandbox/request_pipeline.h"

#include <QString>

#include <memory>

struct ssl_ctx_st;

namespace keywright::sandbox {

/// The HTTP server: takes requests from 127.0.0.1 and sends the answers of the pipeline.
class Front
{
public:
    /// @p tls may be null for plain HTTP. All three must outlive the front.
    Front(RequestPipeline &pipeline, StopFlag &stopFlag, ssl_ctx_st *tls);
    ~Front();
    Front(const Front &) = delete;
    Front &operator=(const Front &) = delete;

    /// Port 0 lets the system choose. Returns when connections are accepted.
    bool listen(quint16 port, QString *errorText);
    quint16 port() const;
    /// Raises the stop flag, ends every connection and waits for the threads.
    void stop();

private:
    class Private;
    std::unique_ptr<Private> d;
};

} // namespace keywright::sandbox
