#include "core/base/cancel.h"

#include <QPointer>

#include <utility>
#include <vector>

namespace keywright {

class CancelState
{
public:
    struct Listener
    {
        QPointer<QObject> context;
        std::function<void()> callback;
    };

    bool cancelled = false;
    std::vector<Listener> listeners;
};

CancelToken::CancelToken(std::shared_ptr<CancelState> state)
    : m_state(std::move(state))
{
}

bool CancelToken::isCancelled() const
{
    return m_state && m_state->cancelled;
}

void CancelToken::onCancelled(QObject *context, std::function<void()> callback) const
{
    if (!m_state)
        return;
    if (m_state->cancelled) {
        callback();
        return;
    }
    std::erase_if(m_state->listeners, [](const auto &listener) { return !listener.context; });
    m_state->listeners.push_back({context, std::move(callback)});
}

CancelSource::CancelSource()
    : m_state(std::make_shared<CancelState>())
{
}

CancelToken CancelSource::token() const
{
    return CancelToken(m_state);
}

void CancelSource::cancel()
{
    if (std::exchange(m_state->cancelled, true))
        return;
    const auto listeners = std::exchange(m_state->listeners, {});
    for (const auto &listener : listeners) {
        if (listener.context)
            listener.callback();
    }
}

} // namespace keywright
