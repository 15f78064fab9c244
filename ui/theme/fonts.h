#pragma once

#include <QFont>

/// The type scale, in pixels: sizes follow the design, Qt's scale factor does the rest.
namespace keywright::fonts {

QFont body();      ///< 13 px
QFont strong();    ///< 13 px semibold: names, labels of a selection
QFont secondary(); ///< 12 px: notes, table headers, status bar
QFont label();     ///< 12 px semibold: labels above fields
QFont section();   ///< 14 px semibold
QFont title();     ///< 18 px semibold: page and dialog titles
QFont figure();    ///< 24 px semibold: counts
QFont mono();      ///< 12 px: ids, secrets, values, commands

} // namespace keywright::fonts
