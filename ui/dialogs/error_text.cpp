#include "ui/dialogs/error_text.h"

namespace keywright {

QString errorSentence(const Error &error)
{
    return error.hint.isEmpty() ? error.message : error.message + u' ' + error.hint;
}

} // namespace keywright
