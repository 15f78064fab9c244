#include "app/sandbox/atlas/event_calls.h"

#include "app/sandbox/atlas/paging.h"

#include <QDateTime>

#include <algorithm>
#include <array>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

struct EventType
{
    QLatin1StringView name;
    QLatin1StringView description;
};

constexpr std::array eventTypes{
    EventType{"API_KEY_CREATED"_L1, "API key was created"_L1},
    EventType{"ORG_SETTINGS_UPDATED"_L1, "Organization settings were changed"_L1},
    EventType{"SERVICE_ACCOUNT_CREATED"_L1, "Service account was created"_L1},
    EventType{"SERVICE_ACCOUNT_DELETED"_L1, "Service account was deleted"_L1},
    EventType{"SERVICE_ACCOUNT_DETAILS_CHANGED"_L1, "Name or description was changed"_L1},
    EventType{"SERVICE_ACCOUNT_ROLES_CHANGED"_L1, "Roles were changed"_L1},
    EventType{"SERVICE_ACCOUNT_ADDED_TO_GROUP"_L1, "Service account was added to a project"_L1},
    EventType{
        "SERVICE_ACCOUNT_REMOVED_FROM_GROUP"_L1, "Service account was removed from a project"_L1},
    EventType{"SERVICE_ACCOUNT_SECRET_ADDED"_L1, "Secret was created"_L1},
    EventType{"SERVICE_ACCOUNT_SECRET_DELETED"_L1, "Secret was deleted"_L1},
    EventType{"SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_ADDED"_L1, "Access list entry was added"_L1},
    EventType{"SERVICE_ACCOUNT_ACCESS_LIST_ENTRY_DELETED"_L1, "Access list entry was removed"_L1},
};

/// The actor is an account or a key, told in different fields.
QJsonObject toJson(const Event &event, const Call &call)
{
    QJsonObject object{
        {u"id"_s, event.id},
        {u"eventTypeName"_s, event.typeName},
        {u"created"_s, toTimestamp(event.createdAtMs)},
        {u"orgId"_s, call.state.organization.id},
        {u"isGlobalAdmin"_s, false},
        {u"remoteAddress"_s, event.actorAddress},
        {u"links"_s, QJsonArray()}};
    object.insert(
        event.actor.startsWith("mdb_sa_id_"_L1) ? u"serviceAccountId"_s : u"publicKey"_s,
        event.actor);
    if (!event.projectId.isEmpty())
        object.insert("groupId"_L1, event.projectId);
    if (!event.clientId.isEmpty())
        object.insert("targetServiceAccountId"_L1, event.clientId);
    if (call.flag("includeRaw"_L1, false))
        object.insert(
            "raw"_L1, QJsonObject{{u"_t"_s, u"SERVICE_ACCOUNT_AUDIT"_s}, {u"id"_s, event.id}});
    return object;
}

/// Milliseconds, or nothing and a violation when the text is no date.
std::optional<qint64>
dateOf(const Call &call, const QString &name, QList<FieldViolation> *violations)
{
    const QString text = call.query.value(name);
    if (text.isEmpty())
        return std::nullopt;
    const QDateTime time = QDateTime::fromString(text, Qt::ISODate);
    if (time.isValid())
        return time.toMSecsSinceEpoch();
    violations->append({name, u"has to be an ISO 8601 date and time"_s});
    return std::nullopt;
}

CallResult listEvents(const Call &call, const QString &projectId)
{
    QList<FieldViolation> violations;
    const auto since = dateOf(call, u"minDate"_s, &violations);
    const auto until = dateOf(call, u"maxDate"_s, &violations);
    if (!violations.isEmpty())
        return invalid(violations);
    const QStringList types = call.query.values(u"eventType"_s);
    QList<const Event *> events;
    for (const Event &event : std::as_const(call.state.events)) {
        const bool isWanted = (projectId.isEmpty() || event.projectId == projectId) &&
                              (types.isEmpty() || types.contains(event.typeName)) &&
                              event.createdAtMs >= since.value_or(event.createdAtMs) &&
                              event.createdAtMs <= until.value_or(event.createdAtMs);
        if (isWanted)
            events.prepend(&event);
    }
    return pageOf(call, events.size(), [&](qsizetype i) { return toJson(*events[i], call); });
}

} // namespace

CallResult listOrgEvents(Call &call)
{
    return listEvents(call, {});
}

CallResult listProjectEvents(Call &call)
{
    return listEvents(call, call.path[0]);
}

CallResult listEventTypes(Call &call)
{
    return pageOf(call, eventTypes.size(), [](qsizetype i) {
        const EventType &type = eventTypes[static_cast<std::size_t>(i)];
        return QJsonObject{{u"eventType"_s, type.name}, {u"description"_s, type.description}};
    });
}

} // namespace keywright::sandbox::atlas
