#include "tests/support/test_certificates.h"

#include <QSslCertificate>
#include <QSslKey>

#include <openssl/ec.h>
#include <openssl/pem.h>
#include <openssl/x509v3.h>

namespace keywright::test {

namespace {

template <class T, void (*release)(T *)> struct Release
{
    void operator()(T *object) const { release(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Release<EVP_PKEY, EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Release<X509, X509_free>>;

struct Pem
{
    Pem()
        : bio(BIO_new(BIO_s_mem()))
    {
    }
    ~Pem() { BIO_free(bio); }
    Pem(const Pem &) = delete;
    Pem &operator=(const Pem &) = delete;

    QByteArray text() const
    {
        char *data = nullptr;
        const long size = BIO_get_mem_data(bio, &data);
        return QByteArray(data, size);
    }

    BIO *bio;
};

void addExtension(X509 *certificate, X509 *issuer, int kind, const QByteArray &value)
{
    X509V3_CTX context;
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    X509_EXTENSION *extension = X509V3_EXT_conf_nid(nullptr, &context, kind, value.constData());
    if (!extension)
        qFatal("A test certificate's extension is not understood.");
    X509_add_ext(certificate, extension, -1);
    X509_EXTENSION_free(extension);
}

Certificate newCertificate(EVP_PKEY *key, const char *name, long serial, int days)
{
    constexpr long secondsPerDay = 86'400;
    Certificate certificate(X509_new());
    X509_set_version(certificate.get(), 2);
    ASN1_INTEGER_set(X509_get_serialNumber(certificate.get()), serial);
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -10 * secondsPerDay);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), days * secondsPerDay);
    X509_set_pubkey(certificate.get(), key);
    X509_NAME_add_entry_by_txt(
        X509_get_subject_name(certificate.get()), "CN", MBSTRING_UTF8,
        reinterpret_cast<const unsigned char *>(name), -1, -1, 0);
    return certificate;
}

QByteArray pemOf(X509 *certificate)
{
    const Pem pem;
    PEM_write_bio_X509(pem.bio, certificate);
    return pem.text();
}

} // namespace

struct TestAuthority::Keys
{
    Key key{EVP_EC_gen("P-256")};
    Certificate certificate = newCertificate(key.get(), "Keywright test authority", 1, 1);
};

TestAuthority::TestAuthority()
    : m_keys(std::make_unique<Keys>())
{
    X509 *own = m_keys->certificate.get();
    X509_set_issuer_name(own, X509_get_subject_name(own));
    addExtension(own, own, NID_basic_constraints, "critical,CA:TRUE");
    addExtension(own, own, NID_key_usage, "critical,keyCertSign,cRLSign");
    addExtension(own, own, NID_subject_key_identifier, "hash");
    X509_sign(own, m_keys->key.get(), EVP_sha256());
}

TestAuthority::~TestAuthority() = default;

QByteArray TestAuthority::certificate() const
{
    return pemOf(m_keys->certificate.get());
}

QSslConfiguration TestAuthority::serverConfiguration(const QByteArray &subjectName, int days) const
{
    const Key key(EVP_EC_gen("P-256"));
    X509 *issuer = m_keys->certificate.get();
    const Certificate certificate = newCertificate(key.get(), "Keywright test server", 2, days);
    X509_set_issuer_name(certificate.get(), X509_get_subject_name(issuer));
    addExtension(certificate.get(), issuer, NID_subject_alt_name, subjectName);
    X509_sign(certificate.get(), m_keys->key.get(), EVP_sha256());

    const Pem pem;
    PEM_write_bio_PrivateKey(pem.bio, key.get(), nullptr, nullptr, 0, nullptr, nullptr);
    QSslConfiguration configuration = QSslConfiguration::defaultConfiguration();
    configuration.setLocalCertificate(QSslCertificate(pemOf(certificate.get()), QSsl::Pem));
    configuration.setPrivateKey(QSslKey(pem.text(), QSsl::Ec, QSsl::Pem));
    configuration.setPeerVerifyMode(QSslSocket::VerifyNone);
    return configuration;
}

} // namespace keywright::test
