#pragma once

#include <QByteArray>
#include <QHash>
#include <QJsonObject>
#include <QList>
#include <QMultiHash>
#include <QString>

#include <chrono>
#include <optional>

namespace keywright::sandbox {

struct HttpRequest
{
    QByteArray method;
    QByteArray path;                       ///< as sent, still percent-encoded, without the query
    QByteArray query;                      ///< as sent, without the question mark
    QHash<QByteArray, QByteArray> headers; ///< names in lower case
    QByteArray body;
    QString peerAddress; ///< of the client's end of the connection
    std::chrono::steady_clock::time_point receivedAt = std::chrono::steady_clock::now();

    QByteArray header(const QByteArray &lowerCaseName) const;
};

struct HttpHeader
{
    QByteArray name;
    QByteArray value;

    bool operator==(const HttpHeader &) const = default;
};

struct HttpResponse
{
    int status = 200;
    QByteArray contentType = QByteArrayLiteral("application/json");
    QByteArray body;
    QList<HttpHeader> headers;

    bool operator==(const HttpResponse &) const = default;
};

HttpResponse jsonResponse(int status, const QJsonObject &body);

/// What is left of a percent-encoded path segment or form field; '+' means a space only in forms.
QString decodeSegment(const QByteArray &encoded);
QString decodeFormValue(const QByteArray &encoded);

/// Fields of an application/x-www-form-urlencoded body. A name may appear more than once.
QMultiHash<QString, QString> parseForm(const QByteArray &body);

struct BasicCredentials
{
    QString user;
    QString password;
};

/// Credentials of an `Authorization: Basic` value, form-decoded as RFC 6749 section 2.3.1 asks;
/// nothing when the value is not Basic or cannot be read.
std::optional<BasicCredentials> parseBasic(const QByteArray &authorization);

} // namespace keywright::sandbox
