#pragma once

#include "core/base/secret.h"

#include <QByteArrayView>
#include <QList>

namespace keywright {

/// A stretch of a text, in bytes.
struct ByteRange
{
    qsizetype begin = 0;
    qsizetype end = 0;

    bool operator==(const ByteRange &) const = default;
};

/// Where `known` stands in `utf8`: plain, percent-encoded, escaped as in JSON, or inside Base64
/// (both alphabets, at any offset within it). Sorted, without overlaps. Linear in the length of the
/// text.
QList<ByteRange> findSecret(QByteArrayView utf8, const Secret &known);

} // namespace keywright
