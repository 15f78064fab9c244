#include "app/cli/account_json.h"
#include "app/cli/commands/lookup_modes.h"
#include "app/cli/commands/lookup_text.h"
#include "app/cli/text.h"
#include "core/lookup/lookup_comparison.h"
#include "core/lookup/saved_result.h"

#include <QJsonArray>

namespace keywright::cli {

namespace {

using Lookup = std::shared_ptr<const PreparedLookup>;

Result<LookupResult> readSaved(const QString &path)
{
    auto result = resultFromFile(path);
    if (result)
        return result;
    return failure(fieldError(
        QStringLiteral("compareWith"), result.error().message,
        tr("Name a file that lookup --json wrote.")));
}

Async<LookupResult> otherResult(Lookup lookup)
{
    const QString with = qt(lookup->arguments->compareWith);
    const QString kind = with.section(QLatin1Char(':'), 0, 0);
    const QString name = with.section(QLatin1Char(':'), 1);
    std::shared_ptr<FeatureReader> reader = lookup->reader;
    LookupRequest request = lookup->request;
    if (kind == QLatin1String("file") && !name.isEmpty())
        co_return readSaved(name);
    if (kind == QLatin1String("workspace") && !name.isEmpty()) {
        request.workspace = name;
    } else if (kind == QLatin1String("account") && !name.isEmpty()) {
        auto other = co_await readerFor(lookup->session, name);
        if (!other)
            co_return Result<LookupResult>(failure(other.error()));
        reader = *other;
    } else {
        const Error error = fieldError(
            QStringLiteral("compareWith"), tr("%1 is nothing to compare with.").arg(with),
            tr("Write account:ID, workspace:NAME or file:FILE."));
        co_return Result<LookupResult>(failure(error));
    }
    auto result = co_await reader->lookup(request, lookup->cli->cancelToken());
    co_return result;
}

QJsonValue sideJson(const std::optional<FeatureValue> &feature)
{
    if (!feature)
        return QJsonValue::Null;
    return QJsonObject{
        {QStringLiteral("type"), dataTypeText(feature->type)},
        {QStringLiteral("value"), feature->value},
        {QStringLiteral("status"), featureStatusName(feature->status)},
        {QStringLiteral("effectiveTime"), timeJson(feature->effectiveTime)}};
}

QJsonObject comparisonJson(const LookupComparison &comparison)
{
    QJsonArray features;
    for (const ComparedFeature &feature : comparison.features)
        features.append(QJsonObject{
            {QStringLiteral("name"), feature.name},
            {QStringLiteral("different"), feature.isDifferent()},
            {QStringLiteral("left"), sideJson(feature.left)},
            {QStringLiteral("right"), sideJson(feature.right)}});
    return {
        {QStringLiteral("different"), comparison.different},
        {QStringLiteral("leftMs"), milliseconds(comparison.leftTime)},
        {QStringLiteral("rightMs"), milliseconds(comparison.rightTime)},
        {QStringLiteral("features"), features}};
}

/// With the status, unless it is unknown because nobody asked for it.
QString sideText(const std::optional<FeatureValue> &feature, bool asksForStatus)
{
    if (!feature)
        return QStringLiteral("—");
    QString value = valueText(feature->value, feature->type);
    if (!asksForStatus && feature->status == FeatureStatus::Unknown)
        return value;
    return QStringLiteral("%1 (%2)").arg(value, featureStatusText(feature->status));
}

void print(const Output &output, const LookupComparison &comparison, bool asksForStatus)
{
    QList<QStringList> rows;
    for (const ComparedFeature &feature : comparison.features) {
        if (feature.isDifferent())
            rows +=
                {feature.name, differencesText(feature.differences),
                 sideText(feature.left, asksForStatus), sideText(feature.right, asksForStatus)};
    }
    if (!rows.isEmpty())
        output.table({tr("FEATURE"), tr("DIFFERS IN"), tr("LEFT"), tr("RIGHT")}, rows);
    output.note(comparisonSummary(comparison, tr("left"), tr("right")));
}

} // namespace

QCoro::Task<int> compareLookup(Lookup lookup)
{
    const Output &output = lookup->cli->output();
    auto left = co_await lookup->reader->lookup(lookup->request, lookup->cli->cancelToken());
    if (!left)
        co_return output.fail(left.error());
    auto right = co_await otherResult(lookup);
    if (!right)
        co_return output.fail(right.error());
    const LookupComparison comparison = compareLookups(*left, *right);
    if (output.isJson())
        output.document(comparisonJson(comparison));
    else
        print(output, comparison, lookup->request.options.servingStatus);
    co_return Done;
}

} // namespace keywright::cli
