#pragma once

#include "app/cli/cli_context.h"

#include <QJsonArray>

namespace keywright::cli {

/// What belongs to a rotation beside what the journal has of it.
struct RotationSurroundings
{
    QString connection;     ///< its name; empty: it is not known any more
    QList<Consumer> places; ///< where the account is used, as noted in the window
    /// Of the old secret; unset: nobody asked. Invalid: the server does not tell.
    std::optional<QDateTime> oldLastUsedAt;
};

/// The name of a rotation's connection; empty when it is stored no longer.
QString connectionName(CliContext &cli, const Rotation &rotation);

/// All but the last use, which only the server knows. What cannot be read is left out with a
/// warning.
RotationSurroundings surroundingsOf(CliContext &cli, const Rotation &rotation);
/// With the last use as well, for a rotation that waits for people.
QCoro::Task<RotationSurroundings>
lookAround(Context cli, std::shared_ptr<Session> session, Rotation rotation);

QJsonArray placesJson(const QList<Consumer> &places);
/// "CI, jenkins: has the new secret" for each.
QStringList placeLines(const QList<Consumer> &places);

/// Refuses a rotation of another connection than the session's (InvalidInput), and names it.
Result<void> checkConnection(CliContext &cli, const Session &session, const Rotation &rotation);
/// Refuses to hand over while a noted place is without the new secret (Conflict), and names it.
Result<void> checkPlaces(const CliContext &cli, const Rotation &rotation);
/// The noted places of an account, in words; empty when there is none.
Result<QString>
notedPlaces(const CliContext &cli, const QString &connectionId, const QString &accountId);

} // namespace keywright::cli
