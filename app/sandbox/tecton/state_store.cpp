#include "app/sandbox/tecton/state_store.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

QString toText(const QByteArray &bytes)
{
    return QString::fromLatin1(bytes.toBase64());
}

QByteArray toBytes(const QJsonValue &text)
{
    return QByteArray::fromBase64(text.toString().toLatin1());
}

/// A change that was not yet in effect when the sandbox stopped is in effect after the start.
QJsonObject stored(const StoredSecret &secret)
{
    return {
        {u"id"_s, secret.id},
        {u"digest"_s, toText(secret.digest)},
        {u"lastCharacters"_s, secret.lastCharacters},
        {u"active"_s, secret.active.current},
        {u"createdAtMs"_s, secret.createdAtMs},
        {u"updatedAtMs"_s, secret.updatedAtMs},
    };
}

StoredSecret secretFromJson(const QJsonObject &object)
{
    StoredSecret secret;
    secret.id = object.value("id"_L1).toString();
    secret.digest = toBytes(object.value("digest"_L1));
    secret.lastCharacters = object.value("lastCharacters"_L1).toString();
    secret.active = Delayed<bool>(object.value("active"_L1).toBool());
    secret.createdAtMs = object.value("createdAtMs"_L1).toInteger();
    secret.updatedAtMs = object.value("updatedAtMs"_L1).toInteger();
    return secret;
}

QJsonArray stored(const QList<Grant> &grants)
{
    QJsonArray array;
    for (const Grant &grant : grants)
        array.append(QJsonArray{grant.resourceType, grant.resourceId, grant.role});
    return array;
}

QList<Grant> grantsFromJson(const QJsonArray &array)
{
    QList<Grant> grants;
    for (const QJsonValue &item : array)
        grants.append({item[0].toString(), item[1].toString(), item[2].toString()});
    return grants;
}

QJsonObject stored(const Account &account)
{
    QJsonArray secrets;
    for (const StoredSecret &secret : account.secrets)
        secrets.append(stored(secret));
    return {
        {u"id"_s, account.id},
        {u"name"_s, account.name},
        {u"description"_s, account.description},
        {u"type"_s, account.type == CredentialType::ApiKey ? u"api-key"_s : u"oauth"_s},
        {u"createdBy"_s, account.createdBy},
        {u"createdAtMs"_s, account.createdAtMs},
        {u"active"_s, account.active.current},
        {u"apiKeyDigest"_s, toText(account.apiKeyDigest)},
        {u"secrets"_s, secrets},
        {u"groups"_s, QJsonArray::fromStringList(account.groupIds)},
        {u"grants"_s, stored(account.grants.current)},
    };
}

Account accountFromJson(const QJsonObject &object)
{
    Account account;
    account.id = object.value("id"_L1).toString();
    account.name = object.value("name"_L1).toString();
    account.description = object.value("description"_L1).toString();
    account.type = object.value("type"_L1).toString() == "api-key"_L1 ? CredentialType::ApiKey
                                                                      : CredentialType::OAuth;
    account.createdBy = object.value("createdBy"_L1).toString();
    account.createdAtMs = object.value("createdAtMs"_L1).toInteger();
    account.active = Delayed<bool>(object.value("active"_L1).toBool());
    account.apiKeyDigest = toBytes(object.value("apiKeyDigest"_L1));
    for (const QJsonValue &secret : object.value("secrets"_L1).toArray())
        account.secrets.append(secretFromJson(secret.toObject()));
    for (const QJsonValue &group : object.value("groups"_L1).toArray())
        account.groupIds.append(group.toString());
    account.grants = Delayed<QList<Grant>>(grantsFromJson(object.value("grants"_L1).toArray()));
    return account;
}

} // namespace

QJsonObject stored(const State &state)
{
    QJsonArray accounts;
    for (const QString &id : state.accountIds())
        accounts.append(stored(*state.account(id)));
    return {
        {u"adminApiKey"_s, state.adminApiKey},
        {u"signingSecret"_s, toText(state.signingSecret)},
        {u"accounts"_s, accounts},
    };
}

State stateFromJson(const QJsonObject &object)
{
    State state;
    state.adminApiKey = object.value("adminApiKey"_L1).toString();
    state.signingSecret = toBytes(object.value("signingSecret"_L1));
    for (const QJsonValue &account : object.value("accounts"_L1).toArray())
        state.insert(accountFromJson(account.toObject()));
    return state;
}

StateStore::StateStore(const QString &folder)
    : m_file(folder, u"tecton-state.json"_s)
{
}

bool StateStore::load(std::optional<State> *state, QString *errorText) const
{
    state->reset();
    std::optional<QJsonObject> object;
    if (!m_file.load(&object, errorText))
        return false;
    if (!object)
        return true;
    if (object->value("adminApiKey"_L1).toString().isEmpty()) {
        *errorText = u"%1 does not hold the state of a sandbox"_s.arg(m_file.path());
        return false;
    }
    *state = stateFromJson(*object);
    return true;
}

bool StateStore::save(const State &state, QString *errorText) const
{
    return m_file.keepsNothing() || m_file.save(stored(state), errorText);
}

} // namespace keywright::sandbox::tecton
