#pragma once

#include "app/sandbox/atlas/model.h"

#include <QJsonArray>

namespace keywright::sandbox::atlas {

// The model as it is kept between two starts. A change that was not yet in effect when the sandbox
// stopped is in effect after the start.
QJsonObject modelToJson(const ServiceAccount &account);
QJsonObject modelToJson(const ApiKey &key);
QJsonObject modelToJson(const Project &project);
QJsonObject modelToJson(const Settings &settings);
QJsonObject modelToJson(const Event &event);

template <class T> T modelFromJson(const QJsonObject &object);
template <> ServiceAccount modelFromJson(const QJsonObject &object);
template <> ApiKey modelFromJson(const QJsonObject &object);
template <> Project modelFromJson(const QJsonObject &object);
template <> Settings modelFromJson(const QJsonObject &object);
template <> Event modelFromJson(const QJsonObject &object);

} // namespace keywright::sandbox::atlas
