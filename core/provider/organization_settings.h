#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"

#include <optional>

namespace keywright {

/// What an organisation demands of its accounts.
struct OrganizationRules
{
    std::optional<int> maxSecretHours; ///< unset: the provider's own maximum
    bool accessListRequired = false;   ///< tokens work only from addresses on an access list

    bool operator==(const OrganizationRules &) const = default;
};

class OrganizationSettings
{
public:
    virtual ~OrganizationSettings() = default;

    virtual Async<OrganizationRules> rules(CancelToken cancel) = 0;
};

} // namespace keywright
