#include "app/sandbox/http/http_message.h"

#include <QJsonDocument>

namespace keywright::sandbox {

QByteArray HttpRequest::header(const QByteArray &lowerCaseName) const
{
    return headers.value(lowerCaseName);
}

HttpResponse jsonResponse(int status, const QJsonObject &body)
{
    HttpResponse response;
    response.status = status;
    response.body = QJsonDocument(body).toJson(QJsonDocument::Compact);
    return response;
}

QString decodeSegment(const QByteArray &encoded)
{
    return QString::fromUtf8(QByteArray::fromPercentEncoding(encoded));
}

QString decodeFormValue(const QByteArray &encoded)
{
    QByteArray spaced = encoded;
    spaced.replace('+', ' ');
    return decodeSegment(spaced);
}

QMultiHash<QString, QString> parseForm(const QByteArray &body)
{
    QMultiHash<QString, QString> fields;
    for (const QByteArray &pair : body.split('&')) {
        if (pair.isEmpty())
            continue;
        const qsizetype equals = pair.indexOf('=');
        const QByteArray name = equals < 0 ? pair : pair.left(equals);
        const QByteArray value = equals < 0 ? QByteArray() : pair.mid(equals + 1);
        fields.insert(decodeFormValue(name), decodeFormValue(value));
    }
    return fields;
}

std::optional<BasicCredentials> parseBasic(const QByteArray &authorization)
{
    static constexpr char prefix[] = "basic ";
    if (!authorization.toLower().startsWith(prefix))
        return std::nullopt;
    const auto decoded = QByteArray::fromBase64Encoding(
        authorization.mid(sizeof(prefix) - 1).trimmed(), QByteArray::AbortOnBase64DecodingErrors);
    if (!decoded)
        return std::nullopt;
    const QByteArray &pair = *decoded;
    const qsizetype colon = pair.indexOf(':');
    if (colon < 0)
        return std::nullopt;
    return BasicCredentials{
        decodeFormValue(pair.left(colon)), decodeFormValue(pair.mid(colon + 1))};
}

} // namespace keywright::sandbox
