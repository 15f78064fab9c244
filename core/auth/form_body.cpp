#include "core/auth/form_body.h"

#include <utility>

namespace keywright {

namespace {

bool isUnreserved(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '-' ||
           c == '.' || c == '_' || c == '~';
}

void makeRoom(QByteArray &bytes, qsizetype more)
{
    if (bytes.capacity() - bytes.size() >= more)
        return;
    QByteArray larger;
    larger.reserve((bytes.size() + more) * 2);
    larger.append(QByteArrayView(bytes));
    wipe(bytes);
    bytes = std::move(larger);
}

} // namespace

void appendFormEncoded(QByteArray &target, std::string_view utf8)
{
    constexpr char digits[] = "0123456789ABCDEF";
    makeRoom(target, static_cast<qsizetype>(utf8.size()) * 3);
    for (const char c : utf8) {
        if (isUnreserved(c)) {
            target.append(c);
            continue;
        }
        const auto byte = static_cast<unsigned char>(c);
        target.append('%');
        target.append(digits[byte >> 4]);
        target.append(digits[byte & 15]);
    }
}

FormBody::~FormBody()
{
    wipe(m_bytes);
}

void FormBody::add(QByteArrayView name, const QString &value)
{
    const QByteArray utf8 = value.toUtf8();
    addEncoded(name, {utf8.constData(), static_cast<std::size_t>(utf8.size())});
}

void FormBody::add(QByteArrayView name, const Secret &value)
{
    addEncoded(name, value.expose());
}

WipedBytes FormBody::take()
{
    return WipedBytes(std::exchange(m_bytes, {}));
}

void FormBody::addEncoded(QByteArrayView name, std::string_view utf8)
{
    makeRoom(m_bytes, name.size() + 2);
    if (!m_bytes.isEmpty())
        m_bytes.append('&');
    m_bytes.append(name);
    m_bytes.append('=');
    appendFormEncoded(m_bytes, utf8);
}

} // namespace keywright
