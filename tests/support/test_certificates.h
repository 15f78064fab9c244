#pragma once

#include <QByteArray>
#include <QSslConfiguration>
#include <QString>

#include <memory>

namespace keywright::test {

/// A certificate authority made at run time, valid for a day, and nothing that anybody trusts.
class TestAuthority
{
public:
    TestAuthority();
    ~TestAuthority();
    TestAuthority(const TestAuthority &) = delete;
    TestAuthority &operator=(const TestAuthority &) = delete;

    /// The authority's own certificate, PEM.
    QByteArray certificate() const;

    /// What a server needs to show a certificate for `subjectName` ("IP:127.0.0.1",
    /// "DNS:other.example"), signed by this authority. `days` may be negative for one that expired.
    QSslConfiguration serverConfiguration(const QByteArray &subjectName, int days = 1) const;

private:
    struct Keys;
    std::unique_ptr<Keys> m_keys;
};

} // namespace keywright::test
