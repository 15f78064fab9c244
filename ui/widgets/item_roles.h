#pragma once

#include "ui/theme/theme.h"

#include <QList>
#include <QVariant>

namespace keywright {

/// One dot of a dots cell: a client secret's slot.
struct Dot
{
    Tone tone = Tone::Ok;
    bool filled = true;

    bool operator==(const Dot &) const = default;
};

/// What a model answers for the delegates, beyond Qt::DisplayRole. Models keep their own roles
/// below this range.
enum ItemRole {
    SecondaryTextRole = Qt::UserRole + 0x400, ///< QString, second line of TwoLineDelegate
    ToneRole,                                 ///< int(Tone), for status and tag cells
    HollowRole,                               ///< bool, a hollow dot: switched off
    DotsRole,                                 ///< QList<keywright::Dot>
};

} // namespace keywright

Q_DECLARE_METATYPE(keywright::Dot)
