#pragma once

#include "core/base/cancel.h"

#include <QTimer>

#include <chrono>

namespace keywright {

/// Ends work that is worth a short wait only: its token is cancelled after `time`, or soon after
/// `cancel` is.
class Deadline
{
public:
    Deadline(std::chrono::milliseconds time, const CancelToken &cancel);
    Deadline(const Deadline &) = delete;
    Deadline &operator=(const Deadline &) = delete;

    CancelToken token() const { return m_stop.token(); }

private:
    CancelSource m_stop;
    QTimer m_timer;
};

} // namespace keywright
