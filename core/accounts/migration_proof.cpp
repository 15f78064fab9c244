#include "core/accounts/migration_proof.h"

#include "core/provider/access_lists.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct MigrationProofMessages
{
    Q_DECLARE_TR_FUNCTIONS(KeyMigration)
};

Error addressError(const QString &accountName, const Result<QString> &address)
{
    const QString why =
        address ? MigrationProofMessages::tr(
                      "%1 is not let in from here: this machine's address %2 is not on its "
                      "access list.")
                      .arg(accountName, *address)
                : MigrationProofMessages::tr(
                      "%1 is not let in from here: this machine's address is not on its "
                      "access list.")
                      .arg(accountName);
    return fieldError(
        QStringLiteral("address"), why,
        MigrationProofMessages::tr("Add the address, or try from a machine that is on the list."));
}

/// `refusal`, or why waiting does not help.
Async<Error> explain(
    std::shared_ptr<Provider> provider, ServiceAccount account, Error refusal, CancelToken cancel)
{
    AccessLists *lists = provider->accessLists();
    if (!lists || !lists->isAddressRefusal(refusal))
        co_return Result<Error>(std::move(refusal));
    const auto address = co_await lists->myAddress(std::move(cancel));
    co_return Result<Error>(addressError(account.name, address));
}

} // namespace

Async<MigrationProof> tryAccount(
    std::shared_ptr<Session> session, ServiceAccount account,
    std::shared_ptr<Authorizer> authorizer, std::shared_ptr<const Clock> clock, CancelToken cancel)
{
    const auto provider = session->provider();
    const auto begin = clock->elapsed();
    AuthorizationContext context(QByteArrayLiteral("GET"), session->connection().baseUrl, cancel);
    const auto token = co_await authorizer->authorization(std::move(context));
    if (!token)
        co_return failure(token.error());
    MigrationProof proof;
    proof.tokenExpiresAt = authorizer->tokenExpiresAt().value_or(QDateTime());
    if (Visibility *visibility = provider->visibility()) {
        auto seen = co_await visibility->visible(authorizer, cancel);
        if (!seen) {
            const auto told = co_await explain(provider, account, std::move(seen).error(), cancel);
            co_return failure(*told);
        }
        proof.seen = *std::move(seen);
    }
    proof.duration = clock->elapsed() - begin;
    co_return Result<MigrationProof>(std::move(proof));
}

} // namespace keywright
