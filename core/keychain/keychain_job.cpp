#include "core/keychain/keychain_job.h"

#include <QCoro/QCoroSignal>
#include <qt6keychain/keychain.h>

#include <utility>

namespace keywright {

namespace {

using Code = KeychainAnswer::Code;

Code codeOf(QKeychain::Error error)
{
    switch (error) {
    case QKeychain::NoError:
        return Code::Done;
    case QKeychain::EntryNotFound:
        return Code::NotFound;
    case QKeychain::AccessDeniedByUser:
    case QKeychain::AccessDenied:
        return Code::Denied;
    case QKeychain::NoBackendAvailable:
    case QKeychain::NotImplemented:
        return Code::NoService;
    case QKeychain::CouldNotDeleteEntry:
    case QKeychain::OtherError:
        return Code::Failed;
    }
    return Code::Failed;
}

QCoro::Task<std::optional<KeychainAnswer>>
run(QKeychain::Job *job, std::chrono::milliseconds deadline)
{
    // Filled by the job even when nobody waits any more; a late value dies, wiped, with the answer.
    auto answer = std::make_shared<std::optional<KeychainAnswer>>();
    QObject::connect(job, &QKeychain::Job::finished, job, [answer](QKeychain::Job *ended) {
        KeychainAnswer filled;
        filled.code = codeOf(ended->error());
        filled.detail = ended->errorString();
        if (const auto *read = qobject_cast<QKeychain::ReadPasswordJob *>(ended))
            filled.value = Secret(read->binaryData());
        *answer = std::move(filled);
    });
    job->start();
    co_await qCoro(job, &QKeychain::Job::finished, deadline);
    std::optional<KeychainAnswer> result = std::exchange(*answer, std::nullopt);
    co_return std::move(result);
}

} // namespace

QCoro::Task<std::optional<KeychainAnswer>>
readEntry(KeychainEntry entry, std::chrono::milliseconds deadline)
{
    auto *job = new QKeychain::ReadPasswordJob(entry.service);
    job->setKey(entry.key);
    return run(job, deadline);
}

QCoro::Task<std::optional<KeychainAnswer>> writeEntry(
    KeychainEntry entry, std::shared_ptr<const Secret> value, std::chrono::milliseconds deadline)
{
    auto *job = new QKeychain::WritePasswordJob(entry.service);
    job->setKey(entry.key);
    const std::string_view bytes = value->expose();
    QByteArray payload(bytes.data(), static_cast<qsizetype>(bytes.size()));
    // Binary, because the job then shares this very payload, which can be wiped once it has ended;
    // of a text it would make a copy of its own.
    job->setBinaryData(payload);
    QObject::connect(job, &QObject::destroyed, [payload]() mutable { wipe(payload); });
    return run(job, deadline);
}

QCoro::Task<std::optional<KeychainAnswer>>
removeEntry(KeychainEntry entry, std::chrono::milliseconds deadline)
{
    auto *job = new QKeychain::DeletePasswordJob(entry.service);
    job->setKey(entry.key);
    return run(job, deadline);
}

} // namespace keywright
