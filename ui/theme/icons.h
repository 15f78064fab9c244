#pragma once

#include "ui/theme/theme.h"

#include <QIcon>
#include <QString>

namespace keywright {

/// What an icon is drawn with; resolved from the palette at paint time.
enum class Ink { Text, Muted, Accent, OnAccent, Ok, Warn, Bad };

/// Own 16 px line icons, drawn from SVG in the colour of the current theme and sharp at every scale
/// factor.
namespace icons {

/// The icon `resources/icons/<name>.svg`, for example `icons::icon(QStringLiteral("refresh"))`.
///
/// The icon asks the palette each time it is painted, so it follows a change of theme by itself. An
/// unknown name gives a null icon. Rendered pixmaps are kept in QPixmapCache.
QIcon icon(const QString &name, Ink ink = Ink::Text);

/// The icon that goes with a message of this tone: info, check, warning or error.
QIcon forTone(Tone tone);

} // namespace icons
} // namespace keywright
