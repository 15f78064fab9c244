#include "core/net/answer_buffer.h"

#include <QIODevice>

#include <algorithm>
#include <cstring>
#include <utility>

namespace keywright {

namespace {

constexpr qsizetype smallestCapacity = 16 * 1024;
constexpr qint64 largestReservation = 1024 * 1024;

} // namespace

AnswerBuffer::AnswerBuffer(qint64 limit)
    : m_limit(limit)
{
}

AnswerBuffer::~AnswerBuffer()
{
    wipe(m_bytes);
}

void AnswerBuffer::reserve(qint64 announced)
{
    // The announced length is the server's claim: believed only as far as it costs little. One byte
    // more shows the end without growing.
    const qint64 wanted = std::min(announced, largestReservation) + 1;
    if (wanted > m_bytes.size())
        grow(wanted);
}

bool AnswerBuffer::readFrom(QIODevice &source)
{
    while (true) {
        if (m_used == m_bytes.size())
            grow(std::max(smallestCapacity, m_bytes.size() * 2));
        const qint64 count = source.read(m_bytes.data() + m_used, m_bytes.size() - m_used);
        if (count <= 0)
            return true;
        m_used += count;
        if (m_used > m_limit)
            return false;
    }
}

WipedBytes AnswerBuffer::take()
{
    m_bytes.truncate(std::exchange(m_used, 0));
    return WipedBytes(std::exchange(m_bytes, {}));
}

void AnswerBuffer::grow(qsizetype capacity)
{
    QByteArray larger(capacity, Qt::Uninitialized);
    std::memcpy(larger.data(), m_bytes.constData(), static_cast<std::size_t>(m_used));
    wipe(m_bytes);
    m_bytes = std::move(larger);
}

} // namespace keywright
