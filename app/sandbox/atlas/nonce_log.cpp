#include "app/sandbox/atlas/nonce_log.h"

#include "app/sandbox/secret_values.h"

#include <QMessageAuthenticationCode>

#include <optional>

namespace keywright::sandbox::atlas {

namespace {

QByteArray signatureOf(const QByteArray &text, const QByteArray &signingSecret)
{
    return QMessageAuthenticationCode::hash(text, signingSecret, QCryptographicHash::Sha256)
        .first(16)
        .toHex();
}

/// When the nonce was made; nothing when it is not one of ours.
std::optional<qint64> timeOf(const QByteArray &nonce, const QByteArray &signingSecret)
{
    const qsizetype end = nonce.lastIndexOf('-');
    if (end < 0 || !sameBytes(nonce.mid(end + 1), signatureOf(nonce.first(end), signingSecret)))
        return std::nullopt;
    return nonce.first(nonce.indexOf('-')).toLongLong();
}

} // namespace

QByteArray NonceLog::make(const QByteArray &signingSecret, qint64 nowMs)
{
    const QByteArray text = QByteArray::number(nowMs) + '-' + randomBytes(8).toHex();
    return text + '-' + signatureOf(text, signingSecret);
}

NonceLog::Verdict
NonceLog::use(const QByteArray &nonce, quint32 count, const QByteArray &signingSecret, qint64 nowMs)
{
    m_uses.removeIf([&](const auto &use) { return use->madeAtMs + lifetimeMs <= nowMs; });
    const auto madeAtMs = timeOf(nonce, signingSecret);
    if (!madeAtMs)
        return Verdict::Foreign;
    if (*madeAtMs + lifetimeMs <= nowMs || m_uses.value(nonce).counts.contains(count))
        return Verdict::Stale;
    Use &use = m_uses[nonce];
    use.madeAtMs = *madeAtMs;
    use.counts.insert(count);
    return Verdict::Fresh;
}

} // namespace keywright::sandbox::atlas
