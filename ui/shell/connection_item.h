#pragma once

#include "ui/theme/theme.h"

#include <QString>

namespace keywright {

/// A connection as the frame shows it.
struct ConnectionItem
{
    QString id;
    QString name;              ///< "Tecton prod"
    Tone tone = Tone::Neutral; ///< Ok connected, Bad failed, Neutral not tried (hollow dot)
    QString detail = {};       ///< "token 41 min · 9 of 10 tokens left"; may be empty
    QString warning = {};      ///< what is nearly used up: "3 calls left"; mostly empty
    Tone warningTone = Tone::Warn;
    QString explanation = {}; ///< detail and warning in sentences

    bool operator==(const ConnectionItem &) const = default;
};

} // namespace keywright
