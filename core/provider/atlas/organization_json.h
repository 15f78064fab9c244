#pragma once

#include "core/base/json_reader.h"
#include "core/identity/access_entry.h"
#include "core/provider/api_keys.h"
#include "core/provider/events.h"
#include "core/provider/organization_settings.h"
#include "core/provider/projects.h"
#include "core/provider/provider.h"
#include "core/provider/visibility.h"

#include <QJsonDocument>

namespace keywright::atlas {

// The JSON of everything that is not a service account. Pure functions.

/// Whom the system status was told to, when that is an API key; the name is its public key.
Result<Identity> readStatus(const QJsonObject &answer);

Result<QList<VisibleItem>> readItems(const QList<QJsonObject> &results);
Result<Project> readProject(const QJsonObject &answer);
Result<QList<Project>> readProjects(const QList<QJsonObject> &results);
Result<QStringList> readClusterNames(const QList<QJsonObject> &results);
Result<OrganizationRules> readRules(const QJsonObject &answer);
Result<QList<ApiKeyInfo>> readApiKeys(const QList<QJsonObject> &results);
Result<QList<RemoteEvent>> readEvents(const QList<QJsonObject> &results);

/// Addresses as the server spells them.
Result<QList<AccessEntry>> readAccessEntries(const QList<QJsonObject> &results);
/// `addresses` as parseAccessAddress gives them.
QJsonDocument accessEntriesBody(const QStringList &addresses);
/// The spelling that the API's own document asks for: IPv6 with all its eight groups.
QString wireAddress(const QString &address);

} // namespace keywright::atlas
