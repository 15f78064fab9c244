#pragma once

#include "app/sandbox/delayed.h"

#include <QByteArray>
#include <QJsonObject>
#include <QList>
#include <QMap>
#include <QString>
#include <QStringList>

#include <optional>

namespace keywright::sandbox::atlas {

// All times are milliseconds since the epoch.

inline constexpr qint64 hourMs = 3'600'000;
inline constexpr qint64 dayMs = 24 * hourMs;

/// Only a digest is kept, so that neither memory nor the data folder gives a secret away.
struct ClientSecret
{
    QString id;
    QByteArray digest;
    QString lastCharacters;
    qint64 createdAtMs = 0;
    qint64 expiresAtMs = 0;
    qint64 usableFromMs = 0;
    std::optional<qint64> lastUsedAtMs;

    bool isUsable(qint64 nowMs) const { return usableFromMs <= nowMs && nowMs < expiresAtMs; }
};

struct AccessEntry
{
    QString address; ///< an IP address, or a block like 203.0.113.0/24
    qint64 createdAtMs = 0;
    int requestCount = 0;
    QString lastUsedAddress;
    std::optional<qint64> lastUsedAtMs;

    bool isBlock() const { return address.contains(u'/'); }
};

using ProjectRoles = QMap<QString, QStringList>; ///< by project id

/// What an account or a key may do.
struct Grants
{
    QStringList organization;
    ProjectRoles projects;

    bool operator==(const Grants &) const = default;
};

struct ServiceAccount
{
    QString clientId;
    QString name;
    QString description;
    qint64 createdAtMs = 0;
    bool systemManaged = false;
    Delayed<Grants> grants;
    QList<AccessEntry> accessList;
    QList<ClientSecret> secrets;
};

/// An API key pair for HTTP digest. Of the private key only the two values of RFC 7616 are kept
/// that checking an answer needs.
struct ApiKey
{
    QString id;
    QString description;
    QString publicKey;
    QString lastCharacters; ///< of the private key
    QByteArray md5;         ///< hex of H(public key:realm:private key)
    QByteArray sha256;
    qint64 usableFromMs = 0;
    Grants grants;
    QStringList accessList;
};

struct Cluster
{
    QString id;
    QString name;
    qint64 createdAtMs = 0;
    QJsonObject properties; ///< what the seed says about it: version, size, provider, region, …
};

struct Project
{
    QString id;
    QString name;
    qint64 createdAtMs = 0;
    QList<Cluster> clusters;
};

struct Organization
{
    QString id;
    QString name;
};

struct Settings
{
    bool apiAccessListRequired = false;
    bool multiFactorAuthRequired = false;
    int mostSecretHours = 8760;
    QString securityContact;
};

/// Something that happened, for the feed of the organisation.
struct Event
{
    QString id;
    QString typeName;
    qint64 createdAtMs = 0;
    QString projectId; ///< empty for events of the organisation
    QString actor;     ///< a client id or a public key
    QString actorAddress;
    QString clientId; ///< the service account it happened to; may be empty
};

} // namespace keywright::sandbox::atlas
