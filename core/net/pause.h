#pragma once

#include "core/base/cancel.h"

#include <QCoro/QCoroTask>

#include <chrono>

namespace keywright {

/// Waits for `time`, or until cancelled.
QCoro::Task<void> pause(std::chrono::milliseconds time, CancelToken cancel);

} // namespace keywright
