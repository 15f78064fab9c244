#pragma once

#include "app/sandbox/atlas/call.h"

#include <vector>

namespace keywright::sandbox::atlas {

/// A group of calls that share a limit.
enum class LimitSet { ServiceAccounts, Administration };

struct Operation
{
    QByteArray method;
    QByteArray path;    ///< below /api/atlas/v2
    QByteArray version; ///< the first version of the resource
    Right right;        ///< on the organisation or project that the path names first
    LimitSet limits;
    Handler run;

    bool hasBody() const;
    bool changesState() const;
};

/// Every call of the API. More literal paths come before those with placeholders.
const std::vector<Operation> &operations();

} // namespace keywright::sandbox::atlas
