#pragma once

#include <QObject>

#include <functional>
#include <memory>

namespace keywright {

class CancelState;

/// Asks whether work should stop, and hears of it. Copies share the same state. A
/// default-constructed token is never cancelled. Belongs to one thread.
class CancelToken
{
public:
    CancelToken() = default;

    bool isCancelled() const;

    /// Calls `callback` once when cancelled (at once if that has happened), as long as `context`
    /// lives.
    void onCancelled(QObject *context, std::function<void()> callback) const;

private:
    friend class CancelSource;
    explicit CancelToken(std::shared_ptr<CancelState> state);
    std::shared_ptr<CancelState> m_state;
};

/// The side that cancels. Destroying a source does not cancel.
class CancelSource
{
public:
    CancelSource();

    CancelToken token() const;
    void cancel();

private:
    std::shared_ptr<CancelState> m_state;
};

} // namespace keywright
