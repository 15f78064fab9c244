#pragma once

#include "core/base/async.h"

#include <QEventLoop>
#include <QTimer>

#include <memory>
#include <optional>

namespace keywright::test {

/// The result of work under way, once there is one. Copies share it.
template <class T> class Awaited
{
public:
    explicit Awaited(Async<T> task)
        : m_result(std::make_shared<std::optional<Result<T>>>())
    {
        collect(std::move(task), m_result);
    }

    bool isReady() const { return m_result->has_value(); }
    Result<T> &get() { return m_result->value(); }

private:
    static QCoro::Task<void>
    collect(Async<T> task, std::shared_ptr<std::optional<Result<T>>> result)
    {
        auto value = co_await std::move(task);
        result->emplace(std::move(value));
    }

    std::shared_ptr<std::optional<Result<T>>> m_result;
};

/// Ends `loop` once `task` has ended.
template <class T>
QCoro::Task<void> quitAfter(Async<T> task, std::optional<Result<T>> &result, QEventLoop &loop)
{
    auto value = co_await std::move(task);
    result.emplace(std::move(value));
    loop.quit();
}

/// Runs an event loop until `task` has ended. Ends the process when that takes a minute, as no
/// test can go on then.
template <class T> Result<T> await(Async<T> task)
{
    std::optional<Result<T>> result;
    QEventLoop loop;
    quitAfter(std::move(task), result, loop);
    QTimer guard;
    guard.setSingleShot(true);
    QObject::connect(&guard, &QTimer::timeout, [] { qFatal("The awaited work did not end."); });
    guard.start(60'000);
    if (!result)
        loop.exec();
    return *std::move(result);
}

} // namespace keywright::test
