#pragma once

#include <QString>

namespace keywright {

struct Theme;

/// The application's one style sheet, with the colours of the theme filled in.
///
/// Kept small on purpose: what a QPalette can say is said there, tables and marks are painted by
/// delegates and own widgets. Selectors go by class and by the dynamic properties that ui/widgets
/// sets (variant, tone, invalid).
QString styleSheet(const Theme &theme);

} // namespace keywright
