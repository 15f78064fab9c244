#include "app/cli/commands/rotation_places.h"

#include "app/cli/account_json.h"
#include "app/cli/environment.h"
#include "app/cli/text.h"

namespace keywright::cli {

namespace {

QString placeName(const Consumer &place)
{
    return place.kind.isEmpty() ? place.place
                                : QStringLiteral("%1, %2").arg(place.kind, place.place);
}

QString placeNames(const QList<Consumer> &places)
{
    QStringList names;
    for (const Consumer &place : places)
        names += placeName(place);
    return names.join(QStringLiteral("; "));
}

/// They move to the account that takes over.
Result<QList<Consumer>> placesOf(const CliContext &cli, const Rotation &rotation)
{
    const bool isRetired = rotation.step == RotationStep::Retired;
    return cli.rotations().consumers().tickedIn(
        rotation.id, rotation.connectionId, isRetired ? rotation.newOwner() : rotation.accountId);
}

bool waitsForPeople(const Rotation &rotation)
{
    return rotation.step >= RotationStep::Proved && !rotation.isOver();
}

} // namespace

QString connectionName(CliContext &cli, const Rotation &rotation)
{
    if (rotation.connectionId.startsWith(describedIdStart))
        return describedName();
    if (!cli.connections().load())
        return {};
    const auto stored = cli.connections().byId(rotation.connectionId);
    return stored ? stored->name : QString();
}

RotationSurroundings surroundingsOf(CliContext &cli, const Rotation &rotation)
{
    RotationSurroundings around;
    around.connection = connectionName(cli, rotation);
    if (auto places = placesOf(cli, rotation))
        around.places = *std::move(places);
    else
        cli.output().warn(places.error().message);
    return around;
}

QCoro::Task<RotationSurroundings>
lookAround(Context cli, std::shared_ptr<Session> session, Rotation rotation)
{
    RotationSurroundings around = surroundingsOf(*cli, rotation);
    if (!waitsForPeople(rotation))
        co_return around;
    const auto sight =
        co_await cli->rotations().look(std::move(session), rotation.id, cli->cancelToken());
    if (!sight)
        cli->output().warn(sight.error().message);
    else
        around.oldLastUsedAt = sight->oldSecret ? sight->oldSecret->lastUsedAt : QDateTime();
    co_return around;
}

QJsonArray placesJson(const QList<Consumer> &places)
{
    QJsonArray documents;
    for (const Consumer &place : places)
        documents.append(QJsonObject{
            {QStringLiteral("kind"), place.kind},
            {QStringLiteral("place"), place.place},
            {QStringLiteral("handedOverAt"), timeJson(place.tickedAt)}});
    return documents;
}

QStringList placeLines(const QList<Consumer> &places)
{
    QStringList lines;
    for (const Consumer &place : places) {
        const QString name = placeName(place);
        lines += place.tickedAt.isValid() ? tr("Has the new secret: %1").arg(name)
                                          : tr("Needs the new secret: %1").arg(name);
    }
    return lines;
}

Result<void> checkConnection(CliContext &cli, const Session &session, const Rotation &rotation)
{
    if (session.connection().id == rotation.connectionId)
        return {};
    const QString name = connectionName(cli, rotation);
    if (name.isEmpty())
        return failure(makeError(
            ErrorKind::InvalidInput,
            tr("Rotation %1 belongs to another connection, which is stored no longer.")
                .arg(rotation.id),
            tr("Look at the account’s secrets, and delete the one that is not needed.")));
    const bool isDescribed = rotation.connectionId.startsWith(describedIdStart);
    return failure(makeError(
        ErrorKind::InvalidInput,
        tr("Rotation %1 belongs to another connection: %2.").arg(rotation.id).arg(name),
        isDescribed ? tr("Set the variables that it was begun with, and leave out --connection.")
                    : tr("Name it with --connection.")));
}

Result<void> checkPlaces(const CliContext &cli, const Rotation &rotation)
{
    if (rotation.step != RotationStep::Proved)
        return {};
    auto places = placesOf(cli, rotation);
    if (!places)
        return failure(std::move(places).error());
    places->removeIf([](const Consumer &place) { return place.tickedAt.isValid(); });
    if (places->isEmpty())
        return {};
    return failure(makeError(
        ErrorKind::Conflict,
        tr("The old secret was not retired, as the new one has not been handed over to: %1.")
            .arg(placeNames(*places)),
        tr("Give it to them, then tick them in the window or add --handed-over.")));
}

Result<QString>
notedPlaces(const CliContext &cli, const QString &connectionId, const QString &accountId)
{
    const auto places = cli.rotations().consumers().consumers(connectionId, accountId);
    if (!places)
        return failure(places.error());
    return placeNames(*places);
}

} // namespace keywright::cli
