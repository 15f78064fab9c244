#include "core/auth/digest_authorizer.h"

#include "core/auth/digest_answer.h"

#include <QRandomGenerator>

#include <array>

namespace keywright {

namespace {

QByteArray newClientNonce()
{
    std::array<quint32, 4> words{};
    QRandomGenerator::system()->fillRange(words.data(), qsizetype(words.size()));
    return QByteArray(reinterpret_cast<const char *>(words.data()), sizeof words).toHex();
}

bool contains(const Secret &header, const QByteArray &text)
{
    const std::string_view wanted(text.constData(), static_cast<std::size_t>(text.size()));
    return header.expose().find(wanted) != std::string_view::npos;
}

} // namespace

DigestAuthorizer::DigestAuthorizer(QString publicKey, Secret privateKey)
    : m_publicKey(std::move(publicKey))
    , m_privateKey(std::move(privateKey))
{
}

Async<Secret> DigestAuthorizer::authorization(AuthorizationContext context)
{
    if (!m_challenge)
        co_return Result<Secret>(Secret());
    DigestRequest request;
    request.userName = m_publicKey;
    request.method = context.method;
    request.target = requestTarget(context.url);
    request.clientNonce = newClientNonce();
    request.nonceCount = ++m_count;
    co_return digestAnswer(*m_challenge, request, m_privateKey);
}

bool DigestAuthorizer::rejected(const Secret &used, const HttpResponse &response)
{
    const auto challenge = readDigestChallenge(response.header("WWW-Authenticate"));
    if (!challenge)
        return false;
    const bool usedCurrentNonce = m_challenge && contains(used, m_challenge->nonce);
    // Another caller has learnt a challenge meanwhile.
    if (m_challenge && !usedCurrentNonce)
        return true;
    // A nonce that has served before may have ended, whether the server calls that stale or not.
    // One that was new proves that the keys are wrong.
    const bool mayFareBetter = used.isEmpty() || challenge->stale || m_count > 1;
    m_challenge = challenge;
    m_count = 0;
    return mayFareBetter;
}

void DigestAuthorizer::dropTokens()
{
    m_challenge.reset();
    m_count = 0;
}

} // namespace keywright
