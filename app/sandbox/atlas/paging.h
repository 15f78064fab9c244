#pragma once

#include "app/sandbox/atlas/call.h"

#include <functional>

namespace keywright::sandbox::atlas {

/// The page of a list that the query asks for; @p item makes the entry at a position. 400 when
/// pageNum or itemsPerPage is out of range.
CallResult
pageOf(const Call &call, qsizetype count, const std::function<QJsonValue(qsizetype)> &item);

} // namespace keywright::sandbox::atlas
