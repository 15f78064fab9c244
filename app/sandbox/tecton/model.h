#pragma once

#include "app/sandbox/delayed.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QString>
#include <QStringList>

namespace keywright::sandbox::tecton {

enum class CredentialType { ApiKey, OAuth };

/// A role on a resource. Workspace roles on the organisation mean "on all workspaces".
struct Grant
{
    QString resourceType; ///< RESOURCE_TYPE_WORKSPACE or RESOURCE_TYPE_ORGANIZATION
    QString resourceId;   ///< the workspace's name, or the organisation's id
    QString role;         ///< the legacy id, for example read_data_role

    bool operator==(const Grant &) const = default;
};

struct Group
{
    QString id;
    QString name;
    QList<Grant> grants;
};

/// Only a digest is kept, so that neither memory nor the data folder gives a secret away.
struct StoredSecret
{
    QString id;
    QByteArray digest;
    QString lastCharacters;
    Delayed<bool> active;
    qint64 createdAtMs = 0;
    qint64 updatedAtMs = 0;
};

struct Account
{
    QString id;
    QString name;
    QString description;
    CredentialType type = CredentialType::OAuth;
    QString createdBy; ///< a user's e-mail address, or the id of a service account
    qint64 createdAtMs = 0;
    Delayed<bool> active{true};
    QByteArray apiKeyDigest; ///< API-key accounts only
    qint64 apiKeyUsableFromMs = 0;
    QList<StoredSecret> secrets; ///< OAuth accounts only
    QList<QString> groupIds;
    Delayed<QList<Grant>> grants;

    StoredSecret *secret(const QString &secretId);
    qsizetype activeSecretCount() const;
};

struct Workspace
{
    QString name;
    bool materializable = false;
    qint64 createdAtMs = 0;
};

/// A join key, a request-context field or a feature.
struct Field
{
    QString name;
    QJsonObject dataType; ///< as on the wire, for example {"type": "int64"}
    QJsonObject hints;    ///< how feature_values makes a value; everything else the seed said

    QString typeName() const { return dataType.value(QLatin1StringView("type")).toString(); }
};

struct FeatureService
{
    QString id;
    QString workspace;
    QString name;
    QList<Field> joinKeys;
    QList<Field> requestContext;
    QList<Field> features;
    QStringList oversizedKeys; ///< join key values whose row exceeds the online store's limit
};

/// What the seed describes and no call changes.
struct Catalog
{
    QString organizationId;
    QList<Workspace> workspaces;
    QList<Group> groups;
    QList<FeatureService> featureServices;

    const Workspace *workspace(const QString &name) const;
    const Group *group(const QString &id) const;
    const FeatureService *featureService(const QString &workspace, const QString &name) const;
    const FeatureService *featureServiceById(const QString &workspace, const QString &id) const;
};

} // namespace keywright::sandbox::tecton
