#include "app/sandbox/http/router.h"

#include <optional>
#include <utility>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

std::optional<QStringList>
match(const QList<QByteArray> &pattern, const QList<QByteArray> &segments)
{
    if (pattern.size() != segments.size())
        return std::nullopt;
    QStringList values;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i].startsWith('{')) {
            if (segments[i].isEmpty())
                return std::nullopt;
            values.append(decodeSegment(segments[i]));
        } else if (pattern[i] != segments[i]) {
            return std::nullopt;
        }
    }
    return values;
}

} // namespace

void Router::add(const QByteArray &method, const QByteArray &pattern, Handler handler)
{
    m_routes.push_back({method, pattern.split('/'), std::move(handler)});
}

HttpResponse Router::route(const HttpRequest &request) const
{
    const QList<QByteArray> segments = request.path.split('/');
    QList<QByteArray> allowed;
    for (const Route &route : m_routes) {
        const std::optional<QStringList> values = match(route.segments, segments);
        if (!values)
            continue;
        if (route.method == request.method)
            return route.handler(request, *values);
        allowed.append(route.method);
    }
    if (allowed.isEmpty())
        return jsonResponse(404, {{u"code"_s, 5}, {u"message"_s, u"No such path"_s}});
    HttpResponse response =
        jsonResponse(405, {{u"code"_s, 12}, {u"message"_s, u"Method not allowed"_s}});
    response.headers.append({"Allow", allowed.join(", ")});
    return response;
}

} // namespace keywright::sandbox
