#include "core/net/exchange_log.h"

#include <utility>

namespace keywright {

void ExchangeLog::append(Exchange exchange)
{
    if (m_exchanges.size() == capacity)
        m_exchanges.pop_front();
    m_exchanges.push_back(std::move(exchange));
    Q_EMIT appended();
}

} // namespace keywright
