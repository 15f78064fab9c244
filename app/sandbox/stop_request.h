#pragma once

namespace keywright::sandbox {

/// SIGTERM, SIGINT or the end of standard input. Standard input counts only when it is a pipe or a
/// socket: a program that starts the sandbox holds the other end, while a terminal or /dev/null of
/// a background job says nothing about anybody's wish.
class StopRequest
{
public:
    /// Blocks the two signals, for all threads that are started afterwards too.
    StopRequest();
    ~StopRequest();
    StopRequest(const StopRequest &) = delete;
    StopRequest &operator=(const StopRequest &) = delete;

    void wait() const;

private:
    int m_signals = -1;
};

} // namespace keywright::sandbox
