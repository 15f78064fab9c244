// Replaces free() and realloc() of the window's program, for the libraries in it as well, by ones
// that overwrite memory before it goes back to the heap.
//
// A secret that is shown, sent or stored passes through buffers that are not ours: of Qt, D-Bus and
// X11. They are freed as they are, and the value would stay in unused memory until chance
// overwrites it. Replacing operator delete would not reach them, as Qt's containers use malloc().
//
// Only where the C library is glibc, which allows to replace these functions, and not under
// sanitizers, which replace them themselves. Where another heap was put before glibc's, by
// LD_PRELOAD or by a tool that watches the program, its functions are called and nothing is
// overwritten: what it does with the memory beside a block is not known. What it is worth,
// tests/e2e/secrecy.py shows.

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

#include <atomic>
#include <dlfcn.h>
#include <link.h>
#include <malloc.h>

extern "C" void *__libc_malloc(std::size_t size) noexcept;
extern "C" void __libc_free(void *block) noexcept;
extern "C" void *__libc_realloc(void *block, std::size_t size) noexcept;

namespace {

/// glibc maps no smaller block by itself (its default M_MMAP_THRESHOLD).
constexpr std::size_t smallestMapping = 128 * 1024;

enum class Heap { Unknown, BeingFound, Ours, Foreign };

/// What free() and realloc() were before this file replaced them.
struct NextHeap
{
    std::atomic<Heap> kind{Heap::Unknown};
    void (*free)(void *) = nullptr;
    void *(*realloc)(void *, std::size_t) = nullptr;
};

constinit NextHeap nextHeap;

template <class Function> Function next(const char *name)
{
    return reinterpret_cast<Function>(::dlsym(RTLD_NEXT, name));
}

/// valgrind leaves the names as they are, and takes the code behind them over.
bool isWatched()
{
    const auto look = [](dl_phdr_info *library, std::size_t, void *) {
        return std::strstr(library->dlpi_name, "/vgpreload_") != nullptr ? 1 : 0;
    };
    return ::dl_iterate_phdr(look, nullptr) != 0;
}

/// Found at the first call, which comes before there are threads.
Heap heap() noexcept
{
    const Heap known = nextHeap.kind.load(std::memory_order_acquire);
    if (known != Heap::Unknown)
        return known;
    nextHeap.kind.store(Heap::BeingFound, std::memory_order_release);
    nextHeap.free = next<void (*)(void *)>("free");
    nextHeap.realloc = next<void *(*)(void *, std::size_t)>("realloc");
    const bool isGlibc = nextHeap.free == &__libc_free && nextHeap.realloc == &__libc_realloc &&
                         next<void *(*)(std::size_t)>("malloc") == &__libc_malloc;
    const Heap found = isGlibc && !isWatched() ? Heap::Ours : Heap::Foreign;
    nextHeap.kind.store(found, std::memory_order_release);
    return found;
}

/// Whether the block consists of pages of its own. These go back to the system at once, which hands
/// them out zeroed; and most of them are images, of which much was never touched. glibc notes it in
/// the second bit of the word before the block.
bool isMapping(const void *block, std::size_t usable)
{
    constexpr std::size_t mappedBit = 2;
    return usable >= smallestMapping &&
           (static_cast<const std::size_t *>(block)[-1] & mappedBit) != 0;
}

/// Overwrites what a block has beyond `size` bytes.
void scrubTail(void *block, std::size_t size)
{
    const std::size_t usable = ::malloc_usable_size(block);
    if (size < usable)
        ::explicit_bzero(static_cast<char *>(block) + size, usable - size);
}

void *reallocMapping(void *block, std::size_t size, std::size_t usable)
{
    void *resized = __libc_realloc(block, size);
    if (resized && size < usable)
        scrubTail(resized, size);
    return resized;
}

/// Never moves a block without overwriting where it was, so a block grows in place only within what
/// the heap had rounded up to.
void *reallocScrubbed(void *block, std::size_t size)
{
    const std::size_t usable = ::malloc_usable_size(block);
    if (isMapping(block, usable))
        return reallocMapping(block, size, usable);
    if (size <= usable && size >= usable / 2) {
        scrubTail(block, size);
        return block;
    }
    void *moved = std::malloc(size);
    if (!moved)
        return nullptr;
    std::memcpy(moved, block, size < usable ? size : usable);
    std::free(block);
    return moved;
}

} // namespace

extern "C" void free(void *block) noexcept
{
    if (!block)
        return;
    switch (heap()) {
    case Heap::Ours: {
        const std::size_t usable = ::malloc_usable_size(block);
        if (!isMapping(block, usable))
            ::explicit_bzero(block, usable);
        return __libc_free(block);
    }
    case Heap::Foreign:
        return nextHeap.free(block);
    case Heap::Unknown:
    case Heap::BeingFound:
        return; // Of what finds it, once: it is left.
    }
}

extern "C" void *realloc(void *block, std::size_t size) noexcept
{
    if (!block)
        return std::malloc(size);
    if (heap() != Heap::Ours)
        return nextHeap.realloc ? nextHeap.realloc(block, size) : nullptr;
    if (size == 0) {
        std::free(block);
        return nullptr;
    }
    return reallocScrubbed(block, size);
}

#endif
