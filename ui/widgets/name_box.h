#pragma once

#include <QString>

class QComboBox;

namespace keywright {

/// A field for a name that offers the known ones: an editable combo box that completes what is
/// typed, wherever it stands in a name, and adds nothing by itself. `name` is its accessible name,
/// and that of the line edit within, which is what has the keyboard.
QComboBox *makeNameBox(const QString &name, const QString &placeholder);

} // namespace keywright
