#include "app/sandbox/tecton/account_calls.h"

#include "app/sandbox/tecton/credentials.h"
#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"
#include "app/sandbox/tecton/secret_calls.h"

#include <QJsonArray>

#include <algorithm>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype longestName = 255;
constexpr qsizetype longestDescription = 1024;
constexpr QLatin1StringView apiKeyType{"SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY"};
constexpr QLatin1StringView oauthType{"SERVICE_ACCOUNT_CREDENTIALS_TYPE_OAUTH_CLIENT_CREDENTIALS"};

bool hasControlCharacter(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar character) {
        return character.category() == QChar::Other_Control;
    });
}

ApiResult<void> checkName(const State &state, const QString &name, const QString &ownId)
{
    if (name.trimmed().isEmpty())
        return tl::unexpected(invalidArgument(u"The name is missing"_s));
    if (name.size() > longestName)
        return tl::unexpected(
            invalidArgument(u"The name is longer than %1 characters"_s.arg(longestName)));
    if (hasControlCharacter(name))
        return tl::unexpected(invalidArgument(u"The name contains a control character"_s));
    const Account *same = state.accountByName(name);
    if (same != nullptr && same->id != ownId)
        return tl::unexpected(
            alreadyExists(u"A service account with the name \"%1\" exists already"_s.arg(name)));
    return {};
}

ApiResult<void> checkDescription(const QString &description)
{
    if (description.size() > longestDescription)
        return tl::unexpected(invalidArgument(
            u"The description is longer than %1 characters"_s.arg(longestDescription)));
    QString withoutLineBreaks = description;
    withoutLineBreaks.remove(u'\n').remove(u'\t');
    if (hasControlCharacter(withoutLineBreaks))
        return tl::unexpected(invalidArgument(u"The description contains a control character"_s));
    return {};
}

ApiResult<CredentialType> readType(const QJsonObject &request)
{
    const QString type = textField(request, "credentials_type"_L1);
    if (type == apiKeyType)
        return CredentialType::ApiKey;
    if (type == oauthType)
        return CredentialType::OAuth;
    return tl::unexpected(
        invalidArgument(u"The credentials_type has to be %1 or %2"_s.arg(apiKeyType, oauthType)));
}

QString typeName(CredentialType type)
{
    return type == CredentialType::ApiKey ? apiKeyType : oauthType;
}

QJsonObject toJson(const Account &account)
{
    return {
        {u"id"_s, account.id},
        {u"name"_s, account.name},
        {u"description"_s, account.description},
        {u"is_active"_s, account.active.current},
        {u"created_by"_s, account.createdBy},
        {u"created_at"_s, toTimestamp(account.createdAtMs)},
        {u"credentials_type"_s, typeName(account.type)},
    };
}

bool matchesSearch(const Account &account, const QString &search)
{
    return account.id.contains(search, Qt::CaseInsensitive) ||
           account.name.contains(search, Qt::CaseInsensitive) ||
           account.description.contains(search, Qt::CaseInsensitive);
}

} // namespace

CallResult createServiceAccount(CallContext &context, const QJsonObject &request)
{
    if (const auto admin = requireAdmin(context); !admin)
        return tl::unexpected(admin.error());
    Account account;
    account.name = textField(request, "name"_L1);
    account.description = textField(request, "description"_L1);
    if (const auto named = checkName(context.state, account.name, QString()); !named)
        return tl::unexpected(named.error());
    if (const auto described = checkDescription(account.description); !described)
        return tl::unexpected(described.error());
    const auto type = readType(request);
    if (!type)
        return tl::unexpected(type.error());

    account.id = newAccountId();
    account.type = *type;
    account.createdBy = context.caller.accountId;
    account.createdAtMs = context.nowMs;
    QJsonObject answer = toJson(account);
    answer.remove("created_by"_L1);
    if (account.type == CredentialType::ApiKey) {
        const QString key = newApiKey();
        account.apiKeyDigest = digestOf(key);
        account.apiKeyUsableFromMs = context.nowMs + context.propagationMs;
        answer.insert("api_key"_L1, key);
    } else {
        answer.insert("client_secret"_L1, addSecret(account, context.nowMs, context.propagationMs));
    }
    context.state.insert(std::move(account));
    return answer;
}

CallResult getServiceAccounts(CallContext &context, const QJsonObject &request)
{
    const QString search = textField(request, "search"_L1);
    const QStringList ids = textListField(request, "ids"_L1);
    const bool everything = context.callerIsAdmin();
    if (!everything && ids.isEmpty())
        return tl::unexpected(
            permissionDenied(u"Listing all service accounts needs the Admin role"_s));
    QJsonArray accounts;
    for (const QString &id : ids.isEmpty() ? context.state.accountIds() : ids) {
        const Account *account = std::as_const(context.state).account(id);
        if (account == nullptr || !matchesSearch(*account, search))
            continue;
        const bool own = account->createdBy == context.caller.accountId ||
                         account->id == context.caller.accountId;
        if (everything || own)
            accounts.append(toJson(*account));
    }
    return QJsonObject{{u"service_accounts"_s, accounts}};
}

CallResult updateServiceAccount(CallContext &context, const QJsonObject &request)
{
    const auto found = administeredAccount(context, textField(request, "id"_L1));
    if (!found)
        return tl::unexpected(found.error());
    Account &account = **found;
    const QJsonValue name = field(request, "name"_L1);
    const QJsonValue description = field(request, "description"_L1);
    const QJsonValue active = field(request, "is_active"_L1);
    if (!name.isUndefined()) {
        if (const auto ok = checkName(context.state, name.toString(), account.id); !ok)
            return tl::unexpected(ok.error());
    }
    if (const auto ok = checkDescription(description.toString()); !ok)
        return tl::unexpected(ok.error());
    if (!active.isUndefined() && !active.isBool())
        return tl::unexpected(invalidArgument(u"is_active has to be true or false"_s));

    if (!name.isUndefined())
        account.name = name.toString();
    if (!description.isUndefined())
        account.description = description.toString();
    if (active.isBool() && active.toBool() != account.active.current)
        account.active.change(active.toBool(), context.nowMs, context.propagationMs);
    QJsonObject answer = toJson(account);
    answer.remove("credentials_type"_L1);
    answer.remove("created_by"_L1);
    return answer;
}

CallResult deleteServiceAccount(CallContext &context, const QJsonObject &request)
{
    const auto found = administeredAccount(context, textField(request, "id"_L1));
    if (!found)
        return tl::unexpected(found.error());
    context.state.remove((*found)->id);
    return QJsonObject();
}

CallResult introspectApiKey(CallContext &context, const QJsonObject &request)
{
    const QString key = textField(request, "api_key"_L1);
    if (key.isEmpty())
        return tl::unexpected(invalidArgument(u"The api_key is missing"_s));
    const Account *account = context.state.accountByApiKey(key);
    if (account == nullptr)
        return tl::unexpected(notFound(u"No service account has this API key"_s));
    return QJsonObject{
        {u"id"_s, account->id},
        {u"name"_s, account->name},
        {u"description"_s, account->description},
        {u"created_by"_s, account->createdBy},
        {u"active"_s, account->active.current},
        {u"is_admin"_s, isAdmin(*account, context.catalog, context.nowMs)},
    };
}

} // namespace keywright::sandbox::tecton
