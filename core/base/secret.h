#pragma once

#include <QByteArray>
#include <QDebug>

#include <cstddef>
#include <iosfwd>
#include <string_view>

class QDataStream;
class QTextStream;

namespace keywright {

/// Overwrites the bytes of `bytes` in place and empties it. Other copies that share its payload are
/// overwritten as well, which is the point.
void wipe(QByteArray &bytes);

/// Overwrites `text` likewise.
void wipe(QString &text);

/// The only type that carries a secret value. Move-only; the memory is locked where the system
/// allows, left out of core dumps, and zeroed on destruction. It prints as bullets and compares in
/// constant time.
class Secret
{
public:
    Secret() = default;

    /// Takes the value (UTF-8) and wipes the source.
    explicit Secret(QByteArray &&utf8);
    static Secret fromText(QString &&text);

    Secret(Secret &&other) noexcept;
    Secret &operator=(Secret &&other) noexcept;
    Secret(const Secret &) = delete;
    Secret &operator=(const Secret &) = delete;
    ~Secret();

    /// A second, independent owner of the same value: deliberate, therefore spelled out.
    Secret duplicate() const;

    bool isEmpty() const { return m_size == 0; }
    std::size_t size() const { return m_size; }

    /// The value, UTF-8, valid while this object lives. Whoever copies it out wipes the copy.
    std::string_view expose() const { return {m_data, m_size}; }

    /// Constant time in the length of the longer value.
    bool operator==(const Secret &other) const;

    friend QDebug operator<<(QDebug debug, const Secret &secret);

private:
    Secret(const char *data, std::size_t size);
    void release() noexcept;

    char *m_data = nullptr;
    std::size_t m_size = 0;
};

std::ostream &operator<<(std::ostream &, const Secret &) = delete;
QTextStream &operator<<(QTextStream &, const Secret &) = delete;
QDataStream &operator<<(QDataStream &, const Secret &) = delete;

} // namespace keywright
