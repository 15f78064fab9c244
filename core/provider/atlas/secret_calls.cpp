#include "core/provider/atlas/secret_calls.h"

#include "core/provider/atlas/account_calls.h"
#include "core/provider/atlas/account_json.h"
#include "core/provider/atlas/atlas_limits.h"
#include "core/provider/atlas/organization_json.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright::atlas {

namespace {

struct SecretCallsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasSecrets)
};

QString secretName(const ClientSecret &secret)
{
    return secret.masked.isEmpty() ? secret.id : secret.masked;
}

QString momentText(const QDateTime &time)
{
    return time.toUTC().toString(QStringLiteral("yyyy-MM-dd HH:mm")) + QStringLiteral(" UTC");
}

QString fateOf(const ClientSecret &secret, const QDateTime &now)
{
    const QDateTime cut = now.addDays(lifeBesideNewSecret.count());
    if (secret.status == SecretStatus::Expired)
        return SecretCallsMessages::tr(
                   "The secret %1 has expired but still holds one of the two places.")
            .arg(secretName(secret));
    if (secret.expiresAt.isValid() && secret.expiresAt <= cut)
        return SecretCallsMessages::tr("The existing secret %1 keeps its end, %2.")
            .arg(secretName(secret), momentText(secret.expiresAt));
    return SecretCallsMessages::tr(
               "The existing secret %1 will then end on %2, seven days from now, instead of "
               "%3.")
        .arg(
            secretName(secret), momentText(cut),
            secret.expiresAt.isValid() ? momentText(secret.expiresAt)
                                       : SecretCallsMessages::tr("never"));
}

} // namespace

Async<QList<ClientSecret>> listSecrets(Context context, QString accountId, CancelToken cancel)
{
    auto account = co_await fetchAccount(context, std::move(accountId), std::move(cancel));
    if (!account)
        co_return failure(std::move(account).error());
    co_return Result<QList<ClientSecret>>(account->secrets.value_or(QList<ClientSecret>()));
}

Async<CreatedSecret>
createSecret(Context context, QString accountId, int lifetimeHours, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    auto hours = co_await secretHours(context, lifetimeHours, cancel);
    if (!hours)
        co_return failure(std::move(hours).error());
    const auto turn = co_await context->turns()->enter(accountId);
    Operation operation = createSecretOperation(*place, accountId);
    QJsonDocument body = createSecretBody(*hours);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readCreatedSecret(*answer, context->now());
}

Async<void> deleteSecret(Context context, QString accountId, QString secretId, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    const auto turn = co_await context->turns()->enter(accountId);
    Operation operation = deleteSecretOperation(*place, accountId, secretId);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

Async<int> secretHours(Context context, int wanted, CancelToken cancel)
{
    if (wanted > 0)
        co_return Result<int>(wanted);
    auto organization = co_await context->organizationId(cancel);
    if (!organization)
        co_return Result<int>(usualSecretHours);
    Operation operation = settingsOperation(*organization);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return Result<int>(usualSecretHours); // the server still has the last word
    const auto rules = readRules(*answer);
    const int most = rules ? rules->maxSecretHours.value_or(maxSecretHours) : maxSecretHours;
    co_return Result<int>(std::min(usualSecretHours, most));
}

QString newSecretNotice(const QList<ClientSecret> &existing, const QDateTime &now)
{
    QStringList sentences;
    for (const ClientSecret &secret : existing)
        sentences += fateOf(secret, now);
    return sentences.join(QLatin1Char(' '));
}

} // namespace keywright::atlas
