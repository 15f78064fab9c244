#include "app/sandbox/atlas/access_list_calls.h"

#include "app/sandbox/atlas/account_scope.h"
#include "app/sandbox/atlas/ip_network.h"
#include "app/sandbox/atlas/paging.h"

#include <algorithm>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr qsizetype mostEntries = 200;

QJsonObject toJson(const AccessEntry &entry)
{
    QJsonObject object{
        {entry.isBlock() ? u"cidrBlock"_s : u"ipAddress"_s, entry.address},
        {u"createdAt"_s, toTimestamp(entry.createdAtMs)},
        {u"requestCount"_s, entry.requestCount},
    };
    if (entry.lastUsedAtMs) {
        object.insert("lastUsedAddress"_L1, entry.lastUsedAddress);
        object.insert("lastUsedAt"_L1, toTimestamp(*entry.lastUsedAtMs));
    }
    return object;
}

CallResult listEntries(const Call &call, const ServiceAccount &account)
{
    return pageOf(call, account.accessList.size(), [&](qsizetype i) {
        return toJson(account.accessList[i]);
    });
}

/// The entry of a request in the form in which it is kept, or what is wrong with it.
ApiResult<QString> readEntry(const QJsonValue &from, qsizetype position)
{
    const QJsonObject entry = from.toObject();
    const QString place = u"[%1]"_s.arg(position);
    const bool isBlock = entry.contains("cidrBlock"_L1);
    if (isBlock == entry.contains("ipAddress"_L1))
        return invalid({{place, u"has to name either an ipAddress or a cidrBlock"_s}});
    const QString field = isBlock ? u"cidrBlock"_s : u"ipAddress"_s;
    const QString text = entry.value(field).toString();
    const auto network = isBlock ? parseBlock(text) : parseAddress(text);
    if (!network || !hasPublishedForm(text))
        return invalid(
            {{QString(place + u'.' + field),
              isBlock ? u"has to be a block like 203.0.113.0/24 or 2001:db8::/32"_s
                      : u"has to be an address like 203.0.113.10 or 2001:db8:0:0:0:0:0:1"_s}});
    return toText(*network, isBlock);
}

ApiResult<QStringList> readEntries(const QJsonValue &body)
{
    const QJsonArray from = body.toArray();
    if (!body.isArray() || from.isEmpty() || from.size() > mostEntries)
        return invalid({{u"body"_s, u"has to be a list of 1 to %1 entries"_s.arg(mostEntries)}});
    QStringList entries;
    for (const QJsonValue &item : from) {
        const auto entry = readEntry(item, entries.size());
        if (!entry)
            return tl::unexpected(entry.error());
        entries.append(*entry);
    }
    return entries;
}

bool holds(const ServiceAccount &account, const QString &address)
{
    return std::any_of(
        account.accessList.begin(), account.accessList.end(),
        [&](const AccessEntry &entry) { return entry.address == address; });
}

CallResult add(Call &call, ServiceAccount &account)
{
    auto entries = readEntries(call.body);
    if (!entries)
        return tl::unexpected(entries.error());
    entries->removeDuplicates();
    for (const QString &entry : *entries) {
        if (holds(account, entry))
            return refuse(
                409, u"ACCESS_LIST_ENTRY_ALREADY_EXISTS"_s,
                u"The access list holds %1 already."_s.arg(entry), {entry});
    }
    if (account.accessList.size() + entries->size() > mostEntries)
        return refuse(
            400, u"ACCESS_LIST_LIMIT_EXCEEDED"_s,
            u"An access list holds %1 entries at most."_s.arg(mostEntries), {mostEntries});
    for (const QString &entry : *entries)
        account.accessList.append({entry, call.nowMs, 0, {}, {}});
    call.record(u"SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED"_s, account.clientId);
    return listEntries(call, account);
}

/// Whether the caller's address is the entry, or would not be covered any more.
bool shutsOut(const ServiceAccount &account, const IpNetwork &removed, const QString &address)
{
    const auto caller = parseAddress(address);
    if (!caller || !removed.contains(*caller))
        return false;
    return removed == *caller ||
           std::none_of(
               account.accessList.begin(), account.accessList.end(), [&](const AccessEntry &entry) {
                   const auto network = parseNetwork(entry.address);
                   return network && *network != removed && network->contains(*caller);
               });
}

CallResult remove(Call &call, ServiceAccount &account)
{
    const auto network = parseNetwork(call.path[2]);
    if (!network)
        return invalid({{u"ipAddress"_s, u"has to be an address or a block"_s}});
    const QString text = toText(*network, call.path[2].contains(u'/'));
    if (!holds(account, text))
        return notFound(call.path[2]);
    if (shutsOut(account, *network, call.caller.address))
        return refuse(
            400, u"CANNOT_REMOVE_CALLER_FROM_ACCESS_LIST"_s,
            u"Cannot remove caller's IP address %1 from access list."_s.arg(call.caller.address),
            {call.caller.address});
    account.accessList.removeIf([&](const AccessEntry &entry) { return entry.address == text; });
    call.record(u"SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED"_s, account.clientId);
    return Reply{204, {}};
}

using Run = CallResult (*)(Call &, ServiceAccount &);

CallResult with(const ApiResult<ServiceAccount *> &account, Call &call, Run run)
{
    return account ? run(call, **account) : CallResult(tl::unexpected(account.error()));
}

CallResult listCall(Call &call, ServiceAccount &account)
{
    return listEntries(call, account);
}

} // namespace

CallResult listOrgAccessList(Call &call)
{
    return with(orgAccount(call), call, listCall);
}

CallResult addToOrgAccessList(Call &call)
{
    return with(orgAccount(call), call, add);
}

CallResult removeFromOrgAccessList(Call &call)
{
    return with(orgAccount(call), call, remove);
}

CallResult listProjectAccessList(Call &call)
{
    return with(projectAccount(call), call, listCall);
}

CallResult addToProjectAccessList(Call &call)
{
    return with(projectAccount(call), call, add);
}

CallResult removeFromProjectAccessList(Call &call)
{
    return with(projectAccount(call), call, remove);
}

} // namespace keywright::sandbox::atlas
