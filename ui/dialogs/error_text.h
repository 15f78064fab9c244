#pragma once

#include "core/base/error.h"

namespace keywright {

/// What failed, why and what to do, on one line: for errors beside a field.
QString errorSentence(const Error &error);

/// The sentence to show beside each field that the error is about, by the field's name; empty when
/// it is about none.
QMap<QString, QString> fieldSentences(const Error &error);

} // namespace keywright
