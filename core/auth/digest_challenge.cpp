#include "core/auth/digest_challenge.h"

#include <QList>
#include <QMap>

namespace keywright {

namespace {

struct Challenge
{
    QByteArray scheme;                   ///< lower case
    QMap<QByteArray, QByteArray> values; ///< names in lower case
};

bool isTokenCharacter(char c)
{
    constexpr QByteArrayView others("!#$%&'*+-.^_`|~/");
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') ||
           others.contains(c);
}

/// Reads the list of RFC 9110 §11.6.1, in which commas part parameters and challenges alike.
class ChallengeReader
{
public:
    explicit ChallengeReader(QByteArrayView text)
        : m_text(text)
    {
    }

    QList<Challenge> read()
    {
        skip(" \t,");
        while (!atEnd()) {
            const QByteArray name = token().toLower();
            if (name.isEmpty())
                break; // not of this grammar
            readItem(name);
            skip(" \t,");
        }
        return m_challenges;
    }

private:
    void readItem(const QByteArray &name)
    {
        skip(" \t");
        if (!take('=')) {
            m_challenges.append({name, {}});
            return;
        }
        while (take('=')) {
        } // the padding of a token68, which is no parameter
        skip(" \t");
        const QByteArray value = take('"') ? quoted() : token();
        if (!m_challenges.isEmpty())
            m_challenges.last().values.insert(name, value);
    }

    bool atEnd() const { return m_position >= m_text.size(); }

    bool take(char c)
    {
        const bool isHere = !atEnd() && m_text.at(m_position) == c;
        m_position += isHere ? 1 : 0;
        return isHere;
    }

    void skip(QByteArrayView characters)
    {
        while (!atEnd() && characters.contains(m_text.at(m_position)))
            ++m_position;
    }

    QByteArray token()
    {
        const qsizetype begin = m_position;
        while (!atEnd() && isTokenCharacter(m_text.at(m_position)))
            ++m_position;
        return m_text.sliced(begin, m_position - begin).toByteArray();
    }

    QByteArray quoted()
    {
        QByteArray result;
        while (!atEnd() && !take('"')) {
            take('\\');
            if (!atEnd())
                result += m_text.at(m_position++);
        }
        return result;
    }

    QByteArrayView m_text;
    qsizetype m_position = 0;
    QList<Challenge> m_challenges;
};

bool readAlgorithm(QByteArray name, DigestChallenge &challenge)
{
    challenge.namesAlgorithm = !name.isEmpty();
    name = name.toLower();
    constexpr QByteArrayView sessionEnding("-sess");
    challenge.session = name.endsWith(sessionEnding);
    if (challenge.session)
        name.chop(sessionEnding.size());
    if (name.isEmpty() || name == "md5")
        challenge.algorithm = DigestAlgorithm::Md5;
    else if (name == "sha-256")
        challenge.algorithm = DigestAlgorithm::Sha256;
    else if (name == "sha-512-256")
        challenge.algorithm = DigestAlgorithm::Sha512_256;
    else
        return false;
    return true;
}

bool offersAuth(const QByteArray &qualities)
{
    const QList<QByteArray> offered = qualities.toLower().split(',');
    for (const QByteArray &quality : offered) {
        if (quality.trimmed() == "auth")
            return true;
    }
    return false;
}

bool isTrue(const QByteArray &value)
{
    return value.compare("true", Qt::CaseInsensitive) == 0;
}

std::optional<DigestChallenge> answerable(const Challenge &read)
{
    DigestChallenge challenge;
    challenge.realm = read.values.value("realm");
    challenge.nonce = read.values.value("nonce");
    challenge.opaque = read.values.value("opaque");
    challenge.stale = isTrue(read.values.value("stale"));
    challenge.hashesUserName = isTrue(read.values.value("userhash"));
    const bool fits = read.scheme == "digest" && !challenge.nonce.isEmpty() &&
                      readAlgorithm(read.values.value("algorithm"), challenge) &&
                      offersAuth(read.values.value("qop"));
    return fits ? std::optional(challenge) : std::nullopt;
}

} // namespace

std::optional<DigestChallenge> readDigestChallenge(QByteArrayView headerValue)
{
    const QList<Challenge> challenges = ChallengeReader(headerValue).read();
    for (const Challenge &challenge : challenges) {
        if (auto fitting = answerable(challenge))
            return fitting;
    }
    return std::nullopt;
}

} // namespace keywright
