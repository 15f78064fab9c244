#include "app/cli/commands/lookup_text.h"

#include "app/cli/account_json.h"
#include "app/cli/text.h"

#include <QJsonArray>

namespace keywright::cli {

namespace {

template <class T> QJsonValue orNull(const std::optional<T> &value)
{
    return value ? QJsonValue(*value) : QJsonValue(QJsonValue::Null);
}

QJsonObject sloJson(const SloInfo &slo)
{
    return {
        {QStringLiteral("eligible"), orNull(slo.eligible)},
        {QStringLiteral("ineligibilityReasons"),
         QJsonArray::fromStringList(slo.ineligibilityReasons)},
        {QStringLiteral("sloServerTimeSeconds"), orNull(slo.sloServerTimeSeconds)},
        {QStringLiteral("serverTimeSeconds"), orNull(slo.serverTimeSeconds)},
        {QStringLiteral("storeMaxLatencySeconds"), orNull(slo.storeMaxLatencySeconds)},
        {QStringLiteral("storeResponseSizeBytes"), orNull(slo.storeResponseSizeBytes)}};
}

QJsonObject tagsJson(const QMap<QString, QString> &tags)
{
    QJsonObject json;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        json.insert(it.key(), it.value());
    return json;
}

/// "owner=risk, tier=1"
QString tagsText(const QMap<QString, QString> &tags)
{
    QStringList parts;
    for (auto it = tags.begin(); it != tags.end(); ++it)
        parts += it.key() + QLatin1Char('=') + it.value();
    return parts.join(QStringLiteral(", "));
}

QString orDash(const QString &text)
{
    return text.isEmpty() ? QStringLiteral("—") : text;
}

QJsonObject featureJson(const FeatureValue &feature, const LookupOptions &options)
{
    QJsonObject json{
        {QStringLiteral("name"), feature.name},
        {QStringLiteral("type"), dataTypeText(feature.type)},
        {QStringLiteral("value"), feature.value},
        {QStringLiteral("status"), featureStatusText(feature.status)},
        {QStringLiteral("effectiveTime"), timeJson(feature.effectiveTime)}};
    if (options.descriptions)
        json.insert(QStringLiteral("description"), feature.description);
    if (options.tags)
        json.insert(QStringLiteral("tags"), tagsJson(feature.tags));
    return json;
}

QStringList featureRow(const FeatureValue &feature, const LookupOptions &options)
{
    QStringList row{
        feature.name, dataTypeText(feature.type), valueText(feature.value, feature.type)};
    if (options.servingStatus)
        row += featureStatusText(feature.status);
    if (options.effectiveTimes)
        row += orDash(
            feature.effectiveTime.isValid() ? feature.effectiveTime.toString(Qt::ISODate)
                                            : QString());
    if (options.descriptions)
        row += orDash(feature.description);
    if (options.tags)
        row += orDash(tagsText(feature.tags));
    return row;
}

} // namespace

double milliseconds(std::chrono::microseconds time)
{
    return static_cast<double>(time.count()) / 1000;
}

QString millisecondsText(std::chrono::microseconds time)
{
    return tr("%1 ms").arg(milliseconds(time), 0, 'f', 1);
}

QJsonObject resultJson(const LookupResult &result, const LookupOptions &options)
{
    QJsonArray features;
    for (const FeatureValue &feature : result.features)
        features.append(featureJson(feature, options));
    const QJsonObject timing{
        {QStringLiteral("waitMs"), milliseconds(result.timing.wait)},
        {QStringLiteral("transferMs"), milliseconds(result.timing.transfer)},
        {QStringLiteral("attempts"), result.timing.attempts}};
    QJsonObject document{
        {QStringLiteral("features"), features},
        {QStringLiteral("httpStatus"), result.httpStatus},
        {QStringLiteral("timing"), timing}};
    if (result.slo)
        document.insert(QStringLiteral("slo"), sloJson(*result.slo));
    return document;
}

void printResult(const Output &output, const LookupResult &result, const LookupOptions &options)
{
    if (output.isJson()) {
        output.document(resultJson(result, options));
        return;
    }
    QStringList header{tr("FEATURE"), tr("TYPE"), tr("VALUE")};
    if (options.servingStatus)
        header += tr("STATUS");
    if (options.effectiveTimes)
        header += tr("EFFECTIVE TIME");
    if (options.descriptions)
        header += tr("DESCRIPTION");
    if (options.tags)
        header += tr("TAGS");
    QList<QStringList> rows;
    for (const FeatureValue &feature : result.features)
        rows += featureRow(feature, options);
    output.table(header, rows);
    if (result.slo && result.slo->serverTimeSeconds)
        output.note(tr("Server: %1 ms").arg(*result.slo->serverTimeSeconds * 1000, 0, 'f', 1));
    output.note(tr("%1 · %2 features · %3 ms")
                    .arg(result.httpStatus)
                    .arg(result.features.size())
                    .arg(milliseconds(result.timing.total()), 0, 'f', 1));
}

} // namespace keywright::cli
