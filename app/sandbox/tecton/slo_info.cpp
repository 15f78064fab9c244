#include "app/sandbox/tecton/slo_info.h"

#include <algorithm>

namespace keywright::sandbox::tecton {

using namespace Qt::Literals::StringLiterals;

QJsonObject SloClock::row(const ServedRow &row) const
{
    const double seconds = serverSeconds();
    QJsonObject info{
        {u"sloEligible"_s, !row.oversized},
        {u"sloServerTimeSeconds"_s, seconds},
        {u"serverTimeSeconds"_s, seconds},
        {u"storeMaxLatency"_s, row.storeTime.count()},
        {u"storeResponseSizeBytes"_s, row.storeBytes},
        {u"dynamodbResponseSizeBytes"_s, row.storeBytes},
    };
    if (row.oversized)
        info.insert(
            "sloIneligibilityReasons"_L1, QJsonArray{u"DYNAMODB_RESPONSE_SIZE_LIMIT_EXCEEDED"_s});
    return info;
}

QJsonObject SloClock::batch(const QList<ServedRow> &rows) const
{
    const bool eligible =
        std::none_of(rows.begin(), rows.end(), [](const ServedRow &row) { return row.oversized; });
    return {{u"sloEligible"_s, eligible}, {u"serverTimeSeconds"_s, serverSeconds()}};
}

double SloClock::serverSeconds() const
{
    return std::chrono::duration<double>(std::chrono::steady_clock::now() - m_receivedAt).count();
}

} // namespace keywright::sandbox::tecton
