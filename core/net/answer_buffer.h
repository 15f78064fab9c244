#pragma once

#include "core/base/wiped_bytes.h"

class QIODevice;

namespace keywright {

/// Collects the body of an answer up to a limit. Where it grows it wipes what it leaves behind,
/// which QByteArray's own growth would not.
class AnswerBuffer
{
public:
    explicit AnswerBuffer(qint64 limit);
    ~AnswerBuffer();
    AnswerBuffer(const AnswerBuffer &) = delete;
    AnswerBuffer &operator=(const AnswerBuffer &) = delete;

    void reserve(qint64 announced);

    /// Takes everything that can be read now. False when the limit is passed.
    bool readFrom(QIODevice &source);

    WipedBytes take();

private:
    void grow(qsizetype capacity);

    qint64 m_limit;
    QByteArray m_bytes; ///< its size is the capacity
    qsizetype m_used = 0;
};

} // namespace keywright
