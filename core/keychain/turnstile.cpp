#include "core/keychain/turnstile.h"

#include <utility>

namespace keywright {

Turnstile::Turn::Turn(std::shared_ptr<Turnstile> turnstile)
    : m_turnstile(std::move(turnstile))
{
    m_turnstile->m_busy = true;
}

Turnstile::Turn::~Turn()
{
    if (!m_turnstile)
        return;
    m_turnstile->m_busy = false;
    Q_EMIT m_turnstile->freed();
}

QCoro::Task<Turnstile::Turn> Turnstile::enter(std::shared_ptr<Turnstile> turnstile)
{
    // All who wait are woken in order of arrival; the first takes the turn, the others wait on.
    while (turnstile->m_busy)
        co_await qCoro(turnstile.get(), &Turnstile::freed);
    co_return Turn(std::move(turnstile));
}

} // namespace keywright
