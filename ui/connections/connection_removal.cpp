#include "ui/connections/connection_removal.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct ConnectionRemovalMessages
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionRemoval)
};

QString lostSecrets(const Result<QList<StoredCredential>> &stored)
{
    if (!stored)
        return ConnectionRemovalMessages::tr("Secrets of it may remain in the keychain. %1 %2")
            .arg(stored.error().message, stored.error().hint);
    if (stored->isEmpty())
        return {};
    if (stored->size() == 1)
        return ConnectionRemovalMessages::tr(
            "The secret that the keychain holds for it is removed.");
    return ConnectionRemovalMessages::tr(
               "The %1 secrets that the keychain holds for it and its accounts are removed.")
        .arg(stored->size());
}

} // namespace

ConfirmRequest connectionRemovalRequest(const QString &name, const ConnectionLosses &losses)
{
    ConfirmRequest request;
    request.title = ConnectionRemovalMessages::tr("Remove %1?").arg(name);
    request.sentence = ConnectionRemovalMessages::tr("The console forgets this connection.");
    request.consequences = {ConnectionRemovalMessages::tr("Nothing changes on the server.")};
    if (const QString secrets = lostSecrets(losses.stored); !secrets.isEmpty())
        request.consequences += secrets;
    if (losses.keptLookups > 0)
        request.consequences +=
            ConnectionRemovalMessages::tr("Its lookups are forgotten, also those that you saved.");
    if (losses.ends)
        request.consequences += lossOf(*losses.ends);
    else
        request.consequences += ConnectionRemovalMessages::tr(
                                    "It is not known whether new secrets or rotations of it are "
                                    "unfinished. %1")
                                    .arg(losses.ends.error().message);
    request.actionText = ConnectionRemovalMessages::tr("Remove");
    request.destructive = true;
    return request;
}

} // namespace keywright
