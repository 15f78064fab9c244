#include "core/connection/connection_check.h"

#include "core/base/clock.h"

#include <QCoreApplication>

#include <utility>

namespace keywright {

namespace {

struct ConnectionCheckMessages
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionCheck)
};

QString signedIn(const Identity &identity)
{
    const QString who = identity.name.isEmpty() ? identity.id : identity.name;
    if (who.isEmpty())
        return ConnectionCheckMessages::tr("Signed in.");
    if (identity.isAdmin)
        return ConnectionCheckMessages::tr("Signed in as %1, an administrator.").arg(who);
    return ConnectionCheckMessages::tr("Signed in as %1.").arg(who);
}

QString seen(const ConnectionCheck &check)
{
    const QString accounts =
        check.accounts == 1
            ? ConnectionCheckMessages::tr("1 service account")
            : ConnectionCheckMessages::tr("%1 service accounts").arg(check.accounts);
    return ConnectionCheckMessages::tr("%1, answered in %2 ms.")
        .arg(accounts)
        .arg(check.duration.count());
}

} // namespace

Async<ConnectionCheck> checkConnection(std::shared_ptr<Session> session, CancelToken cancel)
{
    const SystemClock clock;
    const auto start = clock.elapsed();
    auto identity = co_await session->identify(cancel);
    if (!identity)
        co_return failure(std::move(identity).error());
    const auto provider = session->provider();
    auto accounts = co_await provider->listAccounts(QString(), cancel);
    if (!accounts)
        co_return failure(std::move(accounts).error());

    ConnectionCheck check;
    check.identity = *std::move(identity);
    check.accounts = static_cast<int>(accounts->size());
    check.duration = clock.elapsed() - start;
    check.summary = signedIn(check.identity) + QLatin1Char(' ') + seen(check);
    co_return Result<ConnectionCheck>(std::move(check));
}

} // namespace keywright
