#include "core/accounts/account_sight.h"

#include "core/provider/access_lists.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {
namespace {

struct AccountSightMessages
{
    Q_DECLARE_TR_FUNCTIONS(AccountSight)
};

QString counted(qsizetype count, const char *one, const char *many)
{
    return count == 1 ? AccountSightMessages::tr(one)
                      : AccountSightMessages::tr(many, nullptr, static_cast<int>(count));
}

QString answerFor(const VisibleResources &seen)
{
    if (seen.organizations.isEmpty() && seen.projects.isEmpty())
        return AccountSightMessages::tr("The server accepted the account, but shows it nothing.");
    return AccountSightMessages::tr("The server shows it %1, %2 and %3.")
        .arg(
            counted(seen.organizations.size(), "1 organization", "%n organizations"),
            counted(seen.projects.size(), "1 project", "%n projects"),
            counted(seen.clusters.size(), "1 cluster", "%n clusters"));
}

AccountPart remedyFor(Provider &provider, const Error &error)
{
    if (provider.accessLists() && provider.accessLists()->isAddressRefusal(error))
        return AccountPart::AccessList;
    switch (error.kind) {
    case ErrorKind::NotPermitted:
        return AccountPart::Roles;
    case ErrorKind::NotAuthenticated:
        return AccountPart::Secrets;
    default:
        return AccountPart::None;
    }
}

QString secretHint(const ServiceAccount &account)
{
    const QList<ClientSecret> secrets = account.secrets.value_or(QList<ClientSecret>());
    const bool allOver =
        std::none_of(secrets.cbegin(), secrets.cend(), [](const ClientSecret &secret) {
            return secret.status == SecretStatus::Active;
        });
    if (account.secrets && allOver)
        return AccountSightMessages::tr("It has no secret that still works. Create a new one.");
    return AccountSightMessages::tr(
        "The secret in the keychain may have ended or may have been deleted. Create "
        "a new one, and keep it in the keychain.");
}

/// A provider's hints speak of the connection's own account; here another one was refused.
QString hintFor(const Error &error, AccountPart remedy, const ServiceAccount &account)
{
    switch (remedy) {
    case AccountPart::AccessList:
        return AccountSightMessages::tr("Add this machine’s address to the access list of %1.")
            .arg(account.name);
    case AccountPart::Roles:
        return AccountSightMessages::tr("Give %1 a role that allows it.").arg(account.name);
    case AccountPart::Secrets:
        return secretHint(account);
    case AccountPart::None:
        break;
    }
    return error.hint;
}

Error nothingKeptError(const QString &name)
{
    return makeError(
        ErrorKind::NotFound,
        AccountSightMessages::tr("%1 cannot be tested: the keychain holds no secret of it.")
            .arg(name),
        AccountSightMessages::tr("Create a new secret, and keep it in the keychain."));
}

Result<AccountSight>
refused(Provider &provider, AccountSight sight, Error error, const ServiceAccount &account)
{
    if (error.kind == ErrorKind::Cancelled)
        return failure(std::move(error));
    sight.answer = error.message;
    sight.remedy = remedyFor(provider, error);
    error.hint = hintFor(error, sight.remedy, account);
    sight.refusal = std::move(error);
    return sight;
}

/// Fills `sight` with what the account can see, or why it was refused.
Async<AccountSight> lookWith(
    std::shared_ptr<Authorizer> authorizer, std::shared_ptr<Session> session,
    std::shared_ptr<const ServiceAccount> account, std::shared_ptr<const Clock> clock,
    AccountSight sight, CancelToken cancel)
{
    const auto provider = session->provider();
    const auto begin = clock->elapsed();
    AuthorizationContext context(QByteArrayLiteral("GET"), session->connection().baseUrl, cancel);
    const auto token = co_await authorizer->authorization(std::move(context));
    if (!token) {
        sight.duration = clock->elapsed() - begin;
        co_return refused(*provider, std::move(sight), token.error(), *account);
    }
    auto seen = co_await provider->visibility()->visible(authorizer, std::move(cancel));
    sight.duration = clock->elapsed() - begin;
    sight.tokenExpiresAt = authorizer->tokenExpiresAt().value_or(QDateTime());
    if (!seen)
        co_return refused(*provider, std::move(sight), seen.error(), *account);
    sight.seen = *std::move(seen);
    sight.answer = answerFor(sight.seen);
    co_return Result<AccountSight>(std::move(sight));
}

} // namespace

Async<AccountSight> lookAs(
    std::shared_ptr<Session> session, std::shared_ptr<const ServiceAccount> account,
    std::shared_ptr<const Clock> clock, CancelToken cancel)
{
    AccountSight sight;
    auto kept = co_await session->authorizerFor(account->id);
    if (!kept) {
        Error error = std::move(kept).error();
        if (error.kind == ErrorKind::NotFound) {
            error = nothingKeptError(account->name);
            sight.remedy = AccountPart::Secrets;
        }
        sight.answer = AccountSightMessages::tr("Nothing was asked of the server.");
        sight.refusal = std::move(error);
        co_return Result<AccountSight>(std::move(sight));
    }
    sight.credential = AccountSightMessages::tr("Client secret from the keychain");
    // A token that is kept proves nothing about the secret as it is now.
    const auto authorizer = (*kept)->withOwnToken();
    auto looked = co_await lookWith(
        authorizer, session, std::move(account), std::move(clock), std::move(sight),
        std::move(cancel));
    session->giveBack(authorizer);
    co_return looked;
}

} // namespace keywright
