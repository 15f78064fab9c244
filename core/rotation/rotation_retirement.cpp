#include "core/accounts/account_actions.h"
#include "core/accounts/secret_keeping.h"
#include "core/connection/session_factory.h"
#include "core/rotation/rotation_errors.h"
#include "core/rotation/rotation_work.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

/// The connection itself signs in with the old secret: from now on with the new one, if it is the
/// keychain that it comes from.
Async<void> moveConnection(Work work)
{
    const Connection &connection = work->session->connection();
    const CredentialKey key = SessionFactory::credentialKey(connection);
    const auto credentials = work->session->credentials();
    const auto stored = credentials->stored(connection.id);
    if (!stored)
        co_return failure(stored.error());
    for (const StoredCredential &credential : *stored) {
        if (credential.key != key)
            continue;
        auto written = co_await credentials->write(credential, work->secret);
        co_return written;
    }
    co_return Result<void>();
}

Async<void> guardOwnAccount(Work work)
{
    // An API key does not say whose it is. Without the answer nothing is retired.
    if (work->session->ownAccountId().isEmpty()) {
        const auto identity = co_await work->session->identify(work->cancel);
        if (!identity)
            co_return failure(identity.error());
    }
    const QString warning =
        AccountActions::selfLockoutWarning(*work->session, work->rotation.accountId);
    if (warning.isEmpty())
        co_return Result<void>();
    if (!work->controls.mayRetireOwnSecret)
        co_return failure(ownAccountError(warning));
    auto moved = co_await moveConnection(std::move(work));
    co_return moved;
}

Async<void> deactivateSecret(Work work, ClientSecret old)
{
    if (old.status != SecretStatus::Active) {
        if (work->isBefore(RotationStep::Deactivated))
            co_return work->reach(RotationStep::Deactivated);
        co_return Result<void>();
    }
    if (auto reached = work->reach(RotationStep::Deactivating); !reached)
        co_return reached;
    const auto deactivated = co_await AccountActions::setSecretActive(
        work->session, work->rotation.accountId, old.id, false, work->cancel);
    if (!deactivated)
        co_return failure(deactivated.error());
    co_return work->reach(RotationStep::Deactivated);
}

Async<void> retireSecret(Work work)
{
    const Rotation rotation = work->rotation;
    const auto provider = work->session->provider();
    const auto secrets = co_await provider->listSecrets(rotation.accountId, work->cancel);
    if (!secrets)
        co_return failure(secrets.error());
    const auto old =
        std::find_if(secrets->begin(), secrets->end(), [&rotation](const ClientSecret &secret) {
            return secret.id == rotation.oldSecretId;
        });
    if (old == secrets->end()) {
        // There was none that worked, or somebody has deleted it.
        if (!rotation.oldSecretId.isEmpty())
            co_await removeStored(work->session, rotation.accountId, rotation.oldSecretId);
        co_return work->reach(RotationStep::Retired);
    }
    const ClientSecret &secret = *old;
    if (provider->capabilities().deactivateSecrets) {
        auto deactivated = co_await deactivateSecret(work, secret);
        if (!deactivated)
            co_return deactivated;
    }
    if (work->controls.retirement != Retirement::Delete)
        co_return Result<void>();
    if (auto reached = work->reach(RotationStep::Deleting); !reached)
        co_return reached;
    auto removed = co_await AccountActions::removeSecret(
        work->session, rotation.accountId, secret.id, work->cancel);
    if (!removed)
        co_return removed;
    co_return work->reach(RotationStep::Retired);
}

Async<void> deactivateAccount(Work work)
{
    if (auto reached = work->reach(RotationStep::Deactivating); !reached)
        co_return reached;
    const QString accountId = work->rotation.accountId;
    const auto deactivated =
        co_await work->session->provider()->setAccountActive(accountId, false, work->cancel);
    work->session->forgetAuthorizer(accountId);
    if (!deactivated)
        co_return failure(deactivated.error());
    co_return work->reach(RotationStep::Deactivated);
}

Async<void> retireAccount(Work work)
{
    const QString accountId = work->rotation.accountId;
    const auto provider = work->session->provider();
    const auto account = co_await provider->account(accountId, work->cancel);
    if (!account && account.error().kind == ErrorKind::NotFound) {
        auto entries = storedOf(*work->session, accountId);
        co_await removeEntries(work->session, accountId, std::move(entries));
        co_return work->reach(RotationStep::Retired);
    }
    if (!account)
        co_return failure(account.error());
    const bool canDeactivate = provider->capabilities().deactivateAccounts;
    if (canDeactivate && account->status == AccountStatus::Active) {
        auto deactivated = co_await deactivateAccount(work);
        if (!deactivated)
            co_return deactivated;
    } else if (canDeactivate && work->isBefore(RotationStep::Deactivated)) {
        if (auto reached = work->reach(RotationStep::Deactivated); !reached)
            co_return reached;
    }
    if (work->controls.retirement != Retirement::Delete)
        co_return Result<void>();
    if (auto reached = work->reach(RotationStep::Deleting); !reached)
        co_return reached;
    auto removed = co_await AccountActions::remove(work->session, accountId, work->cancel);
    if (!removed)
        co_return removed;
    co_return work->reach(RotationStep::Retired);
}

} // namespace

Async<void> retireOld(Work work)
{
    if (work->isBefore(RotationStep::HandedOver))
        co_return failure(notHandedOverError());
    // Whatever was proved before, the server may have changed since.
    auto proved = co_await proveNew(work);
    if (!proved)
        co_return proved;
    auto guarded = co_await guardOwnAccount(work);
    if (!guarded)
        co_return guarded;
    if (work->cancel.isCancelled())
        co_return failure(rotationCancelledError());
    Async<void> retirement =
        work->rotation.replacesAccount() ? retireAccount(work) : retireSecret(work);
    auto retired = co_await std::move(retirement);
    co_return retired;
}

} // namespace keywright
