#include "ui/lookup/lookup_text.h"

#include <QCoreApplication>
#include <QLocale>
#include <QStringList>

namespace keywright {

namespace {

struct LookupTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(Lookup)
};

std::chrono::microseconds fromSeconds(double seconds)
{
    return std::chrono::duration_cast<std::chrono::microseconds>(
        std::chrono::duration<double>(seconds));
}

} // namespace

QString effectiveTimeText(const QDateTime &time, const QDateTime &now)
{
    if (!time.isValid())
        return QStringLiteral("—");
    const QDateTime local = time.toLocalTime();
    const QDateTime today = now.toLocalTime();
    const QLocale locale;
    if (local.date() == today.date()) {
        constexpr int recentSeconds = 600;
        if (qAbs(local.secsTo(today)) < recentSeconds)
            return local.toString(QStringLiteral("HH:mm:ss"));
        return LookupTextMessages::tr("today %1").arg(local.toString(QStringLiteral("HH:mm")));
    }
    if (local.date() == today.date().addDays(-1))
        return LookupTextMessages::tr("yesterday %1").arg(local.toString(QStringLiteral("HH:mm")));
    if (local.date().year() == today.date().year())
        return locale.toString(local.date(), QStringLiteral("d MMM"));
    return locale.toString(local.date(), QStringLiteral("d MMM yyyy"));
}

QString exactTimeText(const QDateTime &time)
{
    const QDateTime local = time.toLocalTime();
    return QStringLiteral("%1 %2").arg(
        QLocale().toString(local, QStringLiteral("d MMM yyyy HH:mm:ss")),
        local.timeZoneAbbreviation());
}

QString sloText(const SloInfo &slo)
{
    if (!slo.eligible)
        return {};
    return *slo.eligible ? LookupTextMessages::tr("met") : LookupTextMessages::tr("not met");
}

QString timingSummary(const LookupResult &result)
{
    QStringList parts{durationText(result.timing.total())};
    if (result.slo) {
        if (result.slo->serverTimeSeconds)
            parts << LookupTextMessages::tr("server %1")
                         .arg(durationText(fromSeconds(*result.slo->serverTimeSeconds)));
        const QString slo = sloText(*result.slo);
        if (!slo.isEmpty())
            parts << LookupTextMessages::tr("SLO %1").arg(slo);
    }
    return parts.join(QStringLiteral(" · "));
}

QString featureNote(const FeatureValue &feature)
{
    QStringList lines;
    if (!feature.description.isEmpty())
        lines << feature.description;
    for (auto tag = feature.tags.cbegin(); tag != feature.tags.cend(); ++tag)
        lines << QStringLiteral("%1: %2").arg(tag.key(), tag.value());
    return lines.join(QLatin1Char('\n'));
}

QString optionsSummary(const LookupOptions &options)
{
    QStringList parts;
    const auto add = [&parts](bool wanted, const char *word) {
        if (wanted)
            parts << LookupTextMessages::tr(word);
    };
    add(options.names, "names");
    add(options.dataTypes, "types");
    add(options.effectiveTimes, "times");
    add(options.servingStatus, "status");
    add(options.sloInfo, "SLO");
    add(options.descriptions, "descriptions");
    add(options.tags, "tags");
    add(!options.readFromCache || !options.writeToCache, "cache changed");
    add(options.allowPartialResults, "partial results");
    add(options.apiVersion == ApiVersion::V2, "API v2");
    return parts.join(QStringLiteral(", "));
}

QString tokenLeftText(const QDateTime &expiresAt, const QDateTime &now)
{
    const qint64 seconds = now.secsTo(expiresAt);
    if (seconds <= 0)
        return LookupTextMessages::tr("token ended");
    if (seconds < 60)
        return LookupTextMessages::tr("token %1 s").arg(seconds);
    return LookupTextMessages::tr("token %1 min").arg(seconds / 60);
}

} // namespace keywright
