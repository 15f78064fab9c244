#pragma once

#include "core/base/result.h"

#include <QUrl>

namespace keywright {

/// Turns what a person typed as a server's address into its base URL, without a trailing slash.
/// Refused, as a field error on `field`: no scheme, another scheme than https, http to a host that
/// is not loopback, credentials in the URL, a query or fragment, no host.
Result<QUrl> parseBaseUrl(const QString &text, const QString &field);

/// True for localhost, 127.0.0.0/8 and ::1.
bool isLoopback(const QUrl &url);

/// `base` with `path` (which begins with a slash and is already percent-encoded) appended.
QUrl joinPath(const QUrl &base, const QString &encodedPath);

} // namespace keywright
