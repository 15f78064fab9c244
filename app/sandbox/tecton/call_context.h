#pragma once

#include "app/sandbox/tecton/api_error.h"
#include "app/sandbox/tecton/authentication.h"
#include "app/sandbox/tecton/state.h"

#include <QJsonObject>

namespace keywright::sandbox::tecton {

/// What a management call works on.
struct CallContext
{
    State &state;
    const Catalog &catalog;
    Caller caller;
    qint64 nowMs = 0;
    qint64 propagationMs = 0;

    const Account &callerAccount() const { return *std::as_const(state).account(caller.accountId); }
    bool callerIsAdmin() const;
};

using CallResult = ApiResult<QJsonObject>;

/// 403 unless the caller is an admin.
ApiResult<void> requireAdmin(const CallContext &context);

/// The account, when it exists and the caller may administer it: as admin or as its creator.
ApiResult<Account *> administeredAccount(CallContext &context, const QString &id);

} // namespace keywright::sandbox::tecton
