#pragma once

#include "core/provider/atlas/atlas_context.h"
#include "core/provider/raw_reads.h"
#include "core/provider/visibility.h"

namespace keywright::atlas {

// Reads that can be made as any account.

class AtlasRawReads : public RawReads
{
public:
    explicit AtlasRawReads(Context context);
    /// `path` may leave out "/api/atlas/v2".
    Async<RawAnswer> get(QString path, std::shared_ptr<Authorizer> as, CancelToken cancel) override;

private:
    Context m_context;
};

class AtlasVisibility : public Visibility
{
public:
    explicit AtlasVisibility(Context context);
    Async<VisibleResources> visible(std::shared_ptr<Authorizer> as, CancelToken cancel) override;

private:
    Context m_context;
};

} // namespace keywright::atlas
