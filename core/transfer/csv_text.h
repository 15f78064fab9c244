#pragma once

#include <QByteArray>
#include <QString>

namespace keywright {

/// One cell as RFC 4180 wants it, UTF-8. A text that a spreadsheet would run as a formula is
/// prefixed with an apostrophe.
QByteArray csvCell(QString text);
/// The same without the apostrophe: for cells that go back to where they came from.
QByteArray csvPlainCell(QString text);

} // namespace keywright
