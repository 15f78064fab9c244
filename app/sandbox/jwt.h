#pragma once

#include <QByteArray>
#include <QJsonObject>

#include <optional>

namespace keywright::sandbox {

/// A JWT signed with HMAC-SHA256 (RFC 7519, RFC 7515). Clients treat it as opaque.
QByteArray signJwt(const QJsonObject &payload, const QByteArray &signingSecret);

/// The payload of a token that this signing secret made; says nothing about its expiry.
std::optional<QJsonObject> readJwt(const QByteArray &token, const QByteArray &signingSecret);

} // namespace keywright::sandbox
