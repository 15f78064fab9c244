#include "core/accounts/creation_reconciliation.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct CreationFateTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(CreationReconciliation)
};

/// "The API key of “build-bot”", to begin a sentence with.
QString subjectOf(const CreationEntry &entry)
{
    const QString text =
        entry.type == AccountType::ApiKey ? CreationFateTextMessages::tr("The API key of “%1”")
        : entry.kind == CreationKind::Account
            ? CreationFateTextMessages::tr("The client secret of the new account “%1”")
            : CreationFateTextMessages::tr("The new client secret of “%1”");
    return text.arg(entry.accountName);
}

QString lostText(const CreationEntry &entry)
{
    return entry.kind == CreationKind::Account
               ? CreationFateTextMessages::tr(
                     "The account “%1” (%2) was created, but its secret is lost.")
                     .arg(entry.accountName, entry.accountId)
               : CreationFateTextMessages::tr(
                     "The secret %1 of “%2” was created, but its value is lost.")
                     .arg(entry.secretId, entry.accountName);
}

QString guessText(const CreationEntry &entry)
{
    return entry.kind == CreationKind::Account
               ? CreationFateTextMessages::tr(
                     "The account “%1” (%2) was probably created by this program, and its secret "
                     "is lost: it appeared while the answer was lost.")
                     .arg(entry.accountName, entry.accountId)
               : CreationFateTextMessages::tr(
                     "The secret %1 of “%2” was probably created by this program, and its value is "
                     "lost: it appeared while the answer was lost.")
                     .arg(entry.secretId, entry.accountName);
}

QString severalText(const ReconciledCreation &creation)
{
    const QString text =
        creation.entry.kind == CreationKind::Account
            ? CreationFateTextMessages::tr(
                  "The account “%1” was asked for, and the answer was lost. %2 accounts of that "
                  "name appeared then, and each of them may be it.")
            : CreationFateTextMessages::tr(
                  "A new client secret of “%1” was asked for, and the answer was lost. %2 secrets "
                  "appeared then, and each of them may be it.");
    return text.arg(creation.entry.accountName, QString::number(creation.candidates.size()));
}

QString lostHint(const CreationEntry &entry)
{
    if (entry.kind == CreationKind::Secret)
        return CreationFateTextMessages::tr("Delete the secret and create another one.");
    return entry.type == AccountType::ApiKey
               ? CreationFateTextMessages::tr(
                     "Delete the account and create it again: an API key is told once.")
               : CreationFateTextMessages::tr(
                     "Create a new client secret for it, or delete the account.");
}

} // namespace

QString fateText(const ReconciledCreation &creation)
{
    const CreationEntry &entry = creation.entry;
    const QString subject = subjectOf(entry);
    switch (creation.fate) {
    case CreationFate::Kept:
        return CreationFateTextMessages::tr(
                   "%1 was not handed over before the program ended. The keychain holds it.")
            .arg(subject);
    case CreationFate::Lost:
        if (creation.wasShown)
            return CreationFateTextMessages::tr(
                       "%1 was shown, but nobody said that it was stored, and the keychain "
                       "does not hold it.")
                .arg(subject);
        return creation.isGuess ? guessText(entry) : lostText(entry);
    case CreationFate::Several:
        return severalText(creation);
    case CreationFate::Open:
        return CreationFateTextMessages::tr(
                   "%1 was asked for, and whether it was created is not known yet.")
            .arg(subject);
    case CreationFate::Nothing:
        return CreationFateTextMessages::tr(
                   "%1 was asked for, but nothing was created, or it is gone already.")
            .arg(subject);
    }
    Q_UNREACHABLE();
}

QString fateHint(const ReconciledCreation &creation)
{
    const bool isAccount = creation.entry.kind == CreationKind::Account;
    switch (creation.fate) {
    case CreationFate::Kept:
        return CreationFateTextMessages::tr("Show it again, and store it where it is needed.");
    case CreationFate::Lost:
        if (creation.wasShown)
            return isAccount ? CreationFateTextMessages::tr(
                                   "If you have it, there is nothing to do. Else delete the "
                                   "account and create it again.")
                             : CreationFateTextMessages::tr(
                                   "If you have it, there is nothing to do. Else delete the "
                                   "secret and create another one.");
        if (creation.isGuess)
            return CreationFateTextMessages::tr("If somebody else created it, keep it. Else: %1")
                .arg(lostHint(creation.entry));
        return lostHint(creation.entry);
    case CreationFate::Several:
        return CreationFateTextMessages::tr(
            "Say which one it is, or that none of them is. Nothing is deleted by that.");
    case CreationFate::Open:
        return CreationFateTextMessages::tr(
            "Nothing is there so far, but the server may still be at it. Look again in a few "
            "minutes.");
    case CreationFate::Nothing:
        return CreationFateTextMessages::tr("It is safe to try again.");
    }
    Q_UNREACHABLE();
}

} // namespace keywright
