#include "core/lookup/lookup_request.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct LookupRequestMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupRequest)
};

std::optional<Error>
namePartProblem(const QString &name, const QString &field, const char *missing, const char *invalid)
{
    if (name.trimmed().isEmpty())
        return fieldError(
            field, LookupRequestMessages::tr(missing),
            LookupRequestMessages::tr("Choose one, or type its name."));
    // A dot segment would change the path of the request.
    const bool isDotSegment = name == QLatin1String(".") || name == QLatin1String("..");
    const bool hasControl = std::any_of(
        name.cbegin(), name.cend(), [](QChar c) { return c.category() == QChar::Other_Control; });
    if (isDotSegment || hasControl)
        return fieldError(field, LookupRequestMessages::tr(invalid));
    return {};
}

} // namespace

std::optional<Error> requestProblem(const LookupRequest &request)
{
    if (auto problem = namePartProblem(
            request.workspace, QStringLiteral("workspace"),
            QT_TRANSLATE_NOOP("LookupRequest", "The workspace is missing."),
            QT_TRANSLATE_NOOP("LookupRequest", "This cannot be the name of a workspace.")))
        return problem;
    if (auto problem = namePartProblem(
            request.featureService, QStringLiteral("featureService"),
            QT_TRANSLATE_NOOP("LookupRequest", "The feature service is missing."),
            QT_TRANSLATE_NOOP("LookupRequest", "This cannot be the name of a feature service.")))
        return problem;
    if (request.joinKeys.isEmpty() && request.requestContext.isEmpty())
        return fieldError(
            QStringLiteral("joinKeys"),
            LookupRequestMessages::tr("Neither a join key nor a request context value is given."),
            LookupRequestMessages::tr("Fill in at least one of the service's inputs."));
    return {};
}

} // namespace keywright
