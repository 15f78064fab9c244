#pragma once

#include "core/lookup/lookup_result.h"
#include "ui/widgets/key_value_list.h"

namespace keywright {

/// Where the time of a lookup went, as seen from here and as told by the server.
QList<KeyValue> timingRows(const LookupResult &result);

} // namespace keywright
