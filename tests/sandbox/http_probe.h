#pragma once

#include "app/sandbox/sandbox.h"

#include <QNetworkAccessManager>
#include <QNetworkReply>
#include <QNetworkRequest>
#include <QtTest>

#include <memory>

/// One HTTP exchange as a client saw it.
struct Exchange
{
    int status = 0; ///< 0 when there was no complete answer
    QByteArray body;
    QNetworkReply::NetworkError error = QNetworkReply::NoError;
    QByteArray retryAfter;
    QByteArray contentType;

    QJsonObject json() const { return QJsonDocument::fromJson(body).object(); }
};

/// A client of a sandbox: signs in with the admin key and waits for every answer.
class HttpProbe
{
public:
    explicit HttpProbe(const keywright::sandbox::SandboxInfo &info)
        : m_info(info)
    {
    }

    std::unique_ptr<QNetworkReply> begin(const QString &path, const QJsonObject &body)
    {
        QNetworkRequest request = requestFor(path);
        request.setHeader(QNetworkRequest::ContentTypeHeader, QStringLiteral("application/json"));
        return std::unique_ptr<QNetworkReply>(
            manager.post(request, QJsonDocument(body).toJson(QJsonDocument::Compact)));
    }

    Exchange post(const QString &path, const QJsonObject &body)
    {
        return finish(begin(path, body));
    }

    Exchange call(const QString &rpc, const QJsonObject &body = {})
    {
        return post(QStringLiteral("/api/v1/metadata-service/") + rpc, body);
    }

    Exchange postText(const QString &path, const QByteArray &text, const QString &contentType)
    {
        QNetworkRequest request = requestFor(path);
        request.setHeader(QNetworkRequest::ContentTypeHeader, contentType);
        if (path.endsWith(QStringLiteral("/token")))
            request.setRawHeader("Authorization", {}); // the form says who asks
        return finish(std::unique_ptr<QNetworkReply>(manager.post(request, text)));
    }

    Exchange get(const QString &path)
    {
        return finish(std::unique_ptr<QNetworkReply>(manager.get(requestFor(path))));
    }

    static Exchange finish(std::unique_ptr<QNetworkReply> reply)
    {
        if (!QTest::qWaitFor([&] { return reply->isFinished(); }, 20'000))
            qFatal("no answer from %s", qUtf8Printable(reply->url().toString()));
        return {
            reply->attribute(QNetworkRequest::HttpStatusCodeAttribute).toInt(), reply->readAll(),
            reply->error(), reply->rawHeader("Retry-After"), reply->rawHeader("Content-Type")};
    }

    QNetworkAccessManager manager;

private:
    QNetworkRequest requestFor(const QString &path) const
    {
        QNetworkRequest request(QUrl(m_info.tecton.url + path));
        request.setRawHeader("Authorization", "Tecton-key " + m_info.tecton.adminApiKey.toLatin1());
        return request;
    }

    keywright::sandbox::SandboxInfo m_info;
};

inline bool hasAccount(HttpProbe &probe, const QString &name)
{
    const QJsonObject found =
        probe.call(QStringLiteral("get-service-accounts"), {{QStringLiteral("search"), name}})
            .json();
    return !found.value(QStringLiteral("service_accounts")).toArray().isEmpty();
}

inline QJsonObject newAccount(const QString &name)
{
    return {
        {QStringLiteral("name"), name},
        {QStringLiteral("credentials_type"),
         QStringLiteral("SERVICE_ACCOUNT_CREDENTIALS_TYPE_API_KEY")}};
}
