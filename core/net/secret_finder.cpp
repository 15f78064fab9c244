#include "core/net/secret_finder.h"

#include <QList>

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace keywright {

namespace {

// A decoded text that remembers which bytes of the original each of its bytes stands for.
struct Decoded
{
    QByteArray bytes;
    std::vector<qsizetype> starts; ///< one more than bytes: the end of the last one

    ~Decoded() { wipe(bytes); }
};

int hexDigit(char c)
{
    if (c >= '0' && c <= '9')
        return c - '0';
    const char lower = static_cast<char>(c | 0x20);
    return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
}

// The length of the escape at `i`, or 1; `byte` is what it stands for.
qsizetype readPercent(QByteArrayView text, qsizetype i, char &byte)
{
    byte = text[i];
    if (byte != '%' || i + 2 >= text.size())
        return 1;
    const int high = hexDigit(text[i + 1]);
    const int low = hexDigit(text[i + 2]);
    if (high < 0 || low < 0)
        return 1;
    byte = static_cast<char>(high * 16 + low);
    return 3;
}

qsizetype readForm(QByteArrayView text, qsizetype i, char &byte)
{
    const qsizetype length = readPercent(text, i, byte);
    if (length == 1 && byte == '+')
        byte = ' ';
    return length;
}

qsizetype readJson(QByteArrayView text, qsizetype i, char &byte)
{
    byte = text[i];
    if (byte != '\\' || i + 1 >= text.size())
        return 1;
    byte = text[i + 1];
    if (byte != 'u')
        return 2;
    // Escapes of printable characters are two digits behind two noughts.
    if (i + 5 < text.size() && text[i + 2] == '0' && text[i + 3] == '0') {
        const int high = hexDigit(text[i + 4]);
        const int low = hexDigit(text[i + 5]);
        if (high >= 0 && low >= 0) {
            byte = static_cast<char>(high * 16 + low);
            return 6;
        }
    }
    return 2;
}

template <class Read> void decode(QByteArrayView text, Read read, Decoded &decoded)
{
    decoded.bytes.reserve(text.size());
    decoded.starts.reserve(static_cast<std::size_t>(text.size()) + 1);
    for (qsizetype i = 0; i < text.size();) {
        char byte = 0;
        decoded.starts.push_back(i);
        i += read(text, i, byte);
        decoded.bytes.append(byte);
    }
    decoded.starts.push_back(text.size());
}

// Knuth, Morris and Pratt: no text makes it look at a byte twice.
std::vector<qsizetype> positionsOf(std::string_view needle, QByteArrayView text)
{
    std::vector<std::size_t> fallback(needle.size(), 0);
    for (std::size_t i = 1, k = 0; i < needle.size(); ++i) {
        while (k > 0 && needle[i] != needle[k])
            k = fallback[k - 1];
        if (needle[i] == needle[k])
            ++k;
        fallback[i] = k;
    }
    std::vector<qsizetype> found;
    std::size_t matched = 0;
    for (qsizetype i = 0; i < text.size(); ++i) {
        while (matched > 0 && text[i] != needle[matched])
            matched = fallback[matched - 1];
        if (text[i] == needle[matched])
            ++matched;
        if (matched == needle.size()) {
            found.push_back(i + 1 - static_cast<qsizetype>(needle.size()));
            matched = fallback[matched - 1];
        }
    }
    return found;
}

void findPlain(QByteArrayView text, std::string_view needle, QList<ByteRange> &ranges)
{
    for (const qsizetype position : positionsOf(needle, text))
        ranges.append({position, position + static_cast<qsizetype>(needle.size())});
}

template <class Read>
void findDecoded(QByteArrayView text, std::string_view needle, Read read, QList<ByteRange> &ranges)
{
    Decoded decoded;
    decode(text, read, decoded);
    for (const qsizetype position : positionsOf(needle, decoded.bytes)) {
        const auto first = static_cast<std::size_t>(position);
        ranges.append({decoded.starts[first], decoded.starts[first + needle.size()]});
    }
}

bool isBase64Character(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '+' ||
           c == '/' || c == '-' || c == '_' || c == '=';
}

// The characters that encode only bytes of `known` when `offset` (0 to 2) bytes stand before it in
// the same group of three.
QByteArray base64Core(std::string_view known, int offset, QByteArray::Base64Options options)
{
    constexpr std::array<qsizetype, 3> foreign{0, 2, 3};
    QByteArray padded(offset, '\0');
    padded.append(known.data(), static_cast<qsizetype>(known.size()));
    QByteArray encoded = padded.toBase64(options | QByteArray::OmitTrailingEquals);
    const qsizetype whole = padded.size() * 8 / 6;
    wipe(padded);
    const qsizetype skipped = foreign[static_cast<std::size_t>(offset)];
    QByteArray core(encoded.constData() + skipped, std::max<qsizetype>(0, whole - skipped));
    wipe(encoded);
    return core;
}

void findBase64(QByteArrayView text, std::string_view known, QList<ByteRange> &ranges)
{
    constexpr qsizetype shortestCore = 4; // fewer characters stand in any text
    for (const auto options : {QByteArray::Base64Encoding, QByteArray::Base64UrlEncoding}) {
        for (int offset = 0; offset < 3; ++offset) {
            QByteArray core = base64Core(known, offset, options);
            if (core.size() < shortestCore)
                continue;
            const std::string_view needle(core.constData(), static_cast<std::size_t>(core.size()));
            findPlain(text, needle, ranges);
            wipe(core);
        }
    }
}

QList<ByteRange> merged(QList<ByteRange> ranges)
{
    std::sort(ranges.begin(), ranges.end(), [](const ByteRange &a, const ByteRange &b) {
        return a.begin < b.begin;
    });
    QList<ByteRange> result;
    for (const ByteRange &range : ranges) {
        if (!result.isEmpty() && range.begin <= result.last().end)
            result.last().end = std::max(result.last().end, range.end);
        else
            result.append(range);
    }
    return result;
}

// The characters around a match in Base64 hold the secret's first or last bits.
void widenBase64(QByteArrayView text, QList<ByteRange> &ranges)
{
    qsizetype floor = 0;
    for (ByteRange &range : ranges) {
        while (range.begin > floor && isBase64Character(text[range.begin - 1]))
            --range.begin;
        while (range.end < text.size() && isBase64Character(text[range.end]))
            ++range.end;
        floor = range.end;
    }
}

} // namespace

QList<ByteRange> findSecret(QByteArrayView utf8, const Secret &known)
{
    if (known.isEmpty())
        return {};
    const std::string_view needle = known.expose();
    QList<ByteRange> base64;
    findBase64(utf8, needle, base64);
    base64 = merged(std::move(base64));
    widenBase64(utf8, base64);

    QList<ByteRange> ranges = base64;
    findPlain(utf8, needle, ranges);
    // The usual encoding is also looked for as it stands: a stray % before it would be decoded
    // together with its first characters.
    QByteArray plain(needle.data(), static_cast<qsizetype>(needle.size()));
    QByteArray encoded = plain.toPercentEncoding();
    wipe(plain);
    findPlain(utf8, {encoded.constData(), static_cast<std::size_t>(encoded.size())}, ranges);
    wipe(encoded);
    findDecoded(utf8, needle, readPercent, ranges);
    findDecoded(utf8, needle, readForm, ranges);
    findDecoded(utf8, needle, readJson, ranges);
    return merged(std::move(ranges));
}

} // namespace keywright
