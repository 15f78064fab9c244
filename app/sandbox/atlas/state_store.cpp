#include "app/sandbox/atlas/state_store.h"

#include "app/sandbox/atlas/model_json.h"

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

template <class T> QJsonArray toArray(const QList<T> &items)
{
    QJsonArray array;
    for (const T &item : items)
        array.append(modelToJson(item));
    return array;
}

template <class T> QList<T> toList(const QJsonValue &array)
{
    QList<T> items;
    for (const QJsonValue &item : array.toArray())
        items.append(modelFromJson<T>(item.toObject()));
    return items;
}

QJsonObject toJson(const ConsoleCredentials &console)
{
    return {
        {u"clientId"_s, console.clientId},
        {u"clientSecret"_s, console.clientSecret},
        {u"publicKey"_s, console.publicKey},
        {u"privateKey"_s, console.privateKey}};
}

ConsoleCredentials consoleFromJson(const QJsonValue &from)
{
    return {
        from["clientId"_L1].toString(), from["clientSecret"_L1].toString(),
        from["publicKey"_L1].toString(), from["privateKey"_L1].toString()};
}

} // namespace

QJsonObject toJson(const State &state)
{
    QJsonArray accounts;
    for (const QString &id : state.accountIds())
        accounts.append(modelToJson(*state.account(id)));
    return {
        {u"organization"_s,
         QJsonObject{{u"id"_s, state.organization.id}, {u"name"_s, state.organization.name}}},
        {u"settings"_s, modelToJson(state.settings)},
        {u"projects"_s, toArray(state.projects)},
        {u"apiKeys"_s, toArray(state.apiKeys)},
        {u"events"_s, toArray(state.events)},
        {u"accounts"_s, accounts},
        {u"mostAccounts"_s, state.mostAccounts},
        {u"console"_s, toJson(state.console)},
        {u"signingSecret"_s, QString::fromLatin1(state.signingSecret.toBase64())},
    };
}

State stateFromJson(const QJsonObject &object)
{
    State state;
    const QJsonValue organization = object.value("organization"_L1);
    state.organization = {organization["id"_L1].toString(), organization["name"_L1].toString()};
    state.settings = modelFromJson<Settings>(object.value("settings"_L1).toObject());
    state.projects = toList<Project>(object.value("projects"_L1));
    state.apiKeys = toList<ApiKey>(object.value("apiKeys"_L1));
    state.events = toList<Event>(object.value("events"_L1));
    for (const ServiceAccount &account : toList<ServiceAccount>(object.value("accounts"_L1)))
        state.insert(account);
    state.mostAccounts = object.value("mostAccounts"_L1).toInteger();
    state.console = consoleFromJson(object.value("console"_L1));
    state.signingSecret =
        QByteArray::fromBase64(object.value("signingSecret"_L1).toString().toLatin1());
    return state;
}

StateStore::StateStore(const QString &folder)
    : m_file(folder, u"atlas-state.json"_s)
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
    *state = stateFromJson(*object);
    if (!(*state)->console.clientSecret.isEmpty())
        return true;
    *errorText = u"%1 does not hold the state of a sandbox"_s.arg(m_file.path());
    return false;
}

bool StateStore::save(const State &state, QString *errorText) const
{
    return m_file.keepsNothing() || m_file.save(toJson(state), errorText);
}

} // namespace keywright::sandbox::atlas
