#include "app/cli/refusals.h"

#include "app/cli/text.h"
#include "core/accounts/account_actions.h"
#include "core/provider/provider_factory.h"

namespace keywright::cli {

Error notOffered(const Connection &connection, const QString &what, const QString &hint)
{
    const auto provider = providerChoice(connection.provider);
    return makeError(
        ErrorKind::InvalidInput,
        tr("%1 does not offer %2.").arg(provider ? provider->name : connection.provider, what),
        hint);
}

Error notConfirmed(const QString &message)
{
    return fieldError(QStringLiteral("yes"), message, tr("Add --yes when you mean it."));
}

Error ownAccountError(const QString &warning)
{
    return fieldError(
        QStringLiteral("own-account"), warning, tr("Add --own-account when you mean it."));
}

Async<void> learnOwnAccount(Context cli, std::shared_ptr<Session> session)
{
    if (!session->ownAccountId().isEmpty())
        co_return Result<void>();
    // A credential that may not say whose it is can belong to no account that is known here.
    auto identity = co_await session->identify(cli->cancelToken());
    if (!identity && identity.error().kind == ErrorKind::Cancelled)
        co_return failure(std::move(identity).error());
    co_return Result<void>();
}

Async<void>
checkOwnAccount(Context cli, std::shared_ptr<Session> session, QString accountId, bool meant)
{
    if (meant)
        co_return Result<void>();
    Result<void> learnt = co_await learnOwnAccount(cli, session);
    if (!learnt)
        co_return learnt;
    const QString warning = AccountActions::selfLockoutWarning(*session, accountId);
    if (warning.isEmpty())
        co_return Result<void>();
    co_return failure(ownAccountError(warning));
}

} // namespace keywright::cli
