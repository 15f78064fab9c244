#include "app/sandbox/atlas/body_reader.h"

#include <algorithm>
#include <cmath>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

bool hasOnlyLabelCharacters(const QString &text)
{
    const QList<uint> characters = text.toUcs4();
    return std::all_of(characters.begin(), characters.end(), [](uint character) {
        return QChar::isLetter(character) || QChar::isNumber(character) ||
               (character < 128 && u"-_.,' "_s.contains(QChar(character)));
    });
}

} // namespace

BodyReader::BodyReader(const QJsonValue &body)
    : m_body(body.toObject())
{
    if (!body.isObject())
        refuseField(u"body"_s, u"has to be a JSON object"_s);
}

std::optional<QString> BodyReader::label(const QString &field, int most, Presence presence)
{
    auto value = text(field, most, presence);
    if (value && !hasOnlyLabelCharacters(*value)) {
        refuseField(field, u"may hold letters, digits, spaces and - _ . , ' only"_s);
        return std::nullopt;
    }
    return value;
}

std::optional<QString> BodyReader::text(const QString &field, int most, Presence presence)
{
    const auto value = take(field, presence);
    if (!value)
        return std::nullopt;
    QString text = value->toString();
    const qsizetype length = text.toUcs4().size();
    if (!value->isString() || length < 1 || length > most) {
        refuseField(field, u"has to be a text of 1 to %1 characters"_s.arg(most));
        return std::nullopt;
    }
    return text;
}

std::optional<QStringList> BodyReader::roles(
    QLatin1StringView prefix, Presence presence, qsizetype atLeast, bool refuseRepeated)
{
    const QString field = u"roles"_s;
    const auto value = take(field, presence);
    if (!value)
        return std::nullopt;
    QStringList roles;
    bool isRepeated = false;
    for (const QJsonValue &item : value->toArray()) {
        const QString role = item.toString();
        if (!role.startsWith(prefix)) {
            refuseField(field, u"has to hold names of roles that start with %1"_s.arg(prefix));
            return std::nullopt;
        }
        isRepeated = isRepeated || roles.contains(role);
        if (!roles.contains(role))
            roles.append(role);
    }
    if (!value->isArray() || roles.size() < atLeast)
        refuseField(field, u"has to be a list of at least %1 names of roles"_s.arg(atLeast));
    else if (isRepeated && refuseRepeated)
        refuseField(field, u"holds a role twice"_s);
    return roles;
}

std::optional<int> BodyReader::number(const QString &field, int least, int most, Presence presence)
{
    const auto value = take(field, presence);
    if (!value)
        return std::nullopt;
    const double number = value->toDouble(std::nan(""));
    const bool isInRange = number >= least && number <= most; // a NaN is not
    if (!isInRange || number != std::floor(number)) {
        refuseField(field, u"has to be a whole number from %1 to %2"_s.arg(least).arg(most));
        return std::nullopt;
    }
    return static_cast<int>(number);
}

std::optional<bool> BodyReader::flag(const QString &field)
{
    const auto value = take(field, Presence::Optional);
    if (!value)
        return std::nullopt;
    if (!value->isBool())
        refuseField(field, u"has to be true or false"_s);
    return value->toBool();
}

ApiResult<void> BodyReader::finish() const
{
    for (const QString &field : m_body.keys()) {
        if (!m_known.contains(field) && m_violations.isEmpty())
            return refuse(
                400, u"INVALID_ATTRIBUTE"_s, u"Invalid attribute %1 specified."_s.arg(field),
                {field});
    }
    if (!m_violations.isEmpty())
        return invalid(m_violations);
    return {};
}

std::optional<QJsonValue> BodyReader::take(const QString &field, Presence presence)
{
    m_known.append(field);
    QJsonValue value = m_body.value(field);
    if (!value.isUndefined() && !value.isNull())
        return value;
    if (presence == Presence::Required)
        refuseField(field, u"is required"_s);
    return std::nullopt;
}

void BodyReader::refuseField(const QString &field, const QString &description)
{
    m_violations.append({field, description});
}

} // namespace keywright::sandbox::atlas
