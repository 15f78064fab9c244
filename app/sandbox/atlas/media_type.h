#pragma once

#include "app/sandbox/atlas/api_error.h"

namespace keywright::sandbox::atlas {

// Versions are dates like 2024-08-05, which sort as text.

/// Whether an Accept value asks for a version that has the resource: the newest one that is not
/// newer than the date asked for is served. 406 without a readable date, 410 when it is too old.
ApiResult<void> checkAccept(const QByteArray &accept, const QByteArray &resourceVersion);

/// The same for the Content-Type of a body: 415 without a readable date, 410 when it is too old.
ApiResult<void> checkContentType(const QByteArray &contentType, const QByteArray &resourceVersion);

QByteArray mediaTypeOf(const QByteArray &resourceVersion);

} // namespace keywright::sandbox::atlas
