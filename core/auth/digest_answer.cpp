#include "core/auth/digest_answer.h"

#include "core/base/wiped_bytes.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <initializer_list>
#include <openssl/evp.h>

namespace keywright {

namespace {

const EVP_MD *hashFunction(DigestAlgorithm algorithm)
{
    switch (algorithm) {
    case DigestAlgorithm::Md5:
        return EVP_md5();
    case DigestAlgorithm::Sha256:
        return EVP_sha256();
    case DigestAlgorithm::Sha512_256:
        return EVP_sha512_256();
    }
    Q_UNREACHABLE();
}

QByteArray algorithmName(const DigestChallenge &challenge)
{
    const QByteArray ending = challenge.session ? "-sess" : "";
    switch (challenge.algorithm) {
    case DigestAlgorithm::Md5:
        return "MD5" + ending;
    case DigestAlgorithm::Sha256:
        return "SHA-256" + ending;
    case DigestAlgorithm::Sha512_256:
        return "SHA-512-256" + ending;
    }
    Q_UNREACHABLE();
}

std::string_view view(const QByteArray &bytes)
{
    return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
}

/// Hashes in hexadecimal. OpenSSL's contexts, unlike QCryptographicHash, are wiped when freed.
class Hasher
{
public:
    explicit Hasher(DigestAlgorithm algorithm)
        : m_function(hashFunction(algorithm))
    {
    }

    /// Of the parts with colons between them; empty when the library refuses, as in FIPS mode.
    WipedBytes operator()(std::initializer_list<std::string_view> parts) const
    {
        const std::unique_ptr<EVP_MD_CTX, decltype(&EVP_MD_CTX_free)> context(
            EVP_MD_CTX_new(), EVP_MD_CTX_free);
        if (!context || EVP_DigestInit_ex(context.get(), m_function, nullptr) != 1)
            return {};
        bool isFirst = true;
        for (const std::string_view part : parts) {
            if (!isFirst)
                EVP_DigestUpdate(context.get(), ":", 1);
            isFirst = false;
            EVP_DigestUpdate(context.get(), part.data(), part.size());
        }
        std::array<unsigned char, EVP_MAX_MD_SIZE> bytes{};
        unsigned int size = 0;
        EVP_DigestFinal_ex(context.get(), bytes.data(), &size);
        WipedBytes raw(QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(size)));
        std::fill(bytes.begin(), bytes.end(), 0);
        return WipedBytes(raw.view().toHex());
    }

private:
    const EVP_MD *m_function;
};

QByteArray quotedString(const QByteArray &text)
{
    QByteArray result = "\"";
    for (const char c : text) {
        if (c == '"' || c == '\\')
            result += '\\';
        result += c;
    }
    return result + '"';
}

QByteArray userNameParameter(const QByteArray &userName)
{
    const bool isAscii = std::all_of(userName.cbegin(), userName.cend(), [](char c) {
        return static_cast<unsigned char>(c) < 0x80;
    });
    if (isAscii)
        return "username=" + quotedString(userName);
    return "username*=UTF-8''" + userName.toPercentEncoding(); // RFC 8187
}

Error missingAlgorithm(const DigestChallenge &challenge)
{
    return makeError(
        ErrorKind::NotAuthenticated,
        QCoreApplication::translate(
            "Digest", "The sign-in could not be calculated: this system's cryptography does not "
                      "offer %1.")
            .arg(QString::fromLatin1(algorithmName(challenge))),
        QCoreApplication::translate("Digest", "Sign in with a service account instead."));
}

} // namespace

Result<Secret>
digestAnswer(const DigestChallenge &challenge, const DigestRequest &request, const Secret &password)
{
    const Hasher hash(challenge.algorithm);
    const QByteArray userName = request.userName.toUtf8();
    const QByteArray count =
        QByteArray::number(request.nonceCount, 16).rightJustified(8, '0', true);

    WipedBytes first = hash({view(userName), view(challenge.realm), password.expose()});
    if (first.isEmpty())
        return failure(missingAlgorithm(challenge));
    if (challenge.session)
        first = hash({view(first.view()), view(challenge.nonce), view(request.clientNonce)});
    const WipedBytes second = hash({view(request.method), view(request.target)});
    const WipedBytes response = hash(
        {view(first.view()), view(challenge.nonce), view(count), view(request.clientNonce), "auth",
         view(second.view())});

    const QByteArray shownName =
        challenge.hashesUserName
            ? "username=" + quotedString(hash({view(userName), view(challenge.realm)}).view())
            : userNameParameter(userName);
    QByteArray value = "Digest " + shownName + ", realm=" + quotedString(challenge.realm) +
                       ", nonce=" + quotedString(challenge.nonce) +
                       ", uri=" + quotedString(request.target) +
                       ", response=" + quotedString(response.view()) + ", qop=auth, nc=" + count +
                       ", cnonce=" + quotedString(request.clientNonce);
    if (challenge.namesAlgorithm)
        value += ", algorithm=" + algorithmName(challenge);
    if (!challenge.opaque.isEmpty())
        value += ", opaque=" + quotedString(challenge.opaque);
    if (challenge.hashesUserName)
        value += ", userhash=true";
    return Secret(std::move(value));
}

QByteArray requestTarget(const QUrl &url)
{
    const QByteArray target =
        url.toEncoded(QUrl::RemoveScheme | QUrl::RemoveAuthority | QUrl::RemoveFragment);
    return target.startsWith('/') ? target : '/' + target;
}

} // namespace keywright
