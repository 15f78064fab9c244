#include "core/provider/atlas/atlas_context.h"

#include "core/provider/atlas/organization_json.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct AtlasContextMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasContext)
};

Error noOrganization()
{
    Error error = makeError(
        ErrorKind::NotFound, AtlasContextMessages::tr("The credential belongs to no organization."),
        AtlasContextMessages::tr(
            "Enter the organization’s ID in the connection, or sign in with a service "
            "account of the organization."));
    error.field = QStringLiteral("orgId");
    return error;
}

Error severalOrganizations(const QList<VisibleItem> &organizations)
{
    constexpr qsizetype mostNames = 5;
    QStringList names;
    for (const VisibleItem &item : organizations.first(qMin(organizations.size(), mostNames)))
        names += QStringLiteral("%1 (%2)").arg(item.name, item.id);
    return fieldError(
        QStringLiteral("orgId"),
        AtlasContextMessages::tr("The credential sees more than one organization: %1.")
            .arg(names.join(QStringLiteral(", "))),
        AtlasContextMessages::tr("Enter the ID of one of them in the connection."));
}

} // namespace

AtlasContext::AtlasContext(
    AtlasApi api, QString orgId, QString projectId, QString ownClientId,
    std::shared_ptr<const Clock> clock)
    : m_api(std::move(api))
    , m_orgId(std::move(orgId))
    , m_projectId(std::move(projectId))
    , m_ownClientId(std::move(ownClientId))
    , m_clock(std::move(clock))
    , m_turns(std::make_shared<AccountTurns>())
{
}

Async<Place> AtlasContext::place(CancelToken cancel)
{
    if (!m_projectId.isEmpty())
        co_return Result<Place>(Place{ScopeKind::Project, m_projectId});
    auto organization = co_await organizationId(std::move(cancel));
    if (!organization)
        co_return failure(std::move(organization).error());
    co_return Result<Place>(Place{ScopeKind::Organization, *organization});
}

Async<QString> AtlasContext::organizationId(CancelToken cancel)
{
    const auto self = shared_from_this();
    if (!m_orgId.isEmpty())
        co_return Result<QString>(m_orgId);
    auto finding = m_projectId.isEmpty() ? onlyOrganization(std::move(cancel))
                                         : organizationOfProject(std::move(cancel));
    auto found = co_await std::move(finding);
    if (found)
        m_orgId = *found;
    co_return found;
}

Async<QString> AtlasContext::organizationOfProject(CancelToken cancel)
{
    const auto self = shared_from_this();
    Operation operation = projectOperation(m_projectId);
    auto answer = co_await m_api.read(std::move(operation), std::move(cancel));
    if (!answer)
        co_return failure(std::move(answer).error());
    auto project = readProject(*answer);
    if (!project)
        co_return failure(std::move(project).error());
    if (project->organizationId.isEmpty())
        co_return failure(noOrganization());
    co_return Result<QString>(project->organizationId);
}

Async<QString> AtlasContext::onlyOrganization(CancelToken cancel)
{
    const auto self = shared_from_this();
    Operation operation = organizationsOperation();
    auto results = co_await m_api.readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    auto organizations = readItems(*results);
    if (!organizations)
        co_return failure(std::move(organizations).error());
    if (organizations->isEmpty())
        co_return failure(noOrganization());
    if (organizations->size() > 1)
        co_return failure(severalOrganizations(*organizations));
    co_return Result<QString>(organizations->constFirst().id);
}

} // namespace keywright::atlas
