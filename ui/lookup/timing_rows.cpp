#include "ui/lookup/timing_rows.h"

#include "ui/lookup/lookup_text.h"

#include <QCoreApplication>
#include <QLocale>

namespace keywright {

namespace {

struct TimingRowsMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupTiming)
};

QString seconds(const std::optional<double> &value)
{
    return value ? durationText(std::chrono::duration_cast<std::chrono::microseconds>(
                       std::chrono::duration<double>(*value)))
                 : QString();
}

void addServerRows(QList<KeyValue> &rows, const SloInfo &slo)
{
    rows.append({TimingRowsMessages::tr("Server time"), seconds(slo.serverTimeSeconds), {}, false});
    rows.append(
        {TimingRowsMessages::tr("Service level objective"), sloText(slo),
         slo.ineligibilityReasons.join(QStringLiteral(", ")), false});
    rows.append(
        {TimingRowsMessages::tr("Server time that counts for it"),
         seconds(slo.sloServerTimeSeconds),
         {},
         false});
    rows.append(
        {TimingRowsMessages::tr("Slowest store read"),
         seconds(slo.storeMaxLatencySeconds),
         {},
         false});
    const QString size = slo.storeResponseSizeBytes
                             ? QLocale::c().formattedDataSize(*slo.storeResponseSizeBytes)
                             : QString();
    rows.append({TimingRowsMessages::tr("Read from the store"), size, {}, false});
}

} // namespace

QList<KeyValue> timingRows(const LookupResult &result)
{
    const HttpTiming &timing = result.timing;
    QList<KeyValue> rows{
        {TimingRowsMessages::tr("Total"), durationText(timing.total()), {}, false},
        {TimingRowsMessages::tr("Wait for the first byte"), durationText(timing.wait), {}, false},
        {TimingRowsMessages::tr("Transfer"), durationText(timing.transfer), {}, false},
        {TimingRowsMessages::tr("Attempts"), QString::number(timing.attempts), {}, false},
        {TimingRowsMessages::tr("Size of the answer"),
         QLocale::c().formattedDataSize(result.raw.size()),
         {},
         false}};
    if (result.slo)
        addServerRows(rows, *result.slo);
    return rows;
}

} // namespace keywright
