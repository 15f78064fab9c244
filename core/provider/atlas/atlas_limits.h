#pragma once

#include <chrono>

namespace keywright::atlas {

// What the vendor documents ("Service Accounts Overview", "Rotate Service Account Secrets").

inline constexpr int minSecretHours = 8;
inline constexpr int maxSecretHours = 8'760;
inline constexpr int usualSecretHours = 2'160; ///< own choice: 90 days
inline constexpr int maxAccessEntries = 200;
inline constexpr int tokensPerMinute = 10;
inline constexpr int mostLiveTokens = 100;
/// What is left to a secret at most when another one is made.
inline constexpr std::chrono::days lifeBesideNewSecret{7};

} // namespace keywright::atlas
