#include "app/cli/commands/secret_report.h"

#include "app/cli/text.h"

namespace keywright::cli {

bool reportNewSecret(
    const Output &output, const QString &storedAs, const std::optional<Error> &storeError,
    const QString &ifLost)
{
    if (storeError)
        output.warn(
            tr("Not stored in the keychain: %1 %2").arg(storeError->message, storeError->hint));
    if (!storedAs.isEmpty())
        output.note(tr("Stored in the keychain as \"%1\".").arg(storedAs));
    else if (output.isComplete())
        output.note(tr("Save this secret now: it cannot be shown again."));
    else
        output.warn(
            tr("The secret could not be written to standard output and is lost. %1").arg(ifLost));
    return output.isComplete() && !storeError;
}

} // namespace keywright::cli
