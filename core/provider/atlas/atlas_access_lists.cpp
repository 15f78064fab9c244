#include "core/provider/atlas/atlas_access_lists.h"

#include "core/provider/atlas/atlas_error.h"
#include "core/provider/atlas/atlas_limits.h"
#include "core/provider/atlas/organization_json.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright::atlas {

namespace {

struct AtlasAccessListsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasAccessLists)
};

auto entryFor(const QList<AccessEntry> &entries, const QString &address)
{
    return std::find_if(entries.cbegin(), entries.cend(), [&](const AccessEntry &entry) {
        return isSameAddress(entry.address, address);
    });
}

Result<QStringList> normalised(const QStringList &addresses)
{
    QStringList result;
    for (const QString &text : addresses) {
        const auto address = parseAccessAddress(text);
        if (!address)
            return failure(address.error());
        if (!result.contains(*address))
            result += *address;
    }
    return result;
}

Error tooManyEntries(qsizetype entries)
{
    Error error = makeError(
        ErrorKind::Limit,
        AtlasAccessListsMessages::tr(
            "The addresses were not added: the access list would have %1 entries, and %2 "
            "are the most it can have.")
            .arg(entries)
            .arg(maxAccessEntries),
        AtlasAccessListsMessages::tr(
            "Remove entries that nothing uses, or put neighbours into one CIDR block."));
    error.field = QStringLiteral("address");
    return error;
}

Error addressNotTold()
{
    return makeError(
        ErrorKind::NotFound,
        AtlasAccessListsMessages::tr(
            "The server does not tell which address this machine’s requests arrive from."),
        AtlasAccessListsMessages::tr("Ask whoever runs your network, and enter the address."));
}

Error noSuchEntry(const QString &address)
{
    return makeError(
        ErrorKind::NotFound,
        AtlasAccessListsMessages::tr("The access list has no entry %1.").arg(address),
        AtlasAccessListsMessages::tr("Refresh the list; someone else may have removed it."));
}

Async<QList<AccessEntry>> listEntries(Context context, QString accountId, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = accessListOperation(*place, accountId);
    auto results = co_await context->api().readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    co_return readAccessEntries(*results);
}

Async<QList<AccessEntry>>
addEntries(Context context, QString accountId, QStringList addresses, CancelToken cancel)
{
    auto wanted = normalised(addresses);
    if (!wanted)
        co_return failure(std::move(wanted).error());
    const auto turn = co_await context->turns()->enter(accountId);
    auto present = co_await listEntries(context, accountId, cancel);
    if (!present)
        co_return present;
    // The server refuses the whole list for one entry that is there already.
    wanted->removeIf(
        [&](const QString &text) { return entryFor(*present, text) != present->cend(); });
    if (wanted->isEmpty())
        co_return present;
    if (present->size() + wanted->size() > maxAccessEntries)
        co_return failure(tooManyEntries(present->size() + wanted->size()));
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = addToAccessListOperation(*place, accountId);
    QJsonDocument body = accessEntriesBody(*wanted);
    auto answer =
        co_await context->api().call(std::move(operation), std::move(body), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    const auto results = pageResults(*answer);
    if (!results)
        co_return failure(results.error());
    co_return readAccessEntries(*results);
}

Async<void> removeEntry(Context context, QString accountId, QString address, CancelToken cancel)
{
    const auto turn = co_await context->turns()->enter(accountId);
    auto present = co_await listEntries(context, accountId, cancel);
    if (!present)
        co_return failure(std::move(present).error());
    const auto entry = entryFor(*present, address);
    if (entry == present->cend())
        co_return failure(noSuchEntry(address));
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    // The server's own spelling, by which it knows the entry.
    Operation operation = removeFromAccessListOperation(*place, accountId, entry->address);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return Result<void>();
}

/// The address that the connection's own account was used from last.
Async<QString> lastOwnAddress(Context context, CancelToken cancel)
{
    if (context->ownClientId().isEmpty())
        co_return failure(addressNotTold());
    auto entries = co_await listEntries(context, context->ownClientId(), std::move(cancel));
    if (!entries)
        co_return failure(addressNotTold());
    AccessEntry newest;
    for (const AccessEntry &entry : std::as_const(*entries)) {
        if (!entry.lastUsedAddress.isEmpty() && !(entry.lastUsedAt < newest.lastUsedAt))
            newest = entry;
    }
    if (newest.lastUsedAddress.isEmpty())
        co_return failure(addressNotTold());
    co_return Result<QString>(newest.lastUsedAddress);
}

Async<QString> findOwnAddress(Context context, CancelToken cancel)
{
    Operation operation = addressOperation();
    auto answer = co_await context->api().read(std::move(operation), cancel);
    if (answer) {
        const QString told = answer->value(QLatin1StringView("currentIpv4Address")).toString();
        const auto address = parseAccessAddress(told);
        if (address)
            co_return address;
    } else if (answer.error().kind == ErrorKind::Cancelled) {
        co_return failure(std::move(answer).error());
    }
    auto last = co_await lastOwnAddress(context, std::move(cancel));
    co_return last;
}

} // namespace

AtlasAccessLists::AtlasAccessLists(Context context)
    : m_context(std::move(context))
{
}

int AtlasAccessLists::maxEntries() const
{
    return maxAccessEntries;
}

Async<QList<AccessEntry>> AtlasAccessLists::list(QString accountId, CancelToken cancel)
{
    return listEntries(m_context, std::move(accountId), std::move(cancel));
}

Async<QList<AccessEntry>>
AtlasAccessLists::add(QString accountId, QStringList addresses, CancelToken cancel)
{
    return addEntries(m_context, std::move(accountId), std::move(addresses), std::move(cancel));
}

Async<void> AtlasAccessLists::remove(QString accountId, QString address, CancelToken cancel)
{
    return removeEntry(m_context, std::move(accountId), std::move(address), std::move(cancel));
}

Async<QString> AtlasAccessLists::myAddress(CancelToken cancel)
{
    return findOwnAddress(m_context, std::move(cancel));
}

bool AtlasAccessLists::isAddressRefusal(const Error &error) const
{
    return atlas::isAddressRefusal(error);
}

} // namespace keywright::atlas
