#include "ui/dialogs/error_text.h"

namespace keywright {

QString errorSentence(const Error &error)
{
    return error.hint.isEmpty() ? error.message : error.message + u' ' + error.hint;
}

QMap<QString, QString> fieldSentences(const Error &error)
{
    if (!error.fieldProblems.isEmpty())
        return error.fieldProblems;
    QMap<QString, QString> sentences;
    if (!error.field.isEmpty())
        sentences.insert(error.field, errorSentence(error));
    return sentences;
}

} // namespace keywright
