#include "core/provider/atlas/account_turns.h"

#include <utility>

namespace keywright::atlas {

AccountTurns::Turn::Turn(std::shared_ptr<AccountTurns> turns, QString accountId)
    : m_turns(std::move(turns))
    , m_accountId(std::move(accountId))
{
}

AccountTurns::Turn::~Turn()
{
    if (m_turns)
        m_turns->leave(m_accountId);
}

QCoro::Task<AccountTurns::Turn> AccountTurns::enter(QString accountId)
{
    auto self = shared_from_this();
    const auto line = m_waiting.find(accountId);
    if (line == m_waiting.end()) {
        m_waiting.insert(accountId, {});
    } else {
        const auto wakeUp = std::make_shared<WakeUp>();
        line->push_back(wakeUp);
        co_await wakeUp->sleep();
    }
    co_return Turn(std::move(self), accountId);
}

void AccountTurns::leave(const QString &accountId)
{
    auto &line = m_waiting[accountId];
    if (line.empty()) {
        m_waiting.remove(accountId);
        return;
    }
    // The next one holds the turn from now on, and continues inside this call.
    const auto next = line.front();
    line.pop_front();
    next->wake();
}

} // namespace keywright::atlas
