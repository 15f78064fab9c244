#pragma once

#include "core/base/async.h"

#include <QCoreApplication>
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

/// Runs the event loop until `task` has ended. Ends the process when that takes a minute, as no
/// test can go on then.
template <class T> Result<T> await(Async<T> task)
{
    Awaited<T> awaited(std::move(task));
    QTimer guard;
    guard.setSingleShot(true);
    QObject::connect(&guard, &QTimer::timeout, [] { qFatal("The awaited work did not end."); });
    guard.start(60'000);
    while (!awaited.isReady())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return std::move(awaited.get());
}

} // namespace keywright::test
