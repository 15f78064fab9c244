#pragma once

#include "core/base/secret.h"

#include <QCoro/QCoroTask>
#include <QString>

#include <chrono>
#include <memory>
#include <optional>

namespace keywright {

/// What QtKeychain said.
struct KeychainAnswer
{
    enum class Code { Done, NotFound, NoService, Denied, Failed };

    Code code = Code::Failed;
    QString detail; ///< the system's own text, when Failed
    Secret value;   ///< of a successful read
};

/// One entry of the system's keychain.
struct KeychainEntry
{
    KeychainEntry(QString serviceName, QString entryKey)
        : service(std::move(serviceName))
        , key(std::move(entryKey))
    {
    }

    QString service;
    QString key;
};

/// Each runs one QtKeychain job and gives it `deadline`; nothing means that it did not end in time.
/// Such a job cannot be stopped: it ends by itself, and what it then brings is wiped.
QCoro::Task<std::optional<KeychainAnswer>>
readEntry(KeychainEntry entry, std::chrono::milliseconds deadline);
QCoro::Task<std::optional<KeychainAnswer>> writeEntry(
    KeychainEntry entry, std::shared_ptr<const Secret> value, std::chrono::milliseconds deadline);
QCoro::Task<std::optional<KeychainAnswer>>
removeEntry(KeychainEntry entry, std::chrono::milliseconds deadline);

} // namespace keywright
