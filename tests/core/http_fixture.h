#pragma once

#include "core/net/exchange_log.h"
#include "core/net/http_client.h"
#include "tests/support/awaited.h"
#include "tests/support/test_server.h"

#include <QMetaType>
#include <QNetworkAccessManager>

Q_DECLARE_METATYPE(keywright::test::TestAnswer)

namespace keywright::test {

/// A client and a server for it.
struct HttpSetup
{
    explicit HttpSetup(TransportOptions options = {})
        : log(std::make_shared<ExchangeLog>())
        , client(std::make_shared<HttpClient>(
              std::make_shared<QNetworkAccessManager>(), std::move(options),
              std::make_shared<SystemClock>(), log))
    {
    }

    TestServer server;
    std::shared_ptr<ExchangeLog> log;
    std::shared_ptr<HttpClient> client;
};

inline HttpRequest get(const QUrl &url)
{
    return HttpRequest("GET", url, Replay::Idempotent);
}

inline HttpRequest write(const QUrl &url)
{
    HttpRequest request("POST", url, Replay::Never);
    request.headers = {{"Content-Type", "application/json"}};
    request.body = WipedBytes(QByteArray("{\"name\":\"x\"}"));
    return request;
}

inline Secret fakeSecret()
{
    return Secret(QByteArray("Bearer not-a-real-secret"));
}

inline TransportOptions hurried()
{
    TransportOptions options;
    options.transferTimeout = std::chrono::milliseconds(150);
    options.deadline = std::chrono::seconds(5);
    return options;
}

} // namespace keywright::test
