#include "ui/lookup/lookup_runner.h"

#include "core/base/deliver.h"
#include "ui/lookup/reader_access.h"

namespace keywright {

namespace {

QString credentialKey(const QString &connectionId, const QString &accountId)
{
    return QStringLiteral("%1/%2").arg(connectionId, accountId);
}

} // namespace

LookupRunner::LookupRunner(std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clock(std::move(clock))
{
}

LookupRunner::~LookupRunner()
{
    m_cancel.cancel();
}

void LookupRunner::run(
    std::shared_ptr<Session> session, LookupCredential credential, LookupRequest request)
{
    if (m_running)
        return;
    m_running = true;
    m_cancel = CancelSource();
    m_key = credentialKey(session->connection().id, credential.accountId);
    Q_EMIT started();
    deliver(
        openReader(std::move(session), credential.accountId), this,
        [this, credential,
         request = std::move(request)](Result<std::shared_ptr<FeatureReader>> reader) mutable {
            if (!reader)
                end(failure(std::move(reader).error()));
            else if (m_cancel.token().isCancelled())
                end(failure(makeError(ErrorKind::Cancelled, tr("The lookup was cancelled."))));
            else
                send(*std::move(reader), credential, std::move(request));
        });
}

PendingPolicy LookupRunner::policyFor(const LookupCredential &credential) const
{
    PendingPolicy policy(m_clock);
    if (m_proven.contains(m_key) || !credential.freshSince.isValid()) {
        policy.window = std::chrono::milliseconds(0);
        return policy;
    }
    // A server whose clock is ahead must not make a credential younger than new.
    const qint64 age = std::max<qint64>(0, credential.freshSince.msecsTo(m_clock->now()));
    policy.since -= std::chrono::milliseconds(age);
    return policy;
}

void LookupRunner::send(
    std::shared_ptr<FeatureReader> reader, const LookupCredential &credential,
    LookupRequest request)
{
    m_authorizers.insert(m_key, reader->authorizer());
    const CancelToken cancel = m_cancel.token();
    std::function<Async<LookupResult>()> attempt = [reader, request, cancel] {
        return reader->lookup(request, cancel);
    };
    const QPointer<LookupRunner> self(this);
    auto refused = [self](const PendingRefusal &refusal) {
        if (self)
            Q_EMIT self->pending(refusal);
    };
    deliver(
        retryWhilePending<LookupResult>(
            std::move(attempt), policyFor(credential), cancel, std::move(refused)),
        this, [this](Result<LookupResult> result) { end(std::move(result)); });
}

void LookupRunner::end(Result<LookupResult> result)
{
    m_running = false;
    if (result) {
        m_proven.insert(m_key);
        Q_EMIT finished(*result);
    } else {
        Q_EMIT failed(result.error());
    }
}

void LookupRunner::cancel()
{
    m_cancel.cancel();
}

std::optional<QDateTime>
LookupRunner::tokenExpiresAt(const QString &connectionId, const QString &accountId) const
{
    const auto authorizer = m_authorizers.value(credentialKey(connectionId, accountId)).lock();
    return authorizer ? authorizer->tokenExpiresAt() : std::nullopt;
}

} // namespace keywright
