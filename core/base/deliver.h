#pragma once

#include "core/base/async.h"

#include <QPointer>

#include <utility>

namespace keywright {

/// Awaits `task` and calls `slot(result)` once, unless `context` was destroyed meanwhile. It is how
/// objects with a limited life, such as widgets, hear of work: they never suspend themselves.
template <class T, class Slot>
QCoro::Task<void> deliver(Async<T> task, QPointer<QObject> context, Slot slot)
{
    Result<T> result = co_await std::move(task);
    if (context)
        slot(std::move(result));
}

} // namespace keywright
