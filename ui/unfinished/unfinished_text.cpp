#include "ui/unfinished/unfinished_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

QString translated(const char *text)
{
    return QCoreApplication::translate("UnfinishedText", text);
}

} // namespace

QString remedyText(const UnfinishedSecret &secret)
{
    return secret.creation.fate == CreationFate::Kept ? translated("Show again")
                                                      : translated("Clean up");
}

ConfirmRequest cleanUpRequest(const UnfinishedSecret &secret)
{
    const CreationEntry &entry = secret.creation.entry;
    ConfirmRequest request;
    request.sentence = fateText(secret.creation);
    request.actionText = translated("Delete");
    request.destructive = true;
    if (entry.kind == CreationKind::Account) {
        request.title = translated("Delete the account %1?").arg(entry.accountName);
        request.consequences = {
            translated("%1 is deleted on the server, with its roles").arg(entry.accountId)};
    } else {
        request.title = translated("Delete the secret %1?").arg(entry.secretId);
        request.consequences = {
            translated("It is deleted on the server; the account %1 and its other secrets stay")
                .arg(entry.accountName)};
    }
    if (secret.creation.wasShown)
        request.consequences.append(
            translated("Programs that got it although nobody said so are refused"));
    return request;
}

} // namespace keywright
