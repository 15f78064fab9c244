#include "core/provider/atlas/organization_reads.h"

#include "core/provider/atlas/organization_json.h"

#include <algorithm>

namespace keywright::atlas {

namespace {

Async<OrganizationRules> readOrganizationRules(Context context, CancelToken cancel)
{
    auto organization = co_await context->organizationId(cancel);
    if (!organization)
        co_return failure(std::move(organization).error());
    Operation operation = settingsOperation(*organization);
    auto answer = co_await context->api().read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readRules(*answer);
}

Async<QList<ApiKeyInfo>> listApiKeys(Context context, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = apiKeysOperation(*place);
    auto results = co_await context->api().readPages(std::move(operation), cancel);
    if (!results)
        co_return failure(std::move(results).error());
    auto keys = readApiKeys(*results);
    const auto organization = co_await context->organizationId(cancel);
    if (!keys || !organization)
        co_return keys;
    for (ApiKeyInfo &key : *keys)
        key.orgId = *organization;
    co_return keys;
}

Async<QList<RemoteEvent>> listEvents(Context context, EventQuery query, CancelToken cancel)
{
    auto place = co_await context->place(cancel);
    if (!place)
        co_return failure(std::move(place).error());
    Operation operation = eventsOperation(*place, query);
    auto results =
        co_await context->api().readPages(std::move(operation), std::move(cancel), query.atMost);
    if (!results)
        co_return failure(std::move(results).error());
    auto events = readEvents(*results);
    if (events) {
        std::stable_sort(
            events->begin(), events->end(),
            [](const RemoteEvent &one, const RemoteEvent &other) { return one.at > other.at; });
    }
    co_return events;
}

} // namespace

AtlasOrganizationSettings::AtlasOrganizationSettings(Context context)
    : m_context(std::move(context))
{
}

Async<OrganizationRules> AtlasOrganizationSettings::rules(CancelToken cancel)
{
    return readOrganizationRules(m_context, std::move(cancel));
}

AtlasApiKeys::AtlasApiKeys(Context context)
    : m_context(std::move(context))
{
}

Async<QList<ApiKeyInfo>> AtlasApiKeys::list(CancelToken cancel)
{
    return listApiKeys(m_context, std::move(cancel));
}

AtlasEvents::AtlasEvents(Context context)
    : m_context(std::move(context))
{
}

Async<QList<RemoteEvent>> AtlasEvents::list(EventQuery query, CancelToken cancel)
{
    return listEvents(m_context, std::move(query), std::move(cancel));
}

} // namespace keywright::atlas
