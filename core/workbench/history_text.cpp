#include "core/workbench/history_text.h"

#include <QCoreApplication>
#include <QJsonArray>
#include <QJsonDocument>

namespace keywright {

namespace {

struct HistoryTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(LookupHistoryText)
};

QString failureText(const QString &kind)
{
    if (kind == errorKindName(ErrorKind::NotAuthenticated))
        return HistoryTextMessages::tr("not signed in");
    if (kind == errorKindName(ErrorKind::NotPermitted))
        return HistoryTextMessages::tr("not permitted");
    if (kind == errorKindName(ErrorKind::NotFound))
        return HistoryTextMessages::tr("not found");
    if (kind == errorKindName(ErrorKind::InvalidInput))
        return HistoryTextMessages::tr("wrong input");
    if (kind == errorKindName(ErrorKind::Limit))
        return HistoryTextMessages::tr("over a limit");
    if (kind == errorKindName(ErrorKind::Timeout))
        return HistoryTextMessages::tr("timed out");
    if (kind == errorKindName(ErrorKind::Network) || kind == errorKindName(ErrorKind::Tls))
        return HistoryTextMessages::tr("not reached");
    return HistoryTextMessages::tr("failed");
}

} // namespace

QString lookupTitle(const RememberedLookup &lookup)
{
    const QString place =
        QStringLiteral("%1 / %2").arg(lookup.request.workspace, lookup.request.featureService);
    return lookup.name.isEmpty() ? place : QStringLiteral("%1 · %2").arg(lookup.name, place);
}

QString keysText(const RememberedLookup &lookup)
{
    QStringList parts;
    for (const QJsonObject &object : {lookup.request.joinKeys, lookup.request.requestContext}) {
        for (auto it = object.begin(); it != object.end(); ++it)
            parts += lookup.hasValues ? QStringLiteral("%1=%2").arg(
                                            it.key(), it.value().isNull() ? QStringLiteral("null")
                                                                          : typedText(it.value()))
                                      : it.key();
    }
    const QString keys = parts.join(QStringLiteral(", "));
    return lookup.hasValues ? keys : HistoryTextMessages::tr("%1 (values not kept)").arg(keys);
}

QString outcomeText(const LookupOutcome &outcome)
{
    if (outcome.word.isEmpty())
        return HistoryTextMessages::tr("not made yet");
    if (outcome.word != QLatin1StringView("ok"))
        return failureText(outcome.word);
    return outcome.features == 1 ? HistoryTextMessages::tr("1 feature")
                                 : HistoryTextMessages::tr("%1 features").arg(outcome.features);
}

QString typedText(const QJsonValue &value)
{
    if (value.isArray())
        return QString::fromUtf8(QJsonDocument(value.toArray()).toJson(QJsonDocument::Compact));
    if (value.isObject())
        return QString::fromUtf8(QJsonDocument(value.toObject()).toJson(QJsonDocument::Compact));
    return value.toVariant().toString();
}

} // namespace keywright
