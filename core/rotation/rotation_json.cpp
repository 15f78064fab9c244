#include "core/rotation/rotation_json.h"

#include "core/identity/scope_text.h"
#include "core/journal/journal_text.h"

#include <QJsonArray>

#include <array>

namespace keywright {

namespace {

constexpr std::array<const char *, 13> stepNames{
    "planned",     "freeing-slot", "creating",    "created",  "stored",  "proving",  "proved",
    "handed-over", "deactivating", "deactivated", "deleting", "retired", "abandoned"};

QJsonObject probeToJson(const LookupRequest &probe)
{
    return {
        {QStringLiteral("workspace"), probe.workspace},
        {QStringLiteral("featureService"), probe.featureService},
        {QStringLiteral("joinKeys"), probe.joinKeys},
        {QStringLiteral("requestContext"), probe.requestContext},
        {QStringLiteral("v2"), probe.options.apiVersion == ApiVersion::V2}};
}

LookupRequest probeFromJson(const QJsonObject &json)
{
    LookupRequest probe;
    probe.workspace = json[QStringLiteral("workspace")].toString();
    probe.featureService = json[QStringLiteral("featureService")].toString();
    probe.joinKeys = json[QStringLiteral("joinKeys")].toObject();
    probe.requestContext = json[QStringLiteral("requestContext")].toObject();
    if (json[QStringLiteral("v2")].toBool())
        probe.options.apiVersion = ApiVersion::V2;
    return probe;
}

QJsonArray rolesToJson(const QList<RoleGrant> &roles)
{
    QJsonArray json;
    for (const RoleGrant &grant : roles)
        json.append(grantText(grant));
    return json;
}

QList<RoleGrant> rolesFromJson(const QJsonArray &json)
{
    QList<RoleGrant> roles;
    for (const QJsonValue value : json) {
        if (const auto grant = parseGrant(value.toString()))
            roles.append(*grant);
    }
    return roles;
}

} // namespace

QString rotationStepName(RotationStep step)
{
    return QString::fromLatin1(stepNames.at(static_cast<std::size_t>(step)));
}

RotationStep rotationStepFrom(const QString &name)
{
    for (std::size_t i = 0; i < stepNames.size(); ++i) {
        if (name == QLatin1StringView(stepNames.at(i)))
            return static_cast<RotationStep>(i);
    }
    return RotationStep::Planned;
}

QJsonObject rotationToJson(const Rotation &rotation)
{
    QJsonObject json{
        {QStringLiteral("kind"),
         rotation.replacesAccount() ? QStringLiteral("account") : QStringLiteral("secret")},
        {QStringLiteral("accountName"), rotation.accountName},
        {QStringLiteral("lifetimeHours"), rotation.lifetimeHours},
        {QStringLiteral("secretsBefore"), QJsonArray::fromStringList(rotation.secretsBefore)},
        {QStringLiteral("oldSecretId"), rotation.oldSecretId},
        {QStringLiteral("slotSecretId"), rotation.slotSecretId},
        {QStringLiteral("newAccountName"), rotation.newAccountName},
        {QStringLiteral("description"), rotation.description},
        {QStringLiteral("roles"), rolesToJson(rotation.roles)},
        {QStringLiteral("newAccountId"), rotation.newAccountId},
        {QStringLiteral("newSecretId"), rotation.newSecretId},
        {QStringLiteral("createdAt"), timeToText(rotation.createdAt)},
        {QStringLiteral("oldExpiresAt"), timeToText(rotation.oldExpiresAt)},
        {QStringLiteral("orphanId"), rotation.orphanId},
        {QStringLiteral("mayAppear"), rotation.mayAppear},
        {QStringLiteral("problem"), rotation.problem}};
    if (rotation.probe)
        json.insert(QStringLiteral("probe"), probeToJson(*rotation.probe));
    return json;
}

void rotationFromJson(const QJsonObject &json, Rotation &rotation)
{
    const auto text = [&json](const char *key) {
        return json[QLatin1StringView(key)].toString();
    };
    rotation.kind =
        text("kind") == QLatin1StringView("account") ? RotationKind::Account : RotationKind::Secret;
    rotation.accountName = text("accountName");
    rotation.lifetimeHours = json[QStringLiteral("lifetimeHours")].toInt();
    rotation.secretsBefore.clear();
    for (const QJsonValue id : json[QStringLiteral("secretsBefore")].toArray())
        rotation.secretsBefore.append(id.toString());
    rotation.oldSecretId = text("oldSecretId");
    rotation.slotSecretId = text("slotSecretId");
    rotation.newAccountName = text("newAccountName");
    rotation.description = text("description");
    rotation.roles = rolesFromJson(json[QStringLiteral("roles")].toArray());
    rotation.newAccountId = text("newAccountId");
    rotation.newSecretId = text("newSecretId");
    rotation.createdAt = timeFromText(text("createdAt"));
    rotation.oldExpiresAt = timeFromText(text("oldExpiresAt"));
    rotation.orphanId = text("orphanId");
    rotation.mayAppear = json[QStringLiteral("mayAppear")].toBool();
    rotation.problem = text("problem");
    if (json.contains(QStringLiteral("probe")))
        rotation.probe = probeFromJson(json[QStringLiteral("probe")].toObject());
}

} // namespace keywright
