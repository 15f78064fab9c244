// Replaces free() and realloc() of the window's program, for the libraries in it as well, by ones
// that overwrite memory before it goes back to the heap.
//
// A secret that is shown, sent or stored passes through buffers that are not ours: of Qt, D-Bus and
// X11. They are freed as they are, and the value would stay in unused memory until chance
// overwrites it. Replacing operator delete would not reach them, as Qt's containers use malloc().
//
// Only where the C library is glibc, which allows to replace these functions, and not under
// sanitizers, which replace them themselves. What it is worth, tests/e2e/secrecy.py shows.

#include <cstddef>
#include <cstdlib>
#include <cstring>

#if defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define KEYWRIGHT_HEAP_IS_REPLACED
#endif
#endif
#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define KEYWRIGHT_HEAP_IS_REPLACED
#endif

#if defined(__GLIBC__) && !defined(KEYWRIGHT_HEAP_IS_REPLACED)

#include <malloc.h>

extern "C" void __libc_free(void *block) noexcept;
extern "C" void *__libc_realloc(void *block, std::size_t size) noexcept;

namespace {

/// glibc maps no smaller block by itself (its default M_MMAP_THRESHOLD).
constexpr std::size_t smallestMapping = 128 * 1024;

/// Whether the block consists of pages of its own. These go back to the system at once, which hands
/// them out zeroed; and most of them are images, of which much was never touched. glibc notes it in
/// the second bit of the word before the block.
bool isMapping(const void *block, std::size_t usable)
{
    constexpr std::size_t mappedBit = 2;
    return usable >= smallestMapping &&
           (static_cast<const std::size_t *>(block)[-1] & mappedBit) != 0;
}

} // namespace

extern "C" void free(void *block) noexcept
{
    if (!block)
        return;
    const std::size_t usable = ::malloc_usable_size(block);
    if (!isMapping(block, usable))
        ::explicit_bzero(block, usable);
    __libc_free(block);
}

/// Never moves a block without overwriting where it was, so a block grows in place only within what
/// the heap had rounded up to.
extern "C" void *realloc(void *block, std::size_t size) noexcept
{
    if (!block)
        return std::malloc(size);
    if (size == 0) {
        std::free(block);
        return nullptr;
    }
    const std::size_t usable = ::malloc_usable_size(block);
    if (isMapping(block, usable))
        return __libc_realloc(block, size);
    if (size <= usable && size >= usable / 2)
        return block;
    void *moved = std::malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, size < usable ? size : usable);
    std::free(block);
    return moved;
}

#endif
