#include "core/net/redactor.h"

#include "core/net/secret_finder.h"

#include <algorithm>
#include <array>

namespace keywright {

namespace {

using namespace Qt::Literals::StringLiterals;

const QString mark = QStringLiteral("•••");

bool isWordCharacter(QChar c)
{
    return c.isLetterOrNumber() || c == u'_' || c == u'-';
}

bool isQuote(QChar c)
{
    return c == u'"' || c == u'\'';
}

bool isBlank(QChar c)
{
    return c == u' ' || c == u'\t' || c == u'+';
}

bool endsBareValue(QChar c)
{
    return c.isSpace() || isQuote(c) || QStringView(u"&,;{}()[]<>").contains(c);
}

bool endsLine(QChar c)
{
    return c == u'\n' || c == u'\r';
}

// A name as written in a header, a form, JSON or an environment variable, all spelled alike.
QString plainName(QStringView word)
{
    QString name;
    name.reserve(word.size());
    for (const QChar c : word) {
        if (c != u'_' && c != u'-')
            name += c.toLower();
    }
    return name;
}

bool namesSecret(const QString &name)
{
    static constexpr std::array endings{
        "secret"_L1,      "password"_L1,      "passwd"_L1,     "passphrase"_L1,
        "token"_L1,       "apikey"_L1,        "privatekey"_L1, "secretkey"_L1,
        "accesskey"_L1,   "authorization"_L1, "cookie"_L1,     "credential"_L1,
        "credentials"_L1, "assertion"_L1,     "signature"_L1,  "secretvalue"_L1};
    return std::any_of(
        endings.begin(), endings.end(), [&name](auto ending) { return name.endsWith(ending); });
}

bool namesScheme(const QString &name)
{
    return name == "bearer"_L1 || name == "basic"_L1 || name == "digest"_L1 ||
           name == "tectonkey"_L1;
}

// Tells the credential behind a scheme's name from the next word of a sentence.
bool isProse(const QString &scheme, QStringView word)
{
    if (scheme == "basic"_L1 || scheme == "digest"_L1)
        return std::all_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
    static constexpr std::array words{"token"_L1,  "tokens"_L1, "authentication"_L1, "auth"_L1,
                                      "scheme"_L1, "header"_L1, "credentials"_L1,    "realm"_L1};
    return std::any_of(words.begin(), words.end(), [word](auto known) {
        return word.compare(known, Qt::CaseInsensitive) == 0;
    });
}

// Long, with small and capital letters and digits: nobody writes such a word by hand.
bool looksRandom(QStringView word)
{
    constexpr qsizetype shortest = 32;
    return word.size() >= shortest &&
           std::any_of(word.begin(), word.end(), [](QChar c) { return c.isDigit(); }) &&
           std::any_of(word.begin(), word.end(), [](QChar c) { return c.isUpper(); }) &&
           std::any_of(word.begin(), word.end(), [](QChar c) { return c.isLower(); });
}

/// Walks once over the text and copies what is harmless.
class Redaction
{
public:
    explicit Redaction(QStringView text)
        : m_text(text)
    {
        m_result.reserve(text.size());
    }

    QString run();

private:
    QChar at(qsizetype i) const { return i < m_text.size() ? m_text[i] : QChar(); }
    template <class Predicate> qsizetype skip(qsizetype from, Predicate predicate) const;
    qsizetype skipQuotes(qsizetype from) const;
    bool skipEncoded(qsizetype &i, QLatin1StringView code) const;
    void copyTo(qsizetype end);
    void hideTo(qsizetype end);

    void word();
    void address();
    void valueOf(const QString &name, qsizetype afterName);
    qsizetype endOfQuoted(qsizetype opening) const;
    qsizetype startOfShape(QStringView word) const;

    QStringView m_text;
    QString m_result;
    qsizetype m_position = 0;
};

QString Redaction::run()
{
    while (m_position < m_text.size()) {
        if (isWordCharacter(m_text[m_position]))
            word();
        else if (m_text.sliced(m_position).startsWith(u"://"))
            address();
        else
            copyTo(m_position + 1);
    }
    return m_result;
}

template <class Predicate> qsizetype Redaction::skip(qsizetype from, Predicate predicate) const
{
    while (from < m_text.size() && predicate(m_text[from]))
        ++from;
    return from;
}

void Redaction::copyTo(qsizetype end)
{
    m_result += m_text.sliced(m_position, end - m_position);
    m_position = end;
}

void Redaction::hideTo(qsizetype end)
{
    if (end > m_position)
        m_result += mark;
    m_position = end;
}

void Redaction::word()
{
    const qsizetype end = skip(m_position, isWordCharacter);
    const QStringView text = m_text.sliced(m_position, end - m_position);
    const QString name = plainName(text);

    if (namesSecret(name)) {
        valueOf(name, end);
    } else if (const qsizetype shape = startOfShape(text); shape >= 0) {
        copyTo(m_position + shape);
        // A JWT goes on behind its dots, Base64 behind its other characters.
        hideTo(skip(
            end, [](QChar c) { return isWordCharacter(c) || QStringView(u".=/+~").contains(c); }));
    } else if (namesScheme(name) && isBlank(at(end))) {
        const qsizetype value = skip(end, isBlank);
        const qsizetype valueEnd = skip(value, [](QChar c) { return !endsBareValue(c); });
        copyTo(value);
        if (!isProse(name, m_text.sliced(value, valueEnd - value)))
            hideTo(valueEnd);
    } else {
        copyTo(end);
    }
}

// Where in `word` something begins that is a secret by its form alone, or -1.
qsizetype Redaction::startOfShape(QStringView word) const
{
    constexpr qsizetype shortestJwt = 10;
    if (const qsizetype start = word.indexOf(u"mdb_sa_sk_"); start >= 0)
        return start;
    if (const qsizetype start = word.indexOf(u"eyJ");
        start >= 0 && word.size() - start >= shortestJwt)
        return start;
    return looksRandom(word) ? 0 : -1;
}

// User name and password before the host of a URL.
void Redaction::address()
{
    copyTo(m_position + 3);
    const qsizetype end = skip(m_position, [](QChar c) {
        return !c.isSpace() && !isQuote(c) && !QStringView(u"/?#<>").contains(c);
    });
    const qsizetype at = m_text.sliced(m_position, end - m_position).lastIndexOf(u'@');
    if (at > 0)
        hideTo(m_position + at);
}

qsizetype Redaction::skipQuotes(qsizetype from) const
{
    const qsizetype quote = skip(from, [](QChar c) { return c == u'\\'; });
    return isQuote(at(quote)) ? quote + 1 : from;
}

bool Redaction::skipEncoded(qsizetype &i, QLatin1StringView code) const
{
    if (!m_text.sliced(i).startsWith(code, Qt::CaseInsensitive))
        return false;
    i += code.size();
    return true;
}

// Hides the value behind a name that announces a secret: name=value, name: value, "name": "value",
// the same percent-encoded, --name value.
void Redaction::valueOf(const QString &name, qsizetype afterName)
{
    const bool isOption = m_text.sliced(m_position).startsWith(u"--");
    qsizetype i = skipQuotes(afterName);
    skipEncoded(i, "%22"_L1);
    i = skip(i, isBlank);
    const bool colon = at(i) == u':';
    if (colon || at(i) == u'=')
        ++i;
    else if (
        !skipEncoded(i, "%3a"_L1) && !skipEncoded(i, "%3d"_L1) && !(isOption && i > afterName)) {
        copyTo(afterName);
        return;
    }
    i = skip(i, isBlank);
    const qsizetype content = skipQuotes(i);
    copyTo(content);
    if (content > i) {
        hideTo(endOfQuoted(content));
        return;
    }
    const bool isHeader = name.endsWith("authorization"_L1) || name.endsWith("cookie"_L1);
    const QStringView rest = m_text.sliced(i);
    if (rest.startsWith(u'[') || rest.startsWith(u'{') || rest.startsWith(u"null") ||
        rest.startsWith(u"true") || rest.startsWith(u"false"))
        return;
    // Behind a colon a value may contain blanks, so nothing of the line is kept.
    const bool wholeLine = isHeader || colon;
    hideTo(skip(i, [wholeLine](QChar c) { return wholeLine ? !endsLine(c) : !endsBareValue(c); }));
}

// `content` follows an opening quote that may itself be escaped any number of times.
qsizetype Redaction::endOfQuoted(qsizetype content) const
{
    const QChar quote = m_text[content - 1];
    qsizetype depth = 0;
    while (content - 2 - depth >= 0 && m_text[content - 2 - depth] == u'\\')
        ++depth;
    qsizetype backslashes = 0;
    for (qsizetype i = content; i < m_text.size(); ++i) {
        if (m_text[i] == u'\\') {
            ++backslashes;
            continue;
        }
        const bool closes = depth == 0 ? backslashes % 2 == 0 : backslashes <= depth;
        if (m_text[i] == quote && closes)
            return i - (depth == 0 ? 0 : backslashes);
        backslashes = 0;
    }
    return m_text.size();
}

} // namespace

QString redacted(const QString &text)
{
    return Redaction(text).run();
}

QString redacted(const QString &text, const Secret &known)
{
    QByteArray bytes = text.toUtf8();
    QByteArray kept;
    qsizetype position = 0;
    for (const ByteRange &range : findSecret(bytes, known)) {
        kept += QByteArrayView(bytes).sliced(position, range.begin - position);
        kept += mark.toUtf8();
        position = range.end;
    }
    kept += QByteArrayView(bytes).sliced(position);
    wipe(bytes);
    QString remaining = QString::fromUtf8(kept);
    wipe(kept);
    QString result = redacted(remaining);
    wipe(remaining);
    return result;
}

} // namespace keywright
