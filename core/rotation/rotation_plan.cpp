#include "core/rotation/rotation_plan.h"

#include "core/accounts/account_actions.h"
#include "core/accounts/account_errors.h"
#include "core/identity/scope_text.h"
#include "core/provider/access_lists.h"
#include "core/rotation/rotation_errors.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

constexpr int mostNamesTried = 20;

struct RotationPlanMessages
{
    Q_DECLARE_TR_FUNCTIONS(RotationPlan)
};

bool works(const ClientSecret &secret)
{
    return secret.status == SecretStatus::Active;
}

/// What the account's access list means for the proof; empty where there is none, or where it
/// cannot be read, which stops no plan.
Async<QString>
accessListNotice(std::shared_ptr<Provider> provider, QString accountId, CancelToken cancel)
{
    AccessLists *lists = provider->accessLists();
    if (!lists)
        co_return Result<QString>();
    const auto entries = co_await lists->list(std::move(accountId), std::move(cancel));
    if (!entries || entries->isEmpty())
        co_return Result<QString>();
    co_return Result<QString>(
        RotationPlanMessages::tr("This account has an access list; the proof needs this machine's "
                                 "address on it."));
}

Async<RotationPlan>
planSecret(std::shared_ptr<Session> session, RotationPlan plan, QDateTime now, CancelToken cancel)
{
    const auto provider = session->provider();
    const auto secrets = co_await provider->listSecrets(plan.rotation.accountId, cancel);
    if (!secrets)
        co_return failure(secrets.error());
    auto planned = planSecrets(plan.rotation, *secrets, provider->capabilities().secrets);
    if (!planned)
        co_return failure(std::move(planned).error());
    plan.rotation = *std::move(planned);
    if (!plan.rotation.slotSecretId.isEmpty())
        plan.consequences.append(
            RotationPlanMessages::tr(
                "The secret %1, which does not work any more, is deleted first to make "
                "room.")
                .arg(plan.rotation.slotSecretId));
    const QString notice = provider->newSecretNotice(*secrets, now);
    if (!notice.isEmpty())
        plan.consequences.append(notice);
    const auto access =
        co_await accessListNotice(provider, plan.rotation.accountId, std::move(cancel));
    if (access && !access->isEmpty())
        plan.consequences.append(*access);
    co_return Result<RotationPlan>(std::move(plan));
}

Async<bool> isNameTaken(std::shared_ptr<Provider> provider, QString name, CancelToken cancel)
{
    const auto accounts = co_await provider->listAccounts(name, std::move(cancel));
    if (!accounts)
        co_return failure(accounts.error());
    const bool taken =
        std::any_of(accounts->begin(), accounts->end(), [&name](const ServiceAccount &account) {
            return account.name == name;
        });
    co_return Result<bool>(taken);
}

/// A name that nobody has: the one that is wished for, or else the next one after the old name.
Async<QString>
freeName(std::shared_ptr<Provider> provider, QString wished, QString oldName, CancelToken cancel)
{
    const TextRules &rules = provider->capabilities().text;
    QString name = wished;
    if (name.isEmpty())
        name = successorName(oldName, rules.nameMaxLength);
    for (int tried = 0; tried < mostNamesTried; ++tried) {
        if (auto problem = nameProblem(name, rules))
            co_return failure(*std::move(problem));
        const auto taken = co_await isNameTaken(provider, name, cancel);
        if (!taken)
            co_return failure(taken.error());
        if (!*taken)
            co_return Result<QString>(std::move(name));
        if (!wished.isEmpty())
            break;
        name = successorName(name, rules.nameMaxLength);
    }
    co_return failure(nameTakenError(name));
}

/// So that the account that the console itself signs in with is known. Not knowing it stops no
/// plan: it is asked for once more before anything is retired.
Async<void> learnOwnAccount(std::shared_ptr<Session> session, CancelToken cancel)
{
    if (session->ownAccountId().isEmpty())
        co_await session->identify(std::move(cancel));
    co_return Result<void>();
}

Async<RotationPlan>
planAccount(std::shared_ptr<Session> session, RotationPlan plan, CancelToken cancel)
{
    const auto held =
        co_await session->provider()->rolesOf(plan.rotation.accountId, std::move(cancel));
    if (!held)
        co_return failure(held.error());
    QStringList inherited;
    for (const RoleGrant &grant : *held) {
        if (grant.viaGroup.isEmpty())
            plan.rotation.roles.append(grant);
        else
            inherited.append(
                RotationPlanMessages::tr("%1 through %2").arg(grantText(grant), grant.viaGroup));
    }
    plan.consequences.append(
        RotationPlanMessages::tr(
            "An API key cannot be rotated. A new account, %1, is created with the same "
            "roles, and takes over from %2.")
            .arg(plan.rotation.newAccountName, plan.rotation.accountName));
    if (!inherited.isEmpty())
        plan.consequences.append(
            RotationPlanMessages::tr(
                "Roles through groups have to be given to it by whoever manages the "
                "groups: %1.")
                .arg(inherited.join(QStringLiteral(", "))));
    co_return Result<RotationPlan>(std::move(plan));
}

} // namespace

QString successorName(const QString &name, int maxLength)
{
    static const QRegularExpression numbered(QStringLiteral("^(.+)-(\\d{1,4})$"));
    const auto match = numbered.match(name);
    QString stem = match.hasMatch() ? match.captured(1) : name;
    const int number = match.hasMatch() ? match.captured(2).toInt() + 1 : 2;
    const QString suffix = QStringLiteral("-%1").arg(number);
    if (maxLength > 0)
        stem.truncate(maxLength - suffix.size());
    return stem + suffix;
}

Result<Rotation>
planSecrets(Rotation rotation, const QList<ClientSecret> &secrets, const SecretRules &rules)
{
    if (secrets.isEmpty())
        return failure(nothingToRotateError(rotation.accountName));
    QStringList working;
    QStringList spent;
    for (const ClientSecret &secret : secrets) {
        rotation.secretsBefore.append(secret.id);
        (works(secret) ? working : spent).append(secret.id);
    }
    // With several that work it is not known which one to retire, room or not.
    if (working.size() > 1)
        return failure(bothSecretsWorkError(rules));
    rotation.oldSecretId = working.value(0);
    if (secrets.size() >= rules.maxSecrets)
        rotation.slotSecretId = spent.value(0);
    return rotation;
}

Async<RotationPlan> planRotation(
    std::shared_ptr<Session> session, QString accountId, RotationWish wish, QDateTime now,
    CancelToken cancel)
{
    const auto provider = session->provider();
    const auto account = co_await provider->account(accountId, cancel);
    if (!account)
        co_return failure(account.error());
    if (account->status == AccountStatus::Deactivated)
        co_return failure(deactivatedAccountError(account->name));
    RotationPlan plan;
    Rotation &rotation = plan.rotation;
    rotation.connectionId = session->connection().id;
    rotation.accountId = account->id;
    rotation.accountName = account->name;
    rotation.lifetimeHours = wish.lifetimeHours;
    rotation.probe = wish.probe;
    co_await learnOwnAccount(session, cancel);
    plan.ownAccountWarning = AccountActions::selfLockoutWarning(*session, account->id);
    if (account->type == AccountType::OAuth) {
        auto planned = co_await planSecret(session, plan, now, std::move(cancel));
        co_return planned;
    }
    rotation.kind = RotationKind::Account;
    rotation.description = account->description;
    auto name = co_await freeName(provider, wish.newAccountName.trimmed(), account->name, cancel);
    if (!name)
        co_return failure(std::move(name).error());
    rotation.newAccountName = *std::move(name);
    auto planned = co_await planAccount(session, plan, std::move(cancel));
    co_return planned;
}

} // namespace keywright
