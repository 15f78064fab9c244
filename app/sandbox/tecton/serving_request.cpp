#include "app/sandbox/tecton/serving_request.h"

#include "app/sandbox/tecton/proto_json.h"

#include <algorithm>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

namespace {

bool isInt64Text(const QJsonValue &value)
{
    bool ok = false;
    value.toString().toLongLong(&ok);
    return value.isString() && ok;
}

bool hasType(const QJsonValue &value, const QString &type)
{
    if (type == "int64"_L1)
        return isInt64Text(value);
    if (type == "float64"_L1 || type == "float32"_L1)
        return value.isDouble();
    if (type == "boolean"_L1)
        return value.isBool();
    return value.isString();
}

QString expectation(const QString &type)
{
    if (type == "int64"_L1)
        return u"an int64 as a decimal string"_s;
    if (type == "float64"_L1 || type == "float32"_L1)
        return u"a number"_s;
    return type == "boolean"_L1 ? u"true or false"_s : u"a string"_s;
}

struct MapCheck
{
    QLatin1StringView kind; ///< for the message
    bool allRequired = true;
    bool nullAllowed = false;
    bool unknownAllowed = false;
};

ApiResult<void> checkMap(const QJsonObject &map, const QList<Field> &fields, const MapCheck &check)
{
    for (const Field &expected : fields) {
        const QJsonValue value = map.value(expected.name);
        if (value.isUndefined() && !check.allRequired)
            continue;
        if (value.isUndefined())
            return tl::unexpected(
                invalidArgument(u"The %1 \"%2\" is missing"_s.arg(check.kind, expected.name)));
        if (value.isNull() && check.nullAllowed)
            continue;
        if (!hasType(value, expected.typeName()))
            return tl::unexpected(invalidArgument(u"The %1 \"%2\" has to be %3"_s.arg(
                check.kind, expected.name, expectation(expected.typeName()))));
    }
    for (const QString &name : map.keys()) {
        const bool known = std::any_of(
            fields.begin(), fields.end(), [&](const Field &field) { return field.name == name; });
        if (!known && !check.unknownAllowed)
            return tl::unexpected(
                invalidArgument(u"The feature service has no %1 \"%2\""_s.arg(check.kind, name)));
    }
    return {};
}

constexpr QLatin1StringView joinKeyKind{"join key"};
constexpr QLatin1StringView contextKind{"request context field"};

} // namespace

ApiResult<QJsonObject> readParams(const QByteArray &body)
{
    const auto object = readObject(body);
    if (!object)
        return tl::unexpected(object.error());
    const QJsonValue params = object->value("params"_L1);
    if (!params.isObject())
        return tl::unexpected(invalidArgument(u"The \"params\" are missing"_s));
    return params.toObject();
}

ApiResult<ServingTarget> readTarget(const QJsonObject &params, const ServingPath &path)
{
    ServingTarget target{
        textField(params, "workspace_name"_L1), textField(params, "feature_service_name"_L1),
        textField(params, "feature_service_id"_L1)};
    if (!path.workspace.isEmpty()) {
        const bool agrees = (target.workspace.isEmpty() || target.workspace == path.workspace) &&
                            (target.featureServiceName.isEmpty() ||
                             target.featureServiceName == path.featureService) &&
                            target.featureServiceId.isEmpty();
        if (!agrees)
            return tl::unexpected(
                invalidArgument(u"The body names another service than the path"_s));
        return ServingTarget{path.workspace, path.featureService, QString()};
    }
    if (target.workspace.isEmpty())
        return tl::unexpected(invalidArgument(u"The workspaceName is missing"_s));
    if (target.featureServiceName.isEmpty() == target.featureServiceId.isEmpty())
        return tl::unexpected(
            invalidArgument(u"Either featureServiceName or featureServiceId is needed"_s));
    return target;
}

MetadataOptions readMetadataOptions(const QJsonObject &params)
{
    const QJsonObject from = field(params, "metadata_options"_L1).toObject();
    return {
        field(from, "include_names"_L1).toBool(),
        field(from, "include_data_types"_L1).toBool(),
        field(from, "include_effective_times"_L1).toBool(),
        field(from, "include_slo_info"_L1).toBool(),
        field(from, "include_serving_status"_L1).toBool(),
        field(from, "include_feature_descriptions"_L1).toBool(),
        field(from, "include_feature_tags"_L1).toBool(),
    };
}

RequestOptions readRequestOptions(const QJsonObject &params)
{
    const QJsonObject from = field(params, "request_options"_L1).toObject();
    return {
        field(from, "read_from_cache"_L1).toBool(true),
        field(from, "write_to_cache"_L1).toBool(true),
        field(from, "ignore_extra_request_context_fields"_L1).toBool(),
        field(params, "allow_partial_results"_L1).toBool(),
    };
}

ApiResult<FeatureRow>
readRow(const QJsonObject &from, const FeatureService &service, const RequestOptions &options)
{
    FeatureRow row{
        field(from, "join_key_map"_L1).toObject(),
        field(from, "request_context_map"_L1).toObject()};
    if (row.joinKeys.isEmpty() && row.requestContext.isEmpty())
        return tl::unexpected(
            invalidArgument(u"The joinKeyMap and the requestContextMap are both empty"_s));
    const MapCheck keys{joinKeyKind, true, true, false};
    if (const auto ok = checkMap(row.joinKeys, service.joinKeys, keys); !ok)
        return tl::unexpected(ok.error());
    const MapCheck context{contextKind, true, false, options.ignoreExtraRequestContext};
    if (const auto ok = checkMap(row.requestContext, service.requestContext, context); !ok)
        return tl::unexpected(ok.error());
    return row;
}

ApiResult<FeatureRow> readQueryRow(const QJsonObject &from, const FeatureService &service)
{
    FeatureRow row{
        field(from, "join_key_map"_L1).toObject(),
        field(from, "request_context_map"_L1).toObject()};
    if (row.joinKeys.isEmpty())
        return tl::unexpected(invalidArgument(u"A query needs at least one join key"_s));
    const MapCheck keys{joinKeyKind, false, true, false};
    if (const auto ok = checkMap(row.joinKeys, service.joinKeys, keys); !ok)
        return tl::unexpected(ok.error());
    if (row.joinKeys.size() == service.joinKeys.size())
        return tl::unexpected(
            invalidArgument(u"A query leaves out at least one join key, use get-features"_s));
    const MapCheck context{contextKind, true, false, false};
    if (const auto ok = checkMap(row.requestContext, service.requestContext, context); !ok)
        return tl::unexpected(ok.error());
    return row;
}

} // namespace keywright::sandbox::tecton
