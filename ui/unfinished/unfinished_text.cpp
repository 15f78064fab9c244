#include "ui/unfinished/unfinished_text.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct UnfinishedTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(UnfinishedText)
};

} // namespace

QString remedyText(const UnfinishedSecret &secret)
{
    return secret.creation.fate == CreationFate::Kept ? UnfinishedTextMessages::tr("Show again")
                                                      : UnfinishedTextMessages::tr("Clean up");
}

ConfirmRequest cleanUpRequest(const UnfinishedSecret &secret)
{
    const CreationEntry &entry = secret.creation.entry;
    ConfirmRequest request;
    request.sentence = fateText(secret.creation);
    request.actionText = UnfinishedTextMessages::tr("Delete");
    request.destructive = true;
    if (entry.kind == CreationKind::Account) {
        request.title = UnfinishedTextMessages::tr("Delete the account %1?").arg(entry.accountName);
        request.consequences = {
            UnfinishedTextMessages::tr("%1 is deleted on the server, with its roles")
                .arg(entry.accountId)};
    } else {
        request.title = UnfinishedTextMessages::tr("Delete the secret %1?").arg(entry.secretId);
        request.consequences = {
            UnfinishedTextMessages::tr(
                "It is deleted on the server; the account %1 and its other secrets stay")
                .arg(entry.accountName)};
    }
    if (secret.creation.wasShown)
        request.consequences.append(
            UnfinishedTextMessages::tr("Programs that got it although nobody said so are refused"));
    return request;
}

} // namespace keywright
