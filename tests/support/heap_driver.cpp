// Uses the heap of the window's program, and says what is left in memory that was given back.
// "use" only uses it, for heaps of others. Exit status: 0 as it shall be, 1 not.

#include <algorithm>
#include <array>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <cstring>
#include <string>
#include <thread>
#include <vector>

namespace {

constexpr char pattern = '\x5a';
/// The heap writes its own lists into the first words of what it got back.
constexpr std::size_t listWords = 16;

std::uintptr_t addressOf(const void *block)
{
    return reinterpret_cast<std::uintptr_t>(block);
}

/// By address, as the compiler knows that nobody may look there.
std::size_t patternsLeft(std::uintptr_t address, std::size_t begin, std::size_t end)
{
    const auto *bytes = reinterpret_cast<const volatile char *>(address);
    std::size_t left = 0;
    for (std::size_t i = begin; i < end; ++i)
        left += bytes[i] == pattern ? 1 : 0;
    return left;
}

char *filled(std::size_t size)
{
    auto *block = static_cast<char *>(std::malloc(size));
    std::memset(block, pattern, size);
    return block;
}

bool tell(const char *what, std::size_t size, std::size_t left)
{
    if (left > 0)
        std::printf("%s of %zu bytes leaves %zu\n", what, size, left);
    return left == 0;
}

bool freeScrubs(std::size_t size)
{
    char *block = filled(size);
    const std::uintptr_t where = addressOf(block);
    std::free(block);
    return tell("free", size, patternsLeft(where, listWords, size));
}

/// Where it was, and behind what stays of it.
bool reallocScrubs(std::size_t from, std::size_t to)
{
    char *block = filled(from);
    const std::uintptr_t where = addressOf(block);
    auto *resized = static_cast<char *>(std::realloc(block, to));
    const std::size_t both = std::min(from, to);
    if (!resized || patternsLeft(addressOf(resized), 0, both) != both)
        return tell("realloc loses, and", from, 1);
    const std::size_t begin = addressOf(resized) == where ? to : listWords;
    const bool clean = tell("realloc", from, patternsLeft(where, begin, from));
    std::free(resized);
    return clean;
}

bool isScrubbed()
{
    bool clean = true;
    for (const std::size_t size : {24U, 100U, 1000U, 5000U, 100'000U})
        clean = freeScrubs(size) && clean;
    constexpr std::array<std::array<std::size_t, 2>, 6> sizes{
        {{100, 90}, {1000, 600}, {1000, 200}, {1000, 5000}, {100'000, 90'000}, {400'000, 399'000}}};
    for (const auto &[from, to] : sizes)
        clean = reallocScrubs(from, to) && clean;
    return clean;
}

void use()
{
    std::vector<std::string> texts;
    for (int i = 0; i < 2'000; ++i) {
        texts.emplace_back(static_cast<std::size_t>(i % 3000), pattern);
        if (i % 7 == 0)
            texts.erase(texts.begin());
    }
    void *block = nullptr;
    for (std::size_t size = 1; size < 1'000'000; size = size * 3 / 2 + 1) {
        block = std::realloc(block, size);
        std::memset(block, pattern, size);
    }
    block = std::realloc(block, 100);
    std::free(block);
    std::free(std::aligned_alloc(4096, 8192));
}

} // namespace

int main(int argc, char **argv)
{
    if (argc > 1 && std::strcmp(argv[1], "use") == 0) {
        std::thread beside(use);
        use();
        beside.join();
        return 0;
    }
    return isScrubbed() ? 0 : 1;
}
