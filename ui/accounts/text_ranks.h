#pragma once

#include <QString>

#include <vector>

namespace keywright {

/// Ranks texts from 0 on in their order. Equal texts share a rank where `equalShare`; else they get
/// different ranks, in the order given. Built for 100,000 texts.
std::vector<quint32> textRanks(const std::vector<const QString *> &texts, bool equalShare);

} // namespace keywright
