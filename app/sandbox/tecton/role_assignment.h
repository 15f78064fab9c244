#pragma once

#include "app/sandbox/tecton/call_context.h"

namespace keywright::sandbox::tecton {

struct Assignment
{
    Grant grant;
    QString accountId;
};

/// The assignments of an assign or unassign request: all of them, or the error of the first that is
/// not possible, so that nothing is changed in that case.
ApiResult<QList<Assignment>> readAssignments(CallContext &context, const QJsonObject &request);

/// 403 unless the caller may change who has access to the grant's resource.
ApiResult<void> requireAccessManager(const CallContext &context, const Grant &grant);

} // namespace keywright::sandbox::tecton
