#pragma once

#include <QStringList>

namespace keywright {

/// Those of `known` that `wanted` was probably meant to be, the nearest first, at most `most`. Case
/// does not matter; a few letters may differ, be missing or too many.
QStringList nearMatches(const QString &wanted, const QStringList &known, int most = 3);

} // namespace keywright
