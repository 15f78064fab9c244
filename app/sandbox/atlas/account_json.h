#pragma once

#include "app/sandbox/atlas/model.h"

#include <QJsonArray>

namespace keywright::sandbox::atlas {

/// An account as one scope sees it: with its roles there.
QJsonObject toJson(const ServiceAccount &account, const QStringList &roles);
QJsonObject toJson(const ClientSecret &secret);
/// The same with the value, which is told once.
QJsonObject toJson(const ClientSecret &secret, const QString &value);

} // namespace keywright::sandbox::atlas
