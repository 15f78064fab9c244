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
    QString detail = {};       ///< "token 41 min"; empty shows the name alone

    bool operator==(const ConnectionItem &) const = default;
};

} // namespace keywright
