#include "ui/lookup/refusal_notice.h"

#include "core/base/deliver.h"
#include "core/inventory/inventory.h"
#include "core/workbench/missing_service.h"
#include "ui/lookup/lookup_memory.h"
#include "ui/widgets/banner.h"

namespace keywright {

RefusalNotice::RefusalNotice(
    Inventory &inventory, LookupMemory &memory, Banner &banner, QObject *parent)
    : QObject(parent)
    , m_inventory(inventory)
    , m_memory(memory)
    , m_banner(banner)
{
    connect(&m_banner, &Banner::actionTriggered, this, [this] {
        if (m_offersRoles)
            Q_EMIT rolesRequested(m_lookup.connectionId, account());
    });
}

RefusalNotice::~RefusalNotice()
{
    m_cancel.cancel();
}

void RefusalNotice::forget()
{
    m_cancel.cancel();
    m_offersRoles = false;
}

void RefusalNotice::explain(const Error &error, const SentLookup &lookup)
{
    forget();
    m_lookup = lookup;
    const bool refused =
        error.kind == ErrorKind::NotAuthenticated || error.kind == ErrorKind::NotPermitted;
    const ServiceAccount *account = m_inventory.find(lookup.connectionId, lookup.accountId);
    // A server need not say that the account is switched off, and what it advises may mislead.
    if (refused && account && account->status == AccountStatus::Deactivated) {
        m_banner.showMessage(
            Tone::Bad, tr("%1 is deactivated. %2").arg(account->name, error.message),
            tr("Reactivate it under Accounts, then run the lookup again."));
        return;
    }
    show(error);
    explainMissingPlace(error);
}

void RefusalNotice::show(const Error &error)
{
    m_offersRoles =
        error.kind == ErrorKind::NotPermitted && m_inventory.find(m_lookup.connectionId, account());
    m_banner.showMessage(
        Tone::Bad, error.message, error.hint, m_offersRoles ? tr("Show roles") : QString());
}

QString RefusalNotice::account() const
{
    const auto session = m_inventory.session(m_lookup.connectionId);
    return m_lookup.accountId.isEmpty() && session ? session->ownAccountId() : m_lookup.accountId;
}

/// A name that was mistyped is told when it is known which one was meant.
void RefusalNotice::explainMissingPlace(const Error &error)
{
    const std::shared_ptr<Session> session = m_inventory.session(m_lookup.connectionId);
    if (!session)
        return;
    const LookupRequest &request = m_lookup.request;
    MissingService missing;
    missing.workspace = request.workspace;
    missing.featureService = request.featureService;
    missing.error = error;
    missing.knownServices = m_memory.services(m_lookup.connectionId, request.workspace);
    m_cancel = CancelSource();
    deliver(
        explainMissing(session->provider(), missing, m_cancel.token()), this,
        [this, error, cancel = m_cancel.token()](const Result<Error> &explained) {
            if (!cancel.isCancelled() && explained && *explained != error)
                show(*explained);
        });
}

} // namespace keywright
