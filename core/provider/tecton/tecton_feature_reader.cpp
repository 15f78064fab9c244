#include "core/provider/tecton/tecton_feature_reader.h"

#include "core/base/json_reader.h"
#include "core/net/base_url.h"
#include "core/provider/tecton/management_api.h"
#include "core/provider/tecton/tecton_error.h"
#include "core/provider/tecton/tecton_serving_json.h"
#include "core/provider/tecton/tecton_snippets.h"

#include <QJsonDocument>

#include <functional>

namespace keywright::tecton {

namespace {

struct ServingAnswer
{
    QJsonObject object;
    LookupResult frame; ///< timing, status and raw text, without features
};

Async<ServingAnswer> sendLookup(
    std::shared_ptr<AuthorizedClient> client, HttpRequest request, QString workspace,
    QString featureService)
{
    auto response = co_await client->send(std::move(request));
    if (!response)
        co_return failure(std::move(response).error());
    if (!response->isSuccess())
        co_return failure(servingError(*response, workspace, featureService));
    auto object = parseJsonObject(response->body.view());
    if (!object)
        co_return failure(std::move(object).error());
    ServingAnswer answer;
    answer.object = *std::move(object);
    answer.frame.timing = response->timing;
    answer.frame.httpStatus = response->status;
    // A copy of its own, as the response wipes its body.
    answer.frame.raw = QByteArray(response->body.view().constData(), response->body.view().size());
    co_return Result<ServingAnswer>(std::move(answer));
}

void setFrame(LookupResult &result, const LookupResult &frame)
{
    result.timing = frame.timing;
    result.httpStatus = frame.httpStatus;
    result.raw = frame.raw;
}

using RowReader = std::function<Result<QList<LookupResult>>(const QJsonObject &)>;

Async<QList<LookupResult>> sendForRows(
    std::shared_ptr<AuthorizedClient> client, HttpRequest request, LookupRequest first,
    RowReader read)
{
    auto answer =
        co_await sendLookup(client, std::move(request), first.workspace, first.featureService);
    if (!answer)
        co_return failure(std::move(answer).error());
    auto results = read(answer->object);
    if (results) {
        for (LookupResult &result : *results)
            setFrame(result, answer->frame);
    }
    co_return results;
}

QByteArray toBytes(const QJsonObject &body)
{
    return QJsonDocument(body).toJson(QJsonDocument::Compact);
}

/// A call that ends without asking the server.
template <class T> Async<T> finished(Result<T> result)
{
    co_return result;
}

Async<LookupSchema> readSchemaFrom(Async<ServingAnswer> task)
{
    auto answer = co_await std::move(task);
    if (!answer)
        co_return failure(std::move(answer).error());
    co_return readSchema(answer->object);
}

Async<LookupResult> readLookupFrom(Async<ServingAnswer> task)
{
    auto answer = co_await std::move(task);
    if (!answer)
        co_return failure(std::move(answer).error());
    auto result = readLookup(answer->object);
    if (result)
        setFrame(*result, answer->frame);
    co_return result;
}

} // namespace

TectonFeatureReader::TectonFeatureReader(
    std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, PathTable paths)
    : m_client(std::move(client))
    , m_baseUrl(std::move(baseUrl))
    , m_paths(std::move(paths))
{
}

QUrl TectonFeatureReader::url(const QString &call, const LookupRequest &request) const
{
    const QMap<QString, QString> parameters{
        {QStringLiteral("workspace"), request.workspace},
        {QStringLiteral("featureService"), request.featureService}};
    return joinPath(m_baseUrl, m_paths.path(call, parameters));
}

QUrl TectonFeatureReader::lookupUrl(const LookupRequest &request) const
{
    return url(
        request.options.apiVersion == ApiVersion::V2 ? QStringLiteral("get-features-v2")
                                                     : QStringLiteral("get-features"),
        request);
}

QList<LookupSnippet>
TectonFeatureReader::snippets(const LookupRequest &request, SnippetCredential credential) const
{
    return lookupSnippets(request, SnippetTarget{m_baseUrl, lookupUrl(request), credential});
}

std::shared_ptr<FeatureReader> TectonFeatureReader::sibling()
{
    return std::make_shared<TectonFeatureReader>(
        std::make_shared<AuthorizedClient>(m_client->http()->sibling(), m_client->authorizer()),
        m_baseUrl, m_paths);
}

Async<LookupSchema>
TectonFeatureReader::schema(QString workspace, QString featureService, CancelToken cancel)
{
    LookupRequest request;
    request.workspace = workspace;
    request.featureService = featureService;
    HttpRequest http = jsonPost(
        url(QStringLiteral("metadata"), request), toBytes(schemaBody(workspace, featureService)),
        Replay::Idempotent, std::move(cancel));
    return readSchemaFrom(
        sendLookup(m_client, std::move(http), std::move(workspace), std::move(featureService)));
}

Async<LookupResult> TectonFeatureReader::lookup(LookupRequest request, CancelToken cancel)
{
    if (auto problem = requestProblem(request))
        return finished<LookupResult>(failure(*std::move(problem)));
    HttpRequest http = jsonPost(
        lookupUrl(request), toBytes(lookupBody(request)), Replay::Idempotent, std::move(cancel));
    return readLookupFrom(
        sendLookup(m_client, std::move(http), request.workspace, request.featureService));
}

Async<QList<LookupResult>> TectonFeatureReader::query(LookupRequest request, CancelToken cancel)
{
    if (auto problem = requestProblem(request))
        return finished<QList<LookupResult>>(failure(*std::move(problem)));
    HttpRequest http = jsonPost(
        url(QStringLiteral("query-features"), request), toBytes(lookupBody(request)),
        Replay::Idempotent, std::move(cancel));
    return sendForRows(m_client, std::move(http), std::move(request), readQuery);
}

Async<QList<LookupResult>>
TectonFeatureReader::lookupBatch(QList<LookupRequest> requests, CancelToken cancel)
{
    for (const LookupRequest &request : requests) {
        if (auto problem = requestProblem(request))
            return finished<QList<LookupResult>>(failure(*std::move(problem)));
    }
    if (requests.isEmpty())
        return finished<QList<LookupResult>>(QList<LookupResult>());
    const qsizetype rows = requests.size();
    HttpRequest http = jsonPost(
        url(QStringLiteral("get-features-batch"), requests.first()), toBytes(batchBody(requests)),
        Replay::Idempotent, std::move(cancel));
    return sendForRows(
        m_client, std::move(http), requests.first(),
        [rows](const QJsonObject &answer) { return readBatch(answer, rows); });
}

} // namespace keywright::tecton
