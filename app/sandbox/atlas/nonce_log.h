#pragma once

#include <QByteArray>
#include <QHash>
#include <QSet>

namespace keywright::sandbox::atlas {

/// The nonces of HTTP digest: made here, valid for some minutes, and good for every count once.
class NonceLog
{
public:
    static constexpr qint64 lifetimeMs = 300'000;

    static QByteArray make(const QByteArray &signingSecret, qint64 nowMs);

    enum class Verdict {
        Fresh,
        Stale,  ///< ours, but too old or this count was used before
        Foreign ///< not made here
    };
    /// Remembers @p count, so that the same answer is stale the next time.
    Verdict
    use(const QByteArray &nonce, quint32 count, const QByteArray &signingSecret, qint64 nowMs);

private:
    struct Use
    {
        qint64 madeAtMs = 0;
        QSet<quint32> counts;
    };
    QHash<QByteArray, Use> m_uses;
};

} // namespace keywright::sandbox::atlas
