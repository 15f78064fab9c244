#pragma once

#include "core/provider/access_lists.h"
#include "core/provider/atlas/atlas_context.h"

namespace keywright::atlas {

class AtlasAccessLists : public AccessLists
{
public:
    explicit AtlasAccessLists(Context context);

    int maxEntries() const override;
    Async<QList<AccessEntry>> list(QString accountId, CancelToken cancel) override;
    Async<QList<AccessEntry>>
    add(QString accountId, QStringList addresses, CancelToken cancel) override;
    Async<void> remove(QString accountId, QString address, CancelToken cancel) override;
    Async<QString> myAddress(CancelToken cancel) override;
    bool isAddressRefusal(const Error &error) const override;

private:
    Context m_context;
};

} // namespace keywright::atlas
