#include "core/lookup/saved_result.h"

#include "core/base/json_reader.h"

#include <QCoreApplication>
#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>

#include <array>
#include <utility>

namespace keywright {

namespace {

struct SavedResultMessages
{
    Q_DECLARE_TR_FUNCTIONS(SavedResult)
};

/// Savings are far smaller; a limit keeps a wrong name from filling the memory.
constexpr qint64 savedCap = 64LL * 1024 * 1024;

constexpr std::array<std::pair<FeatureStatus, const char *>, 6> statusNames{{
    {FeatureStatus::Unknown, "unknown"},
    {FeatureStatus::Present, "present"},
    {FeatureStatus::MissingData, "missing"},
    {FeatureStatus::CachedPresent, "cached"},
    {FeatureStatus::CachedMissingData, "missing (cached)"},
    {FeatureStatus::CachedUnknown, "unknown (cached)"},
}};

constexpr std::array<std::pair<DataKind, const char *>, 6> scalarNames{{
    {DataKind::Boolean, "boolean"},
    {DataKind::Int64, "int64"},
    {DataKind::String, "string"},
    {DataKind::Float32, "float32"},
    {DataKind::Float64, "float64"},
    {DataKind::Timestamp, "timestamp"},
}};

/// The parts between commas that stand in no brackets.
QStringList outerParts(const QString &text)
{
    QStringList parts{QString()};
    int depth = 0;
    for (const QChar character : text) {
        depth += character == u'<' ? 1 : 0;
        depth -= character == u'>' ? 1 : 0;
        if (character == u',' && depth == 0)
            parts.append(QString());
        else
            parts.last() += character;
    }
    return parts;
}

/// "name<inside>"; nothing for another shape.
std::optional<QString> inside(const QString &text, const char *name)
{
    const QString begin = QLatin1String(name) + QLatin1Char('<');
    if (!text.startsWith(begin) || !text.endsWith(QLatin1Char('>')))
        return {};
    return text.sliced(begin.size()).chopped(1);
}

DataType typeFromText(const QString &text, int depth);

DataType compound(DataKind kind, const QStringList &parameters, int depth)
{
    DataType type;
    type.kind = kind;
    for (const QString &parameter : parameters)
        type.parameters.append(typeFromText(parameter.trimmed(), depth));
    return type;
}

DataType structFromText(const QString &fields, int depth)
{
    DataType type;
    type.kind = DataKind::Struct;
    for (const QString &field : outerParts(fields)) {
        const qsizetype colon = field.indexOf(QLatin1Char(':'));
        if (colon < 0)
            continue;
        type.fieldNames.append(field.first(colon).trimmed());
        type.parameters.append(typeFromText(field.sliced(colon + 1).trimmed(), depth));
    }
    return type;
}

DataType typeFromText(const QString &text, int depth)
{
    DataType type;
    for (const auto &[kind, name] : scalarNames) {
        if (text == QLatin1String(name))
            type.kind = kind;
    }
    constexpr int deepest = 32;
    if (depth >= deepest)
        return type;
    if (const auto element = inside(text, "array"))
        return compound(DataKind::Array, {*element}, depth + 1);
    if (const auto parts = inside(text, "map"))
        return compound(DataKind::Map, outerParts(*parts), depth + 1);
    if (const auto fields = inside(text, "struct"))
        return structFromText(*fields, depth + 1);
    return type;
}

QJsonObject featureObject(const FeatureValue &feature)
{
    QJsonObject object{
        {QStringLiteral("name"), feature.name},
        {QStringLiteral("type"), dataTypeText(feature.type)},
        {QStringLiteral("value"), feature.value},
        {QStringLiteral("status"), featureStatusName(feature.status)}};
    if (feature.effectiveTime.isValid())
        object.insert(
            QStringLiteral("effectiveTime"),
            feature.effectiveTime.toUTC().toString(Qt::ISODateWithMs));
    return object;
}

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

std::chrono::microseconds fromMilliseconds(double time)
{
    constexpr double longest = 1e9;
    return std::chrono::microseconds(
        time > 0 && time < longest ? static_cast<qint64>(time * 1000) : 0);
}

FeatureValue readFeature(JsonReader &item)
{
    FeatureValue feature;
    feature.name = item.string(QStringLiteral("name"));
    feature.type = dataTypeFromText(item.optionalString(QStringLiteral("type")));
    feature.status = featureStatusFromName(item.optionalString(QStringLiteral("status")));
    feature.effectiveTime = QDateTime::fromString(
        item.optionalString(QStringLiteral("effectiveTime")), Qt::ISODateWithMs);
    feature.value = item.raw().value(QLatin1String("value"));
    if (feature.value.isUndefined())
        feature.value = QJsonValue::Null;
    return feature;
}

} // namespace

DataType dataTypeFromText(const QString &text)
{
    return typeFromText(text.trimmed(), 0);
}

QString featureStatusName(FeatureStatus status)
{
    for (const auto &[value, name] : statusNames) {
        if (value == status)
            return QLatin1String(name);
    }
    Q_UNREACHABLE();
}

FeatureStatus featureStatusFromName(const QString &name)
{
    for (const auto &[value, text] : statusNames) {
        if (name == QLatin1String(text))
            return value;
    }
    return FeatureStatus::Unknown;
}

QByteArray savedResult(const LookupResult &result)
{
    QJsonArray features;
    for (const FeatureValue &feature : result.features)
        features.append(featureObject(feature));
    const QJsonObject timing{
        {QStringLiteral("waitMs"), milliseconds(result.timing.wait)},
        {QStringLiteral("transferMs"), milliseconds(result.timing.transfer)}};
    return QJsonDocument(QJsonObject{
                             {QStringLiteral("features"), features},
                             {QStringLiteral("httpStatus"), result.httpStatus},
                             {QStringLiteral("timing"), timing}})
        .toJson();
}

Result<LookupResult> resultFromSaved(const QByteArray &json)
{
    const auto object = parseJsonObject(json);
    if (!object)
        return failure(object.error());
    JsonReader reader(*object);
    LookupResult result;
    reader.forEach(QStringLiteral("features"), [&result](JsonReader &item) {
        result.features.append(readFeature(item));
    });
    const QJsonObject timing = object->value(QLatin1String("timing")).toObject();
    result.timing.wait = fromMilliseconds(timing[QLatin1String("waitMs")].toDouble());
    result.timing.transfer = fromMilliseconds(timing[QLatin1String("transferMs")].toDouble());
    result.httpStatus = object->value(QLatin1String("httpStatus")).toInt(200);
    if (!reader.ok())
        return failure(reader.error());
    return result;
}

Result<LookupResult> resultFromFile(const QString &path)
{
    const QString shownPath = QDir::toNativeSeparators(path);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly) || file.size() > savedCap)
        return failure(makeError(
            ErrorKind::Storage,
            SavedResultMessages::tr("The file %1 could not be read: %2.")
                .arg(
                    shownPath, file.isOpen() ? SavedResultMessages::tr("it is too large")
                                             : file.errorString())));
    auto result = resultFromSaved(file.readAll());
    if (result)
        return result;
    return failure(makeError(
        ErrorKind::Protocol, SavedResultMessages::tr("The file %1 holds no result of a lookup: %2")
                                 .arg(shownPath, result.error().message)));
}

} // namespace keywright
