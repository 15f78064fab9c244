#include "core/workbench/missing_service.h"

#include "core/lookup/near_match.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct MissingServiceMessages
{
    Q_DECLARE_TR_FUNCTIONS(MissingService)
};

QString quotedList(const QStringList &names)
{
    QStringList quoted;
    for (const QString &name : names)
        quoted += QStringLiteral("“%1”").arg(name);
    return quoted.join(QStringLiteral(", "));
}

QStringList workspaceNames(const QList<Scope> &scopes)
{
    QStringList names;
    for (const Scope &scope : scopes) {
        if (scope.kind == ScopeKind::Workspace)
            names += scope.id;
    }
    return names;
}

QString workspaceHint(const QString &wanted, const QStringList &workspaces)
{
    constexpr int mostNamed = 10;
    const QStringList near = nearMatches(wanted, workspaces);
    if (!near.isEmpty())
        return MissingServiceMessages::tr("Did you mean %1?").arg(quotedList(near));
    return workspaces.size() <= mostNamed
               ? MissingServiceMessages::tr("There are %1.").arg(quotedList(workspaces))
               : MissingServiceMessages::tr("Check its name, upper and lower case included.");
}

Error noSuchWorkspace(const MissingService &missing, const QStringList &workspaces)
{
    Error error = missing.error;
    error.kind = ErrorKind::NotFound;
    error.field = QStringLiteral("workspace");
    error.message =
        MissingServiceMessages::tr("There is no workspace “%1”.").arg(missing.workspace);
    error.hint = workspaceHint(missing.workspace, workspaces);
    return error;
}

} // namespace

Async<Error>
explainMissing(std::shared_ptr<Provider> provider, MissingService missing, CancelToken cancel)
{
    const ErrorKind kind = missing.error.kind;
    if (kind != ErrorKind::NotFound && kind != ErrorKind::NotPermitted)
        co_return Result<Error>(missing.error);
    auto scopes = co_await provider->scopes(cancel);
    const QStringList workspaces = scopes ? workspaceNames(*scopes) : QStringList();
    if (!workspaces.isEmpty() && !workspaces.contains(missing.workspace))
        co_return Result<Error>(noSuchWorkspace(missing, workspaces));
    const QStringList near = nearMatches(missing.featureService, missing.knownServices);
    if (kind == ErrorKind::NotFound && !near.isEmpty())
        missing.error.hint = MissingServiceMessages::tr("Did you mean %1?").arg(quotedList(near));
    co_return Result<Error>(missing.error);
}

} // namespace keywright
