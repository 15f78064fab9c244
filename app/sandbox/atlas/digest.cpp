#include "app/sandbox/atlas/digest.h"

namespace keywright::sandbox::atlas {

namespace {

/// Reads a token or a quoted string at @p position and moves it behind.
QByteArray readValue(const QByteArray &text, qsizetype *position)
{
    if (*position >= text.size() || text[*position] != '"') {
        qsizetype end = text.indexOf(',', *position);
        if (end < 0)
            end = text.size();
        const QByteArray value = text.mid(*position, end - *position).trimmed();
        *position = end;
        return value;
    }
    QByteArray value;
    for (++*position; *position < text.size() && text[*position] != '"'; ++*position) {
        if (text[*position] == '\\' && *position + 1 < text.size())
            ++*position;
        value += text[*position];
    }
    ++*position;
    return value;
}

QByteArray hexHash(QCryptographicHash::Algorithm algorithm, const QByteArray &text)
{
    return QCryptographicHash::hash(text, algorithm).toHex();
}

} // namespace

std::optional<DigestFields> parseDigest(const QByteArray &authorization)
{
    static constexpr char prefix[] = "digest ";
    if (!authorization.toLower().startsWith(prefix))
        return std::nullopt;
    DigestFields fields;
    qsizetype position = sizeof(prefix) - 1;
    while (position < authorization.size()) {
        const qsizetype equals = authorization.indexOf('=', position);
        if (equals < 0)
            return std::nullopt;
        const QByteArray name = authorization.mid(position, equals - position).trimmed().toLower();
        position = equals + 1;
        if (name.isEmpty() || fields.contains(name))
            return std::nullopt;
        fields.insert(name, readValue(authorization, &position));
        const qsizetype comma = authorization.indexOf(',', position);
        position = comma < 0 ? authorization.size() : comma + 1;
    }
    return fields;
}

QByteArray digestIdentity(
    QCryptographicHash::Algorithm algorithm, const QByteArray &user, const QByteArray &realm,
    const QByteArray &password)
{
    return hexHash(algorithm, user + ':' + realm + ':' + password);
}

QByteArray digestResponse(
    QCryptographicHash::Algorithm algorithm, const QByteArray &identity, const QByteArray &method,
    const DigestFields &fields)
{
    const QByteArray request = hexHash(algorithm, method + ':' + fields["uri"]);
    return hexHash(
        algorithm, identity + ':' + fields["nonce"] + ':' + fields["nc"] + ':' + fields["cnonce"] +
                       ':' + fields["qop"] + ':' + request);
}

} // namespace keywright::sandbox::atlas
