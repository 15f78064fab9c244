#include "core/workbench/request_json.h"

#include "core/base/json_reader.h"

#include <QJsonDocument>

#include <array>
#include <utility>

namespace keywright {

namespace {

using Switch = bool LookupOptions::*;

constexpr std::array<std::pair<const char *, Switch>, 10> switches{{
    {"names", &LookupOptions::names},
    {"dataTypes", &LookupOptions::dataTypes},
    {"effectiveTimes", &LookupOptions::effectiveTimes},
    {"sloInfo", &LookupOptions::sloInfo},
    {"servingStatus", &LookupOptions::servingStatus},
    {"descriptions", &LookupOptions::descriptions},
    {"tags", &LookupOptions::tags},
    {"readFromCache", &LookupOptions::readFromCache},
    {"writeToCache", &LookupOptions::writeToCache},
    {"allowPartialResults", &LookupOptions::allowPartialResults},
}};

QJsonObject kept(QJsonObject object, bool values)
{
    if (!values) {
        for (const QString &key : object.keys())
            object.insert(key, QJsonValue::Null);
    }
    return object;
}

} // namespace

QByteArray requestToJson(const LookupRequest &request, bool values)
{
    QJsonObject options;
    for (const auto &[name, option] : switches)
        options.insert(QLatin1String(name), request.options.*option);
    options.insert(QStringLiteral("v2"), request.options.apiVersion == ApiVersion::V2);
    const QJsonObject object{
        {QStringLiteral("workspace"), request.workspace},
        {QStringLiteral("featureService"), request.featureService},
        {QStringLiteral("joinKeys"), kept(request.joinKeys, values)},
        {QStringLiteral("requestContext"), kept(request.requestContext, values)},
        {QStringLiteral("options"), options}};
    return QJsonDocument(object).toJson(QJsonDocument::Compact);
}

Result<LookupRequest> requestFromJson(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return failure(object.error());
    JsonReader reader(*object);
    LookupRequest request;
    request.workspace = reader.string(QStringLiteral("workspace"));
    request.featureService = reader.string(QStringLiteral("featureService"));
    request.joinKeys = reader.object(QStringLiteral("joinKeys"));
    request.requestContext = reader.object(QStringLiteral("requestContext"));
    JsonReader options(reader.object(QStringLiteral("options")));
    for (const auto &[name, option] : switches)
        request.options.*option =
            options.optionalBoolean(QLatin1String(name), request.options.*option);
    const bool isV2 = options.optionalBoolean(QStringLiteral("v2"), false);
    request.options.apiVersion = isV2 ? ApiVersion::V2 : ApiVersion::V1;
    reader.adopt(options);
    if (!reader.ok())
        return failure(reader.error());
    return request;
}

} // namespace keywright
