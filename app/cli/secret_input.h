#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/base/secret.h"

namespace keywright::cli {

/// One line of standard input, without its end. On a terminal it is asked for with `prompt`, and
/// what is typed is not shown. Cancelled ends the wait, with the terminal as it was before; so do
/// signals that end or stop the program.
Async<Secret> readSecretLine(QString prompt, CancelToken cancel);

} // namespace keywright::cli
