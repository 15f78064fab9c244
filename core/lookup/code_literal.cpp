#include "core/lookup/code_literal.h"

#include <QJsonArray>
#include <QJsonObject>
#include <QLocale>
#include <QRegularExpression>

namespace keywright {

namespace {

QString hexadecimal(char16_t unit, int digits)
{
    return QString::number(unit, 16).rightJustified(digits, QLatin1Char('0'));
}

/// The escapes that Python and Java share; empty for a character that needs none.
QString sharedEscape(QChar character)
{
    switch (character.unicode()) {
    case u'\\':
        return QStringLiteral("\\\\");
    case u'"':
        return QStringLiteral("\\\"");
    case u'\n':
        return QStringLiteral("\\n");
    case u'\r':
        return QStringLiteral("\\r");
    case u'\t':
        return QStringLiteral("\\t");
    default:
        return {};
    }
}

QString pythonText(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar character : text) {
        const QString escape = sharedEscape(character);
        if (!escape.isEmpty())
            result += escape;
        else if (character.unicode() < 0x20 || character.unicode() == 0x7f)
            result += QStringLiteral("\\x") + hexadecimal(character.unicode(), 2);
        else if (character.category() == QChar::Other_Format || character.isSpace()) {
            result += character == u' '
                          ? QStringLiteral(" ")
                          : QStringLiteral("\\u") + hexadecimal(character.unicode(), 4);
        } else
            result += character;
    }
    return result + QLatin1Char('"');
}

QString javaText(const QString &text)
{
    QString result = QStringLiteral("\"");
    for (const QChar character : text) {
        const QString escape = sharedEscape(character);
        const char16_t unit = character.unicode();
        if (!escape.isEmpty())
            result += escape;
        else if (unit < 0x20)
            // Not \u000a and the like, which Java reads before it looks for strings.
            result += QLatin1Char('\\') + QString::number(unit, 8).rightJustified(3, u'0');
        else if (unit > 0x7e)
            result += QStringLiteral("\\u") + hexadecimal(unit, 4);
        else
            result += character;
    }
    return result + QLatin1Char('"');
}

QString pythonBlock(const QStringList &items, const QString &ends, int depth)
{
    if (items.isEmpty())
        return ends;
    const QString indent((depth + 1) * 4, QLatin1Char(' '));
    QString text = ends.first(1) + QLatin1Char('\n');
    for (const QString &item : items)
        text += indent + item + QStringLiteral(",\n");
    return text + QString(depth * 4, QLatin1Char(' ')) + ends.last(1);
}

QString pythonObject(const QJsonObject &object, int depth)
{
    QStringList items;
    for (auto it = object.begin(); it != object.end(); ++it)
        items += pythonText(it.key()) + QStringLiteral(": ") + pythonLiteral(it.value(), depth + 1);
    return pythonBlock(items, QStringLiteral("{}"), depth);
}

QString pythonArray(const QJsonArray &array, int depth)
{
    QStringList items;
    for (const QJsonValue &item : array)
        items += pythonLiteral(item, depth + 1);
    return pythonBlock(items, QStringLiteral("[]"), depth);
}

QString javaArray(const QJsonArray &array)
{
    QStringList items;
    for (const QJsonValue &item : array)
        items += javaLiteral(item);
    // One null alone would be taken for the array itself.
    if (array.size() == 1 && array.first().isNull())
        return QStringLiteral("Collections.singletonList(null)");
    return QStringLiteral("Arrays.asList(%1)").arg(items.join(QStringLiteral(", ")));
}

QString javaObject(const QJsonObject &object)
{
    QString puts;
    for (auto it = object.begin(); it != object.end(); ++it)
        puts += QStringLiteral("put(") + javaText(it.key()) + QStringLiteral(", ") +
                javaLiteral(it.value()) + QStringLiteral("); ");
    return QStringLiteral("new HashMap<String, Object>() {{ ") + puts + QStringLiteral("}}");
}

QString javaNumber(double number)
{
    const QString text = numberLiteral(number);
    const bool isDouble = text.contains(QLatin1Char('.')) || text.contains(QLatin1Char('e'));
    return isDouble ? text : text + QStringLiteral(".0");
}

} // namespace

QString shellWord(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("\\A[A-Za-z0-9_./:@%+,-]+\\z"));
    if (plain.match(text).hasMatch())
        return text;
    QString escaped = text;
    escaped.replace(QLatin1Char('\''), QStringLiteral("'\\''"));
    return QLatin1Char('\'') + escaped + QLatin1Char('\'');
}

QString numberLiteral(double number)
{
    return QString::number(number, 'g', QLocale::FloatingPointShortest);
}

QString pythonLiteral(const QJsonValue &value, int depth)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("True") : QStringLiteral("False");
    case QJsonValue::Double:
        return numberLiteral(value.toDouble());
    case QJsonValue::String:
        return pythonText(value.toString());
    case QJsonValue::Array:
        return pythonArray(value.toArray(), depth);
    case QJsonValue::Object:
        return pythonObject(value.toObject(), depth);
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("None");
}

QString javaLiteral(const QJsonValue &value)
{
    switch (value.type()) {
    case QJsonValue::Bool:
        return value.toBool() ? QStringLiteral("true") : QStringLiteral("false");
    case QJsonValue::Double:
        return javaNumber(value.toDouble());
    case QJsonValue::String:
        return javaText(value.toString());
    case QJsonValue::Array:
        return javaArray(value.toArray());
    case QJsonValue::Object:
        return javaObject(value.toObject());
    case QJsonValue::Null:
    case QJsonValue::Undefined:
        break;
    }
    return QStringLiteral("null");
}

} // namespace keywright
