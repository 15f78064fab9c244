#pragma once

#include "core/base/secret.h"

#include <QString>

namespace keywright {

/// Takes secrets out of text, by shape: Authorization headers, client_secret, api_key, access_token
/// and their relatives in JSON, forms and query strings, mdb_sa_sk_… values, JWTs. What it cannot
/// tell from a secret it removes as well.
QString redacted(const QString &text);

/// Also removes `known` wherever it stands, plain, percent-encoded or as Base64.
QString redacted(const QString &text, const Secret &known);

} // namespace keywright
