#include "app/sandbox/atlas/organization_calls.h"

#include "app/sandbox/atlas/api_key_calls.h"
#include "app/sandbox/atlas/body_reader.h"
#include "app/sandbox/atlas/ip_network.h"
#include "app/sandbox/atlas/paging.h"

#include <QCryptographicHash>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

QJsonObject toJson(const Organization &organization, const Call &call)
{
    return {
        {u"id"_s, organization.id},
        {u"name"_s, organization.name},
        {u"isDeleted"_s, false},
        {u"skipDefaultAlertsSettings"_s, false},
        {u"links"_s, linksTo(QString(call.base() + "/api/atlas/v2/orgs/"_L1 + organization.id))}};
}

QJsonObject toJson(const Settings &settings)
{
    return {
        {u"apiAccessListRequired"_s, settings.apiAccessListRequired},
        {u"multiFactorAuthRequired"_s, settings.multiFactorAuthRequired},
        {u"restrictEmployeeAccess"_s, false},
        {u"genAIFeaturesEnabled"_s, true},
        {u"maxServiceAccountSecretValidityInHours"_s, settings.mostSecretHours},
        {u"securityContact"_s, settings.securityContact.isEmpty()
                                   ? QJsonValue(QJsonValue::Null)
                                   : QJsonValue(settings.securityContact)}};
}

QJsonArray accessListOf(const Call &call)
{
    QStringList addresses;
    if (const ApiKey *key = call.state.apiKey(call.caller.name)) {
        addresses = key->accessList;
    } else if (const ServiceAccount *account = call.state.account(call.caller.name)) {
        for (const AccessEntry &entry : account->accessList)
            addresses.append(entry.address);
    }
    QJsonArray list;
    for (const QString &address : addresses) {
        const auto network = parseNetwork(address);
        if (!network)
            continue;
        QJsonObject entry{{u"ipAddress"_s, toText(*network, false)}};
        if (address.contains(u'/'))
            entry.insert("cidrBlock"_L1, address);
        list.append(entry);
    }
    return list;
}

} // namespace

/// The status tells of an account in the words of an API key too: the document knows no other.
CallResult systemStatus(Call &call)
{
    const ApiKey *key = call.state.apiKey(call.caller.name);
    const QString id = key != nullptr ? key->id : call.caller.name.right(24).toLower();
    const QByteArray build =
        QCryptographicHash::hash(call.state.organization.id.toLatin1(), QCryptographicHash::Sha1);
    return Reply{
        200, QJsonObject{
                 {u"appName"_s, u"MongoDB Atlas"_s},
                 {u"build"_s, QString::fromLatin1(build.toHex())},
                 {u"throttling"_s, false},
                 {u"links"_s, linksTo(call.url)},
                 {u"apiKey"_s,
                  QJsonObject{
                      {u"id"_s, id},
                      {u"publicKey"_s, key != nullptr ? key->publicKey : id.first(8)},
                      {u"accessList"_s, accessListOf(call)},
                      {u"roles"_s, rolesToJson(call.caller.grants, call.state.organization.id)}}}}};
}

CallResult listOrganizations(Call &call)
{
    const Organization &organization = call.state.organization;
    const bool isSeen =
        allows(call.caller.grants, Right::OrganizationMember, {}) &&
        organization.name.startsWith(call.query.value(u"name"_s), Qt::CaseInsensitive);
    return pageOf(call, isSeen ? 1 : 0, [&](qsizetype) { return toJson(organization, call); });
}

CallResult getOrganization(Call &call)
{
    return Reply{200, toJson(call.state.organization, call)};
}

CallResult getSettings(Call &call)
{
    return Reply{200, toJson(call.state.settings)};
}

CallResult updateSettings(Call &call)
{
    BodyReader body(call.body);
    Settings settings = call.state.settings;
    settings.apiAccessListRequired =
        body.flag(u"apiAccessListRequired"_s).value_or(settings.apiAccessListRequired);
    settings.multiFactorAuthRequired =
        body.flag(u"multiFactorAuthRequired"_s).value_or(settings.multiFactorAuthRequired);
    settings.mostSecretHours =
        body.number(u"maxServiceAccountSecretValidityInHours"_s, 8, 8760, Presence::Optional)
            .value_or(settings.mostSecretHours);
    settings.securityContact =
        body.text(u"securityContact"_s, 254, Presence::Optional).value_or(settings.securityContact);
    if (const auto checked = body.finish(); !checked)
        return tl::unexpected(checked.error());
    call.state.settings = settings;
    call.record(u"ORG_SETTINGS_UPDATED"_s, {});
    return Reply{200, toJson(settings)};
}

} // namespace keywright::sandbox::atlas
