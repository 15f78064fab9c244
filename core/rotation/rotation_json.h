#pragma once

#include "core/rotation/rotation.h"

#include <QJsonObject>

namespace keywright {

/// What of a rotation the journal keeps in one column: all but id, connection, account, step and
/// the journal's own times.
QJsonObject rotationToJson(const Rotation &rotation);
/// Fills in what `json` tells.
void rotationFromJson(const QJsonObject &json, Rotation &rotation);

} // namespace keywright
