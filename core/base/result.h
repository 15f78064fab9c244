#pragma once

#include "core/base/error.h"

#include <tl/expected.hpp>

namespace keywright {

/// A value or the reason why there is none. `Result<void>` is success or a reason.
template <class T> using Result = tl::expected<T, Error>;

inline tl::unexpected<Error> failure(Error error)
{
    return tl::unexpected<Error>(std::move(error));
}

} // namespace keywright
