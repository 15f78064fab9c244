#pragma once

#include "app/sandbox/http/http_message.h"

#include <QStringList>

#include <functional>
#include <vector>

namespace keywright::sandbox {

/// Finds the handler of a request. A provider's side of the sandbox registers its own routes here.
class Router
{
public:
    /// Gets the request and the decoded values of the {placeholders}, in the order of the pattern.
    using Handler = std::function<HttpResponse(const HttpRequest &, const QStringList &)>;
    /// Says an error in the words of a provider.
    using ErrorShape = HttpResponse (*)(int status, const QString &message);

    /// @p pattern is a path whose segments are literal, a {placeholder} or a {placeholder}:suffix.
    /// Of several that match, the one that was added first wins.
    void add(const QByteArray &method, const QByteArray &pattern, Handler handler);
    /// How errors look below @p prefix; elsewhere they look like those of a gRPC gateway.
    void shapeErrors(const QByteArray &prefix, ErrorShape shape);

    /// 404 for an unknown path, 405 with Allow for a known path and another method.
    HttpResponse route(const HttpRequest &request) const;
    HttpResponse error(const QByteArray &path, int status, const QString &message) const;

private:
    struct Route
    {
        QByteArray method;
        QList<QByteArray> segments;
        Handler handler;
    };
    struct Shape
    {
        QByteArray prefix;
        ErrorShape make = nullptr;
    };
    std::vector<Route> m_routes;
    std::vector<Shape> m_shapes;
};

} // namespace keywright::sandbox
