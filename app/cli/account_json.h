#pragma once

#include "core/connection/session.h"

#include <QJsonObject>

namespace keywright::cli {

/// The provider-neutral JSON of the command line; keys are stable, times ISO 8601 UTC, absent
/// values null.
QJsonObject accountJson(const ServiceAccount &account, const Connection &connection);
QJsonObject secretJson(const ClientSecret &secret);
QJsonObject grantJson(const RoleGrant &grant);
QJsonValue timeJson(const QDateTime &time);
QJsonValue textJson(const QString &text);

/// The same for a table; a dash where there is none.
QString timeText(const QDateTime &time);

} // namespace keywright::cli
