#include "core/auth/authorizer.h"

namespace keywright {

Async<void> Authorizer::revoke(CancelToken)
{
    co_return Result<void>();
}

} // namespace keywright
