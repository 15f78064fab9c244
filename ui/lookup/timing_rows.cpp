#include "ui/lookup/timing_rows.h"

#include "ui/lookup/lookup_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace keywright {

namespace {

QString text(const char *source)
{
    return QCoreApplication::translate("LookupTiming", source);
}

QString seconds(const std::optional<double> &value)
{
    return value ? durationText(std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::duration<double>(*value)))
                 : QString();
}

void addServerRows(QList<KeyValue> &rows, const SloInfo &slo)
{
    rows.append({text("Server time"), seconds(slo.serverTimeSeconds), {}, false});
    rows.append(
        {text("Service level objective"), sloText(slo),
         slo.ineligibilityReasons.join(QStringLiteral(", ")), false});
    rows.append(
        {text("Server time that counts for it"), seconds(slo.sloServerTimeSeconds), {}, false});
    rows.append({text("Slowest store read"), seconds(slo.storeMaxLatencySeconds), {}, false});
    const QString size = slo.storeResponseSizeBytes
                             ? QLocale::c().formattedDataSize(*slo.storeResponseSizeBytes)
                             : QString();
    rows.append({text("Read from the store"), size, {}, false});
}

} // namespace

QList<KeyValue> timingRows(const LookupResult &result)
{
    const HttpTiming &timing = result.timing;
    QList<KeyValue> rows{
        {text("Total"), durationText(timing.total()), {}, false},
        {text("Wait for the first byte"), durationText(timing.wait), {}, false},
        {text("Transfer"), durationText(timing.transfer), {}, false},
        {text("Attempts"), QString::number(timing.attempts), {}, false},
        {text("Size of the answer"), QLocale::c().formattedDataSize(result.raw.size()), {}, false}};
    if (result.slo)
        addServerRows(rows, *result.slo);
    return rows;
}

} // namespace keywright
