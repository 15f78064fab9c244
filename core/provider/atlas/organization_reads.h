#pragma once

#include "core/provider/api_keys.h"
#include "core/provider/atlas/atlas_context.h"
#include "core/provider/events.h"
#include "core/provider/organization_settings.h"

namespace keywright::atlas {

// What is only read of an organisation, one small class for each interface.

class AtlasOrganizationSettings : public OrganizationSettings
{
public:
    explicit AtlasOrganizationSettings(Context context);
    Async<OrganizationRules> rules(CancelToken cancel) override;

private:
    Context m_context;
};

/// Those of the connection's organisation or project.
class AtlasApiKeys : public ApiKeys
{
public:
    explicit AtlasApiKeys(Context context);
    Async<QList<ApiKeyInfo>> list(CancelToken cancel) override;

private:
    Context m_context;
};

/// Those of the connection's organisation or project.
class AtlasEvents : public Events
{
public:
    explicit AtlasEvents(Context context);
    Async<QList<RemoteEvent>> list(EventQuery query, CancelToken cancel) override;

private:
    Context m_context;
};

} // namespace keywright::atlas
