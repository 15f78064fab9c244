#pragma once

#include "core/base/secret.h"

namespace keywright {

/// Bytes that may contain a secret among other things, such as the body of an answer or of a token
/// request. Move-only, wiped on destruction. Readers work on view() and put what is secret into a
/// Secret.
class WipedBytes
{
public:
    WipedBytes() = default;
    explicit WipedBytes(QByteArray &&bytes)
        : m_bytes(std::move(bytes))
    {
    }
    WipedBytes(WipedBytes &&other) noexcept
        : m_bytes(std::exchange(other.m_bytes, {}))
    {
    }
    WipedBytes &operator=(WipedBytes &&other) noexcept
    {
        if (this != &other) {
            wipe(m_bytes);
            m_bytes = std::exchange(other.m_bytes, {});
        }
        return *this;
    }
    WipedBytes(const WipedBytes &) = delete;
    WipedBytes &operator=(const WipedBytes &) = delete;
    ~WipedBytes() { wipe(m_bytes); }

    bool isEmpty() const { return m_bytes.isEmpty(); }
    qsizetype size() const { return m_bytes.size(); }

    /// Valid while this object lives; not to be stored.
    const QByteArray &view() const { return m_bytes; }

private:
    QByteArray m_bytes;
};

} // namespace keywright
