#include "app/sandbox/http/tls.h"

#include <openssl/bio.h>
#include <openssl/evp.h>
#include <openssl/pem.h>
#include <openssl/rand.h>
#include <openssl/ssl.h>
#include <openssl/x509v3.h>

namespace keywright::sandbox {

namespace {

template <auto function> struct Deleter
{
    template <class T> void operator()(T *object) const { function(object); }
};
using Key = std::unique_ptr<EVP_PKEY, Deleter<EVP_PKEY_free>>;
using Certificate = std::unique_ptr<X509, Deleter<X509_free>>;
using Extension = std::unique_ptr<X509_EXTENSION, Deleter<X509_EXTENSION_free>>;
using Memory = std::unique_ptr<BIO, Deleter<BIO_free>>;

constexpr long oneHour = 60L * 60L;
constexpr long thirtyDays = 30L * 24L * oneHour;

bool addExtension(X509 *certificate, X509 *issuer, int name, const char *value)
{
    X509V3_CTX context;
    X509V3_set_ctx_nodb(&context);
    X509V3_set_ctx(&context, issuer, certificate, nullptr, nullptr, 0);
    const Extension extension(X509V3_EXT_conf_nid(nullptr, &context, name, value));
    return extension != nullptr && X509_add_ext(certificate, extension.get(), -1) == 1;
}

bool setSerial(X509 *certificate)
{
    std::uint64_t serial = 0;
    if (RAND_bytes(reinterpret_cast<unsigned char *>(&serial), sizeof serial) != 1)
        return false;
    return ASN1_INTEGER_set_uint64(X509_get_serialNumber(certificate), serial >> 1U) == 1;
}

/// A certificate without extensions and signature yet.
Certificate draft(EVP_PKEY *key, const char *commonName, X509 *issuer)
{
    Certificate certificate(X509_new());
    if (certificate == nullptr || X509_set_version(certificate.get(), 2) != 1 ||
        !setSerial(certificate.get()))
        return nullptr;
    X509_gmtime_adj(X509_getm_notBefore(certificate.get()), -oneHour);
    X509_gmtime_adj(X509_getm_notAfter(certificate.get()), thirtyDays);
    X509_NAME *name = X509_get_subject_name(certificate.get());
    const auto *text = reinterpret_cast<const unsigned char *>(commonName);
    if (X509_NAME_add_entry_by_txt(name, "CN", MBSTRING_UTF8, text, -1, -1, 0) != 1)
        return nullptr;
    X509 *named = issuer != nullptr ? issuer : certificate.get();
    if (X509_set_issuer_name(certificate.get(), X509_get_subject_name(named)) != 1 ||
        X509_set_pubkey(certificate.get(), key) != 1)
        return nullptr;
    return certificate;
}

Certificate makeCa(EVP_PKEY *key)
{
    Certificate ca = draft(key, "Keywright sandbox CA", nullptr);
    if (ca == nullptr)
        return nullptr;
    const bool ok =
        addExtension(ca.get(), ca.get(), NID_basic_constraints, "critical,CA:TRUE") &&
        addExtension(ca.get(), ca.get(), NID_key_usage, "critical,keyCertSign,cRLSign") &&
        addExtension(ca.get(), ca.get(), NID_subject_key_identifier, "hash") &&
        X509_sign(ca.get(), key, EVP_sha256()) > 0;
    return ok ? std::move(ca) : nullptr;
}

Certificate makeServer(EVP_PKEY *key, X509 *ca, EVP_PKEY *caKey)
{
    Certificate server = draft(key, "localhost", ca);
    if (server == nullptr)
        return nullptr;
    const bool ok =
        addExtension(server.get(), ca, NID_basic_constraints, "critical,CA:FALSE") &&
        addExtension(server.get(), ca, NID_key_usage, "critical,digitalSignature") &&
        addExtension(server.get(), ca, NID_ext_key_usage, "serverAuth") &&
        addExtension(server.get(), ca, NID_subject_alt_name, "DNS:localhost,IP:127.0.0.1") &&
        addExtension(server.get(), ca, NID_authority_key_identifier, "keyid") &&
        X509_sign(server.get(), caKey, EVP_sha256()) > 0;
    return ok ? std::move(server) : nullptr;
}

QByteArray toPem(X509 *certificate)
{
    const Memory memory(BIO_new(BIO_s_mem()));
    if (memory == nullptr || PEM_write_bio_X509(memory.get(), certificate) != 1)
        return {};
    char *data = nullptr;
    const long size = BIO_get_mem_data(memory.get(), &data);
    return QByteArray(data, size);
}

} // namespace

void SslContextDeleter::operator()(ssl_ctx_st *context) const
{
    SSL_CTX_free(context);
}

std::optional<ThrowAwayTls> makeThrowAwayTls()
{
    const Key caKey(EVP_EC_gen("P-256"));
    const Key serverKey(EVP_EC_gen("P-256"));
    if (caKey == nullptr || serverKey == nullptr)
        return std::nullopt;
    const Certificate ca = makeCa(caKey.get());
    const Certificate server = ca ? makeServer(serverKey.get(), ca.get(), caKey.get()) : nullptr;
    if (server == nullptr)
        return std::nullopt;

    ThrowAwayTls tls{SslContext(SSL_CTX_new(TLS_server_method())), toPem(ca.get())};
    if (tls.context == nullptr || tls.caPem.isEmpty() ||
        SSL_CTX_set_min_proto_version(tls.context.get(), TLS1_2_VERSION) != 1 ||
        SSL_CTX_use_certificate(tls.context.get(), server.get()) != 1 ||
        SSL_CTX_use_PrivateKey(tls.context.get(), serverKey.get()) != 1)
        return std::nullopt;
    return tls;
}

} // namespace keywright::sandbox
