#pragma once

#include "core/base/result.h"

#include <QCoro/QCoroTask>

namespace keywright {

/// Work that is under way on the calling thread's event loop and ends in a Result. It starts at
/// once and runs to its end even when the task object is dropped; to stop it, cancel its
/// CancelToken.
template <class T> using Async = QCoro::Task<Result<T>>;

} // namespace keywright
