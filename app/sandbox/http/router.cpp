#include "app/sandbox/http/router.h"

#include <optional>
#include <utility>

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

namespace {

/// The code that a gateway sends along with the status.
int grpcCodeOf(int httpStatus)
{
    switch (httpStatus) {
    case 400:
        return 3;
    case 401:
        return 16;
    case 403:
        return 7;
    case 404:
        return 5;
    case 405:
        return 12;
    case 409:
        return 6;
    case 429:
        return 8;
    case 500:
        return 13;
    case 504:
        return 4;
    default:
        return 14;
    }
}

HttpResponse gatewayError(int status, const QString &message)
{
    return jsonResponse(status, {{u"code"_s, grpcCodeOf(status)}, {u"message"_s, message}});
}

/// The value of a {placeholder} or {placeholder}:suffix.
std::optional<QString> placeholderValue(const QByteArray &pattern, const QByteArray &segment)
{
    const QString suffix = QString::fromLatin1(pattern.mid(pattern.indexOf('}') + 1));
    QString value = decodeSegment(segment);
    if (!value.endsWith(suffix) || value.size() == suffix.size())
        return std::nullopt;
    value.chop(suffix.size());
    return value;
}

std::optional<QStringList>
match(const QList<QByteArray> &pattern, const QList<QByteArray> &segments)
{
    if (pattern.size() != segments.size())
        return std::nullopt;
    QStringList values;
    for (qsizetype i = 0; i < pattern.size(); ++i) {
        if (pattern[i].startsWith('{')) {
            const std::optional<QString> value = placeholderValue(pattern[i], segments[i]);
            if (!value)
                return std::nullopt;
            values.append(*value);
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

void Router::shapeErrors(const QByteArray &prefix, ErrorShape shape)
{
    m_shapes.push_back({prefix, shape});
}

HttpResponse Router::error(const QByteArray &path, int status, const QString &message) const
{
    for (const Shape &shape : m_shapes) {
        if (path.startsWith(shape.prefix))
            return shape.make(status, message);
    }
    return gatewayError(status, message);
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
        return error(request.path, 404, u"No such path"_s);
    HttpResponse response = error(request.path, 405, u"Method not allowed"_s);
    response.headers.append({"Allow", allowed.join(", ")});
    return response;
}

} // namespace keywright::sandbox
