#pragma once

#include <QJsonValue>
#include <QString>

namespace keywright {

// Values as the source text of other languages, so that nothing in a value is taken for code.

/// One word of a POSIX shell.
QString shellWord(const QString &text);

/// A Python expression. Objects and arrays are broken into lines, indented by four spaces for each
/// of the `depth` levels around them.
QString pythonLiteral(const QJsonValue &value, int depth = 0);

/// A Java expression in plain ASCII: text, Double, Boolean, null; an array as a List, an object as
/// a Map.
QString javaLiteral(const QJsonValue &value);

/// A number as JSON, Python and Java write it, exact.
QString numberLiteral(double number);

} // namespace keywright
