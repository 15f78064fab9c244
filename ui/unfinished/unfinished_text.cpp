#include "ui/unfinished/unfinished_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace keywright {

namespace {

struct UnfinishedTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(UnfinishedText)
};

} // namespace

QString remedyText(const UnfinishedSecret &secret)
{
    switch (secret.creation.fate) {
    case CreationFate::Kept:
        return UnfinishedTextMessages::tr("Show again");
    case CreationFate::Several:
        return UnfinishedTextMessages::tr("Choose");
    case CreationFate::Open:
        return UnfinishedTextMessages::tr("Look again");
    case CreationFate::Lost:
    case CreationFate::Nothing:
        break;
    }
    return UnfinishedTextMessages::tr("Clean up");
}

QString candidateText(const CreationCandidate &candidate)
{
    if (!candidate.createdAt.isValid())
        return candidate.id;
    return UnfinishedTextMessages::tr("%1 · created %2")
        .arg(
            candidate.id,
            QLocale().toString(candidate.createdAt.toLocalTime(), QLocale::ShortFormat));
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
    if (secret.creation.isGuess)
        request.consequences.append(UnfinishedTextMessages::tr(
            "Nobody told that this is the one: make sure that nobody else created it"));
    if (secret.creation.wasShown)
        request.consequences.append(
            UnfinishedTextMessages::tr("Programs that got it although nobody said so are refused"));
    return request;
}

} // namespace keywright
