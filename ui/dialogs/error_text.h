#pragma once

#include "core/base/error.h"

namespace keywright {

/// What failed, why and what to do, on one line: for errors beside a field.
QString errorSentence(const Error &error);

} // namespace keywright
