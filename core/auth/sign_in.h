#pragma once

namespace keywright {

/// How a connection's own credential signs in.
enum class SignIn {
    ApiKey,            ///< one long-lived key
    ClientCredentials, ///< client id and client secret, exchanged for tokens (RFC 6749 §4.4)
    Digest             ///< public and private key (HTTP digest, RFC 7616)
};

} // namespace keywright
