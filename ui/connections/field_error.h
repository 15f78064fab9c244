#pragma once

#include "core/base/error.h"

namespace keywright {

class FormField;

/// Says below a field what is wrong with it and what to do.
void showFieldError(FormField *field, const Error &error);

} // namespace keywright
