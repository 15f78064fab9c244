#include "app/sandbox/tecton/workspace_calls.h"

#include "app/sandbox/tecton/proto_json.h"
#include "app/sandbox/tecton/roles.h"

#include <QJsonArray>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

CallResult listWorkspaces(CallContext &context, const QJsonObject & /*request*/)
{
    QJsonArray workspaces;
    for (const Workspace &workspace : context.catalog.workspaces) {
        if (!hasPermission(
                context.callerAccount(), context.catalog, workspace.name, SeeDefinitions,
                context.nowMs))
            continue;
        workspaces.append(QJsonObject{
            {u"name"_s, workspace.name},
            {u"created_at"_s, toTimestamp(workspace.createdAtMs)},
            {u"capabilities"_s, QJsonObject{{u"materializable"_s, workspace.materializable}}},
        });
    }
    return QJsonObject{{u"workspaces"_s, workspaces}};
}

} // namespace keywright::sandbox::tecton
