#include "core/workbench/reader_pool.h"

#include <algorithm>
#include <utility>

namespace keywright {

ReaderPool::ReaderPool(std::shared_ptr<FeatureReader> first, int concurrency)
{
    // Qt keeps six connections to one host; a seventh call would wait and seem slow.
    constexpr int callsPerReader = 6;
    const int readers = (concurrency + callsPerReader - 1) / callsPerReader;
    m_places.push_back({std::move(first), 0});
    while (static_cast<int>(m_places.size()) < readers)
        m_places.push_back({m_places.front().reader->sibling(), 0});
}

std::size_t ReaderPool::take()
{
    const auto idlest = std::ranges::min_element(m_places, {}, &Place::calls);
    ++idlest->calls;
    return static_cast<std::size_t>(idlest - m_places.begin());
}

} // namespace keywright
