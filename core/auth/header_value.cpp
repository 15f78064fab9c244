#include "core/auth/header_value.h"

namespace keywright {

Secret headerValue(QByteArrayView scheme, const Secret &credential)
{
    QByteArray value;
    // Reserved, so that growing leaves no copy behind.
    value.reserve(scheme.size() + 1 + static_cast<qsizetype>(credential.size()));
    value.append(scheme);
    value.append(' ');
    value.append(credential.expose().data(), static_cast<qsizetype>(credential.size()));
    return Secret(std::move(value));
}

} // namespace keywright
