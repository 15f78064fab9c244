#include "ui/connections/migration_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct MigrationTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(MigrationText)
};

} // namespace

QString migrationSafetyText(bool isConnectionStored, bool isSecretStored)
{
    if (!isSecretStored)
        return MigrationTextMessages::tr(
            "The API key still works. Closing this window loses nothing: the account stays, and "
            "you have its secret.");
    if (!isConnectionStored)
        return MigrationTextMessages::tr(
            "The API key still works, and the account stays. But this connection ends when you "
            "quit, and its secrets are not shown any more then: save them with “Save credentials "
            "as…” before.");
    return MigrationTextMessages::tr(
        "The API key still works. Closing this window loses nothing: the account stays, and its "
        "secret is in the keychain.");
}

QString migrationNotMovedText(bool isOwnKey)
{
    return isOwnKey
               ? MigrationTextMessages::tr(
                     "This connection ends when you quit: add one that uses the new account")
               : MigrationTextMessages::tr("This connection uses another key and stays as it is");
}

QString migrationKeyText(bool isInMemoryOnly)
{
    return isInMemoryOnly
               ? MigrationTextMessages::tr("The private key was in memory only, and is forgotten.")
               : MigrationTextMessages::tr("The private key stays in the keychain until you remove "
                                           "it or the connection.");
}

} // namespace keywright
