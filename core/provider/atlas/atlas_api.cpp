#include "core/provider/atlas/atlas_api.h"

#include "core/base/json_reader.h"
#include "core/net/base_url.h"
#include "core/net/http_error.h"
#include "core/net/pause.h"
#include "core/provider/atlas/atlas_error.h"

#include <QCoreApplication>
#include <QSet>

namespace keywright::atlas {

namespace {

using namespace std::chrono_literals;

constexpr int mostPages = 2'000;
constexpr std::chrono::milliseconds concurrencyPause = 500ms;

struct AtlasApiMessages
{
    Q_DECLARE_TR_FUNCTIONS(AtlasApi)
};

HttpRequest
makeRequest(const QUrl &baseUrl, const Operation &operation, QByteArray body, CancelToken cancel)
{
    HttpRequest request(operation.method, joinPath(baseUrl, operation.path), operation.replay);
    const QByteArray type = mediaType(operation);
    request.headers.append({QByteArrayLiteral("Accept"), type});
    if (!body.isEmpty())
        request.headers.append({QByteArrayLiteral("Content-Type"), type});
    request.body = WipedBytes(std::move(body));
    request.cancel = std::move(cancel);
    return request;
}

Async<HttpResponse> sendOperation(
    std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, std::shared_ptr<BudgetMeter> meter,
    Operation operation, QByteArray body, CancelToken cancel)
{
    bool metAnother = false;
    while (true) {
        // A deep copy, since the request wipes its body.
        QByteArray copy(body.constData(), body.size());
        HttpRequest request = makeRequest(baseUrl, operation, std::move(copy), cancel);
        request.beforeWait = [meter](const HttpResponse &refusal) {
            meter->hear(refusal);
        };
        auto response = co_await client->send(std::move(request));
        if (!response)
            co_return failure(std::move(response).error());
        meter->hear(*response);
        if (response->isSuccess())
            co_return response;
        if (isConcurrencyConflict(*response) && !metAnother) {
            metAnother = true;
            co_await pause(concurrencyPause, cancel);
            if (!cancel.isCancelled())
                continue;
        }
        Error refusal = atlasError(*response, operation);
        refusal.outcomeUnknown =
            operation.replay == Replay::Never && mayHaveActed(response->status);
        co_return failure(std::move(refusal));
    }
}

Result<QJsonObject> readAnswer(const HttpResponse &response, const Operation &operation)
{
    if (response.status == 204)
        return QJsonObject();
    auto answer = parseJsonObject(response.body.view());
    if (!answer) {
        answer.error().httpStatus = response.status;
        answer.error().outcomeUnknown = operation.replay == Replay::Never;
    }
    return answer;
}

struct Page
{
    QList<QJsonObject> results;
    QUrl next; ///< empty: this is the last one
};

Result<Page> readPage(const QJsonObject &answer)
{
    JsonReader reader(answer);
    Page page;
    if (!reader.has(QStringLiteral("results")))
        reader.fail(QStringLiteral("results"), AtlasApiMessages::tr("a list"));
    reader.forEach(
        QStringLiteral("results"), [&](JsonReader &item) { page.results.append(item.raw()); });
    reader.forEach(QStringLiteral("links"), [&](JsonReader &link) {
        if (link.optionalString(QStringLiteral("rel")) == QLatin1StringView("next"))
            page.next = QUrl(link.optionalString(QStringLiteral("href")));
    });
    if (!reader.ok())
        return failure(reader.error());
    return page;
}

Error endlessPages()
{
    return makeError(
        ErrorKind::Protocol,
        AtlasApiMessages::tr(
            "The server’s list could not be read: its pages lead in a circle or have no "
            "end."),
        AtlasApiMessages::tr("Try again. If it goes on, ask those who run the server."));
}

Async<QList<QJsonObject>> collectPages(
    std::shared_ptr<const AtlasApi> api, Operation operation, CancelToken cancel, qsizetype atMost)
{
    QList<QJsonObject> results;
    QSet<QString> seen;
    while (true) {
        seen.insert(operation.path);
        auto answer = co_await api->read(operation, cancel);
        if (!answer)
            co_return failure(std::move(answer).error());
        auto page = readPage(*answer);
        if (!page)
            co_return failure(std::move(page).error());
        results += page->results;
        if (page->next.isEmpty() || results.size() >= atMost)
            break;
        operation = nextPage(std::move(operation), page->next);
        if (seen.contains(operation.path) || seen.size() >= mostPages)
            co_return failure(endlessPages());
    }
    if (results.size() > atMost)
        results.resize(atMost);
    co_return results;
}

Async<QJsonObject> objectOf(Async<HttpResponse> sending, Operation operation)
{
    auto response = co_await std::move(sending);
    if (!response)
        co_return failure(std::move(response).error());
    co_return readAnswer(*response, operation);
}

} // namespace

AtlasApi::AtlasApi(
    std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, std::shared_ptr<BudgetMeter> meter)
    : m_client(std::move(client))
    , m_baseUrl(std::move(baseUrl))
    , m_meter(std::move(meter))
{
}

Async<HttpResponse> AtlasApi::send(Operation operation, QByteArray body, CancelToken cancel) const
{
    return sendOperation(
        m_client, m_baseUrl, m_meter, std::move(operation), std::move(body), std::move(cancel));
}

Async<QJsonObject> AtlasApi::call(Operation operation, QJsonDocument body, CancelToken cancel) const
{
    auto sending = send(operation, body.toJson(QJsonDocument::Compact), std::move(cancel));
    return objectOf(std::move(sending), std::move(operation));
}

Async<QJsonObject> AtlasApi::read(Operation operation, CancelToken cancel) const
{
    auto sending = send(operation, QByteArray(), std::move(cancel));
    return objectOf(std::move(sending), std::move(operation));
}

Async<QList<QJsonObject>>
AtlasApi::readPages(Operation operation, CancelToken cancel, qsizetype atMost) const
{
    // Of its own, since this object may go away meanwhile.
    auto own = std::make_shared<const AtlasApi>(*this);
    return collectPages(std::move(own), std::move(operation), std::move(cancel), atMost);
}

std::shared_ptr<AtlasApi> AtlasApi::as(std::shared_ptr<Authorizer> authorizer) const
{
    auto client = std::make_shared<AuthorizedClient>(m_client->http(), std::move(authorizer));
    return std::make_shared<AtlasApi>(std::move(client), m_baseUrl, m_meter);
}

Result<QList<QJsonObject>> pageResults(const QJsonObject &answer)
{
    auto page = readPage(answer);
    if (!page)
        return failure(std::move(page).error());
    return page->results;
}

} // namespace keywright::atlas
