#pragma once

#include <QString>
#include <QUrl>

#include <chrono>

namespace keywright {

/// How a connection reaches its server. Values only; HttpClient applies them.
struct TransportOptions
{
    QUrl proxy;     ///< http:// or socks5://; empty means the system's proxy settings
    QString caFile; ///< PEM file with additional certificate authorities, or empty
    std::chrono::milliseconds connectTimeout{10'000};
    std::chrono::milliseconds transferTimeout{30'000}; ///< without any progress
    std::chrono::milliseconds deadline{60'000};        ///< whole call, retries included

    bool operator==(const TransportOptions &) const = default;
};

} // namespace keywright
