#include "core/base/secret.h"

#include <QString>

#include <algorithm>
#include <cstdlib>
#include <cstring>
#include <new>
#include <utility>

#ifdef Q_OS_UNIX
#include <sys/mman.h>
#endif

namespace keywright {

namespace {

void wipeMemory(void *data, std::size_t size)
{
    volatile auto *bytes = static_cast<volatile unsigned char *>(data);
    for (std::size_t i = 0; i < size; ++i)
        bytes[i] = 0;
}

#ifdef Q_OS_UNIX
// Whole pages of their own, so that unlocking one secret never unlocks another.
char *allocate(std::size_t size)
{
    void *pages = ::mmap(nullptr, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (pages == MAP_FAILED)
        throw std::bad_alloc();
    // Both are best effort: the limit on locked memory may be small, and the secret must work all
    // the same.
    ::mlock(pages, size);
#ifdef MADV_DONTDUMP
    ::madvise(pages, size, MADV_DONTDUMP);
#endif
    return static_cast<char *>(pages);
}

void deallocate(char *data, std::size_t size)
{
    ::munmap(data, size);
}
#else
char *allocate(std::size_t size)
{
    return static_cast<char *>(::operator new(size));
}

void deallocate(char *data, std::size_t)
{
    ::operator delete(data);
}
#endif

} // namespace

void wipe(QByteArray &bytes)
{
    // constData() does not detach, so the shared payload itself is overwritten. A literal owns no
    // payload.
    if (bytes.data_ptr().isMutable())
        wipeMemory(const_cast<char *>(bytes.constData()), static_cast<std::size_t>(bytes.size()));
    bytes = QByteArray();
}

void wipe(QString &text)
{
    if (text.data_ptr().isMutable())
        wipeMemory(
            const_cast<QChar *>(text.constData()),
            static_cast<std::size_t>(text.size()) * sizeof(QChar));
    text = QString();
}

Secret::Secret(const char *data, std::size_t size)
{
    if (size == 0)
        return;
    m_data = allocate(size);
    m_size = size;
    std::memcpy(m_data, data, size);
}

Secret::Secret(QByteArray &&utf8)
    : Secret(utf8.constData(), static_cast<std::size_t>(utf8.size()))
{
    wipe(utf8);
}

Secret Secret::fromText(QString &&text)
{
    Secret secret(text.toUtf8());
    wipe(text);
    return secret;
}

Secret::Secret(Secret &&other) noexcept
    : m_data(std::exchange(other.m_data, nullptr))
    , m_size(std::exchange(other.m_size, 0))
{
}

Secret &Secret::operator=(Secret &&other) noexcept
{
    if (this != &other) {
        release();
        m_data = std::exchange(other.m_data, nullptr);
        m_size = std::exchange(other.m_size, 0);
    }
    return *this;
}

Secret::~Secret()
{
    release();
}

void Secret::release() noexcept
{
    if (!m_data)
        return;
    wipeMemory(m_data, m_size);
    deallocate(m_data, m_size);
    m_data = nullptr;
    m_size = 0;
}

Secret Secret::duplicate() const
{
    return Secret(m_data, m_size);
}

bool Secret::operator==(const Secret &other) const
{
    const std::size_t longest = std::max(m_size, other.m_size);
    unsigned difference = m_size == other.m_size ? 0U : 1U;
    for (std::size_t i = 0; i < longest; ++i) {
        const unsigned mine = i < m_size ? static_cast<unsigned char>(m_data[i]) : 0U;
        const unsigned theirs = i < other.m_size ? static_cast<unsigned char>(other.m_data[i]) : 0U;
        difference |= mine ^ theirs;
    }
    return difference == 0;
}

QDebug operator<<(QDebug debug, const Secret &)
{
    const QDebugStateSaver saver(debug);
    debug.noquote() << QStringLiteral("•••");
    return debug;
}

} // namespace keywright
