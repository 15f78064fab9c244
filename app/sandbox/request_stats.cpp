#include "app/sandbox/request_stats.h"

namespace keywright::sandbox {

using namespace Qt::Literals::StringLiterals;

void RequestStats::count(
    const QByteArray &method, const QByteArray &path, const QByteArray &outcome)
{
    const std::lock_guard lock(m_mutex);
    ++m_counts[method + ' ' + path][outcome];
    ++m_total;
}

QJsonObject RequestStats::toJson() const
{
    const std::lock_guard lock(m_mutex);
    QJsonObject requests;
    for (auto path = m_counts.cbegin(); path != m_counts.cend(); ++path) {
        QJsonObject outcomes;
        for (auto outcome = path->cbegin(); outcome != path->cend(); ++outcome)
            outcomes.insert(QString::fromLatin1(outcome.key()), outcome.value());
        requests.insert(QString::fromUtf8(path.key()), outcomes);
    }
    return {{u"total"_s, m_total}, {u"requests"_s, requests}};
}

} // namespace keywright::sandbox
