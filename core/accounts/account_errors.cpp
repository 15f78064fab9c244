#include "core/accounts/account_errors.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct AccountErrorsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountActions)
};

/// The same failure, with what is known of its effect.
Error settled(const Error &lost, const QString &message, const QString &hint)
{
    Error error = lost;
    error.message = message;
    error.hint = hint;
    error.outcomeUnknown = false;
    return error;
}

} // namespace

Error unsupportedTypeError(AccountType type)
{
    return fieldError(
        QStringLiteral("type"),
        type == AccountType::ApiKey
            ? AccountErrorsMessages::tr("This system has no API key accounts.")
            : AccountErrorsMessages::tr("This system has no OAuth accounts."),
        AccountErrorsMessages::tr("Choose the other type."));
}

Error nameTakenError(const QString &name)
{
    Error error = makeError(
        ErrorKind::Conflict,
        AccountErrorsMessages::tr("There is an account named “%1” already.").arg(name),
        AccountErrorsMessages::tr("Choose another name."));
    error.field = QStringLiteral("name");
    return error;
}

Error cancelledError()
{
    return makeError(
        ErrorKind::Cancelled, AccountErrorsMessages::tr("Cancelled before it was sent."));
}

Error notJournalledError(const Error &cause)
{
    return makeError(
        ErrorKind::Storage,
        AccountErrorsMessages::tr(
            "Nothing was sent to the server, as a crash could then lose the secret: %1")
            .arg(cause.message),
        cause.hint);
}

Error noJournalError()
{
    return notJournalledError(
        makeError(ErrorKind::Storage, AccountErrorsMessages::tr("There is no journal here.")));
}

Error namedConflict(Error error)
{
    if (error.kind == ErrorKind::Conflict && error.field.isEmpty())
        error.field = QStringLiteral("name");
    return error;
}

bool isOutcomeUnknown(const Error &error)
{
    return error.outcomeUnknown || error.kind == ErrorKind::Protocol;
}

bool mayStillHappen(const Error &error)
{
    return error.kind == ErrorKind::Timeout;
}

Error notCreatedError(const Error &lost)
{
    return settled(
        lost, AccountErrorsMessages::tr("Nothing was created. %1").arg(lost.message),
        AccountErrorsMessages::tr("The server's list was checked. It is safe to try again."));
}

Error createdSecretLostError(const ServiceAccount &account, const Error &lost)
{
    return settled(
        lost,
        AccountErrorsMessages::tr(
            "The account “%1” (%2) was created, but its secret was lost with the server's "
            "answer. %3")
            .arg(account.name, account.id, lost.message),
        account.type == AccountType::OAuth
            ? AccountErrorsMessages::tr(
                  "If nobody else created it just now, create a new client secret for it, or "
                  "delete it and create it again.")
            : AccountErrorsMessages::tr(
                  "If nobody else created it just now, delete it and create it again: an API key "
                  "is told only once."));
}

Error creationUncertainError(const NewAccount &account, const Error &lost)
{
    Error error = settled(
        lost,
        AccountErrorsMessages::tr("It is not known whether the account “%1” was created. %2")
            .arg(account.name, lost.message),
        AccountErrorsMessages::tr(
            "Refresh the list. If the account is there and nobody else created it, its secret is "
            "lost: delete it and create it again."));
    error.outcomeUnknown = true;
    return error;
}

Error newSecretLostError(const ClientSecret &secret, const Error &lost)
{
    return settled(
        lost,
        AccountErrorsMessages::tr(
            "The secret %1 was created, but its value was lost with the server's answer. %2")
            .arg(secret.id, lost.message),
        AccountErrorsMessages::tr("If nobody else created it just now, delete this secret and "
                                  "create another one."));
}

Error secretCreationUncertainError(const Error &lost)
{
    Error error = settled(
        lost,
        AccountErrorsMessages::tr("It is not known whether a secret was created. %1")
            .arg(lost.message),
        AccountErrorsMessages::tr(
            "Look at the account's secrets. If there is a new one that nobody else created, its "
            "value is lost: delete it and create another one."));
    error.outcomeUnknown = true;
    return error;
}

Error entryLeftError(EntryOf what, const Error &keychain)
{
    Error error = keychain;
    error.doneInPart = true;
    const bool ofAccount = what == EntryOf::Account;
    if (keychain.kind == ErrorKind::Storage) {
        // Without the list of stored secrets nobody knows; its own hint says what to do.
        error.message =
            (ofAccount ? AccountErrorsMessages::tr(
                             "The account was deleted, but the keychain may hold secrets of "
                             "it still. %1")
                       : AccountErrorsMessages::tr(
                             "The secret was deleted, but the keychain may hold it still. "
                             "%1"))
                .arg(keychain.message);
        return error;
    }
    const QString message =
        ofAccount ? AccountErrorsMessages::tr(
                        "The account was deleted, but its keychain entry is still there. %1")
                  : AccountErrorsMessages::tr(
                        "The secret was deleted, but its keychain entry is still there. %1");
    error.message = message.arg(keychain.message);
    error.hint = AccountErrorsMessages::tr(
        "The entry is useless now. Unlock the keychain and remove the entry "
        "in the system's password program.");
    return error;
}

Error otherSecretKeptError()
{
    return makeError(
        ErrorKind::Conflict,
        AccountErrorsMessages::tr("The keychain holds another secret under this name."));
}

Error nothingToCleanUpError()
{
    return makeError(
        ErrorKind::Conflict,
        AccountErrorsMessages::tr(
            "Nothing was deleted: it is not known what on the server this creation made."),
        AccountErrorsMessages::tr("Say first which one it is."));
}

Error accountInUseError(const QString &accountName)
{
    return makeError(
        ErrorKind::Conflict,
        AccountErrorsMessages::tr(
            "Nothing was deleted: the account “%1” has another secret by now, and is in use.")
            .arg(accountName),
        AccountErrorsMessages::tr("Look again: what is to be deleted is the lost secret alone."));
}

Error rolesChangedError(RoleChange change)
{
    return makeError(
        ErrorKind::Conflict,
        change == RoleChange::Assign
            ? AccountErrorsMessages::tr(
                  "The role was not assigned: somebody else has changed this account’s "
                  "roles in the meantime.")
            : AccountErrorsMessages::tr(
                  "The role was not removed: somebody else has changed this account’s roles "
                  "in the meantime."),
        AccountErrorsMessages::tr(
            "Look at the roles as they are now, and do it again if it is still right."));
}

QString selfLockoutSentence(const QString &connectionName)
{
    return AccountErrorsMessages::tr(
               "The connection “%1” itself signs in with this account. Without it, this "
               "connection can no longer reach the server, and somebody else has to give "
               "you access again.")
        .arg(connectionName);
}

} // namespace keywright
