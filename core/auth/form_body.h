#pragma once

#include "core/base/wiped_bytes.h"

#include <QString>

namespace keywright {

/// Builds an application/x-www-form-urlencoded body that may contain secrets. Every byte outside
/// A–Z a–z 0–9 - . _ ~ is percent-encoded.
class FormBody
{
public:
    FormBody() = default;
    ~FormBody();
    FormBody(const FormBody &) = delete;
    FormBody &operator=(const FormBody &) = delete;

    void add(QByteArrayView name, const QString &value);
    void add(QByteArrayView name, const Secret &value);

    WipedBytes take();

private:
    void addEncoded(QByteArrayView name, std::string_view utf8);

    QByteArray m_bytes;
};

/// Appends `utf8` to `target`, form-urlencoded as in FormBody; growing leaves no copy behind.
void appendFormEncoded(QByteArray &target, std::string_view utf8);

} // namespace keywright
