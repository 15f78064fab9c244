#pragma once

#include "core/base/secret.h"

namespace keywright {

/// "<scheme> <credential>", the form of an Authorization header's value (RFC 9110 §11.4).
Secret headerValue(QByteArrayView scheme, const Secret &credential);

} // namespace keywright
