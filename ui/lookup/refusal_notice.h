#pragma once

#include "core/base/cancel.h"
#include "core/base/error.h"
#include "core/lookup/lookup_request.h"

#include <QObject>

namespace keywright {

class Banner;
class Inventory;
class LookupMemory;

/// A lookup as it was sent: where, as whom, and what was asked.
struct SentLookup
{
    SentLookup() {}

    QString connectionId;
    QString accountId; ///< empty: the connection's own credential
    LookupRequest request;
};

/// Explains in a banner why a lookup was refused, and offers the way to what would help.
class RefusalNotice : public QObject
{
    Q_OBJECT
public:
    /// The references must outlive the notice.
    RefusalNotice(Inventory &inventory, LookupMemory &memory, Banner &banner, QObject *parent);
    ~RefusalNotice() override;

    void explain(const Error &error, const SentLookup &lookup);
    /// Something else stands in the banner from now on.
    void forget();

Q_SIGNALS:
    void rolesRequested(const QString &connectionId, const QString &accountId);

private:
    void show(const Error &error);
    void explainMissingPlace(const Error &error);
    QString account() const;

    Inventory &m_inventory;
    LookupMemory &m_memory;
    Banner &m_banner;
    SentLookup m_lookup;
    bool m_offersRoles = false;
    CancelSource m_cancel;
};

} // namespace keywright
