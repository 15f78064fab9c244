#include "app/sandbox/tecton/call_context.h"

#include "app/sandbox/tecton/roles.h"

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

bool CallContext::callerIsAdmin() const
{
    return isAdmin(callerAccount(), catalog, nowMs);
}

ApiResult<void> requireAdmin(const CallContext &context)
{
    if (!context.callerIsAdmin())
        return tl::unexpected(permissionDenied(u"This needs the Admin role"_s));
    return {};
}

ApiResult<Account *> administeredAccount(CallContext &context, const QString &id)
{
    if (id.isEmpty())
        return tl::unexpected(invalidArgument(u"The service account id is missing"_s));
    Account *account = context.state.account(id);
    const bool isCreator = account != nullptr && account->createdBy == context.caller.accountId;
    if (!isCreator && !context.callerIsAdmin())
        return tl::unexpected(
            permissionDenied(u"This needs the Admin role or the creator of the service account"_s));
    if (account == nullptr)
        return tl::unexpected(notFound(u"There is no service account %1"_s.arg(id)));
    return account;
}

} // namespace keywright::sandbox::tecton
