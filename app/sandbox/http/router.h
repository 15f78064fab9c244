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

    /// @p pattern is a path whose segments are literal or a {placeholder}.
    void add(const QByteArray &method, const QByteArray &pattern, Handler handler);

    /// 404 for an unknown path, 405 with Allow for a known path and another method.
    HttpResponse route(const HttpRequest &request) const;

private:
    struct Route
    {
        QByteArray method;
        QList<QByteArray> segments;
        Handler handler;
    };
    std::vector<Route> m_routes;
};

} // namespace keywright::sandbox
