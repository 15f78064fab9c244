#include "core/keychain/foreign_entry.h"
#include "core/keychain/keychain_error.h"
#include "core/keychain/system_keychain.h"

namespace keywright {

namespace {

KeychainEntry entryOf(const QString &service, const QString &user)
{
#ifdef Q_OS_WIN
    // One name for both, as that library makes it.
    return KeychainEntry(service, service + QLatin1Char(':') + user);
#else
    return KeychainEntry(service, user);
#endif
}

/// On macOS that library stores values encoded and says so at their beginning.
Secret decoded(Secret value)
{
    constexpr std::string_view base64("go-keyring-base64:");
    constexpr std::string_view hex("go-keyring-encoded:");
    const std::string_view stored = value.expose();
    const bool isBase64 = stored.starts_with(base64);
    if (!isBase64 && !stored.starts_with(hex))
        return value;
    const std::string_view rest = stored.substr(isBase64 ? base64.size() : hex.size());
    QByteArray encoded(rest.data(), qsizetype(rest.size()));
    Secret result(isBase64 ? QByteArray::fromBase64(encoded) : QByteArray::fromHex(encoded));
    wipe(encoded);
    return result;
}

} // namespace

Async<Secret> readForeignEntry(QString service, QString user)
{
    KeychainEntry entry = entryOf(service, user);
    auto answer = co_await readEntry(std::move(entry), SystemKeychain::jobDeadline);
    if (!answer)
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::NotAnswering));
    switch (answer->code) {
    case KeychainAnswer::Code::Done:
        co_return Result<Secret>(decoded(std::move(answer->value)));
    case KeychainAnswer::Code::NotFound:
        co_return failure(neverStoredError());
    case KeychainAnswer::Code::NoService:
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::Missing));
    case KeychainAnswer::Code::Denied:
        co_return failure(keychainError(KeychainOperation::Read, KeychainProblem::Denied));
    case KeychainAnswer::Code::Failed:
        break;
    }
    co_return failure(
        keychainError(KeychainOperation::Read, KeychainProblem::Failed, answer->detail));
}

} // namespace keywright
