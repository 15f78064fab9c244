#include "ui/connections/field_error.h"

#include "ui/widgets/form_field.h"

namespace keywright {

void showFieldError(FormField *field, const Error &error)
{
    field->setError(
        error.hint.isEmpty() ? error.message
                             : QStringLiteral("%1 %2").arg(error.message, error.hint));
}

} // namespace keywright
