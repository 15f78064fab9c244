#pragma once

#include "core/provider/feature_reader.h"

#include <vector>

namespace keywright {

/// The most calls that one repetition or batch has on the wire at once.
inline constexpr int mostConcurrentLookups = 32;

/// Readers with enough network connections for so many calls at once, all with one credential.
class ReaderPool
{
public:
    ReaderPool(std::shared_ptr<FeatureReader> first, int concurrency);

    /// The number of the reader with the fewest calls, which has one more from now on.
    std::size_t take();
    void giveBack(std::size_t number) { --m_places.at(number).calls; }
    const std::shared_ptr<FeatureReader> &reader(std::size_t number) const
    {
        return m_places.at(number).reader;
    }

private:
    struct Place
    {
        std::shared_ptr<FeatureReader> reader;
        int calls = 0;
    };

    std::vector<Place> m_places;
};

} // namespace keywright
