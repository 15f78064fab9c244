#include "core/provider/atlas/credential_reads.h"

#include "core/provider/atlas/organization_json.h"

#include <QCoreApplication>

namespace keywright::atlas {

namespace {

struct CredentialReadsMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasReads)
};

AtlasApi apiFor(const Context &context, std::shared_ptr<Authorizer> as)
{
    return as ? *context->api().as(std::move(as)) : context->api();
}

/// A path and nothing that would lead elsewhere: no host, no fragment, no way up.
bool isPlainPath(const QString &path)
{
    if (!path.startsWith(QLatin1Char('/')) || path.startsWith(QLatin1StringView("//")) ||
        path.contains(QLatin1Char('\\')) || path.contains(QLatin1Char('#')))
        return false;
    const QUrl url = QUrl::fromEncoded(path.toUtf8(), QUrl::StrictMode);
    const QStringList segments = url.path(QUrl::FullyDecoded).split(QLatin1Char('/'));
    return url.isValid() && url.isRelative() && !segments.contains(QLatin1StringView("..")) &&
           !segments.contains(QLatin1StringView("."));
}

Async<RawAnswer> readRaw(AtlasApi api, QString path, CancelToken cancel)
{
    if (!isPlainPath(path))
        co_return failure(fieldError(
            QStringLiteral("path"),
            CredentialReadsMessages::tr("“%1” is not a path that can be read.").arg(path),
            CredentialReadsMessages::tr(
                "Begin with a slash and leave the server out, for example /orgs?name=acme.")));
    Operation operation = rawOperation(path);
    auto response = co_await api.send(std::move(operation), QByteArray(), std::move(cancel));
    if (!response)
        co_return failure(std::move(response).error());
    RawAnswer answer;
    answer.contentType = response->header("Content-Type");
    answer.body = std::move(response->body);
    co_return Result<RawAnswer>(std::move(answer));
}

Async<QList<VisibleItem>> listItems(AtlasApi api, Operation operation, CancelToken cancel)
{
    auto results = co_await api.readPages(std::move(operation), std::move(cancel));
    if (!results)
        co_return failure(std::move(results).error());
    co_return readItems(*results);
}

/// Those of one project; none where the credential may not see them.
Async<QStringList> listClusters(AtlasApi api, QString projectId, CancelToken cancel)
{
    Operation operation = clustersOperation(projectId);
    auto results = co_await api.readPages(std::move(operation), std::move(cancel));
    if (!results && results.error().kind == ErrorKind::NotPermitted)
        co_return Result<QStringList>(QStringList());
    if (!results)
        co_return failure(std::move(results).error());
    co_return readClusterNames(*results);
}

Async<VisibleResources> look(AtlasApi api, CancelToken cancel)
{
    VisibleResources seen;
    Operation ofOrganizations = organizationsOperation();
    auto organizations = co_await listItems(api, std::move(ofOrganizations), cancel);
    if (!organizations)
        co_return failure(std::move(organizations).error());
    seen.organizations = *std::move(organizations);
    Operation ofProjects = allProjectsOperation();
    auto projects = co_await listItems(api, std::move(ofProjects), cancel);
    if (!projects)
        co_return failure(std::move(projects).error());
    seen.projects = *std::move(projects);
    for (const VisibleItem &project : std::as_const(seen.projects)) {
        auto names = co_await listClusters(api, project.id, cancel);
        if (!names)
            co_return failure(std::move(names).error());
        for (const QString &name : std::as_const(*names))
            seen.clusters.append({name, project.id, project.name});
    }
    co_return Result<VisibleResources>(std::move(seen));
}

} // namespace

AtlasRawReads::AtlasRawReads(Context context)
    : m_context(std::move(context))
{
}

Async<RawAnswer>
AtlasRawReads::get(QString path, std::shared_ptr<Authorizer> as, CancelToken cancel)
{
    return readRaw(apiFor(m_context, std::move(as)), std::move(path), std::move(cancel));
}

AtlasVisibility::AtlasVisibility(Context context)
    : m_context(std::move(context))
{
}

Async<VisibleResources> AtlasVisibility::visible(std::shared_ptr<Authorizer> as, CancelToken cancel)
{
    return look(apiFor(m_context, std::move(as)), std::move(cancel));
}

} // namespace keywright::atlas
