#include "core/transfer/secret_formats.h"

#include <vector>

namespace keywright {
namespace {

/// Collects bytes in a buffer that never grows, as growing would leave copies behind.
class ByteWriter
{
public:
    explicit ByteWriter(qsizetype capacity) { m_bytes.reserve(capacity); }

    ByteWriter &raw(std::string_view text)
    {
        m_bytes.append(text.data(), static_cast<qsizetype>(text.size()));
        return *this;
    }
    /// A JSON string, which is a YAML double-quoted scalar as well.
    ByteWriter &jsonString(std::string_view text)
    {
        m_bytes.append('"');
        for (const char c : text)
            jsonCharacter(c);
        m_bytes.append('"');
        return *this;
    }
    /// A value of a .env file: bare when every shell reads it the same, double-quoted otherwise.
    ByteWriter &envValue(std::string_view text)
    {
        constexpr std::string_view bare = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
                                          "0123456789_-./:@%+=,";
        if (!text.empty() && text.find_first_not_of(bare) == std::string_view::npos)
            return raw(text);
        m_bytes.append('"');
        for (const char c : text) {
            if (c == '\n') {
                raw("\\n");
                continue;
            }
            if (c == '"' || c == '\\' || c == '$' || c == '`')
                m_bytes.append('\\');
            m_bytes.append(c);
        }
        m_bytes.append('"');
        return *this;
    }
    WipedBytes take() { return WipedBytes(std::move(m_bytes)); }

private:
    void jsonCharacter(char c)
    {
        constexpr std::string_view hex = "0123456789abcdef";
        const auto code = static_cast<unsigned char>(c);
        if (c == '"' || c == '\\') {
            m_bytes.append('\\').append(c);
        } else if (c == '\n') {
            m_bytes.append("\\n");
        } else if (code < 0x20 || code == 0x7f) {
            m_bytes.append("\\u00").append(hex[code >> 4]).append(hex[code & 0xf]);
        } else {
            m_bytes.append(c);
        }
    }

    QByteArray m_bytes;
};

struct Field
{
    const char *json;
    const char *variable;
    std::string_view value;
};

/// Everything but the secret, in bytes that live as long as this.
struct PlainParts
{
    explicit PlainParts(const SecretContext &context)
        : id(context.accountId.toUtf8())
        , tokenUrl(context.tokenUrl.toEncoded())
        , prefix(context.variablePrefix.toUtf8())
        , type(context.type)
    {
        if (!prefix.isEmpty())
            prefix.append('_');
    }

    static std::string_view view(const QByteArray &bytes)
    {
        return {bytes.constData(), static_cast<std::size_t>(bytes.size())};
    }

    std::vector<Field> fields(const Secret &secret) const
    {
        if (type == AccountType::ApiKey)
            return {
                {"account_id", "ACCOUNT_ID", view(id)}, {"api_key", "API_KEY", secret.expose()}};
        std::vector<Field> fields{
            {"client_id", "CLIENT_ID", view(id)},
            {"client_secret", "CLIENT_SECRET", secret.expose()}};
        if (!tokenUrl.isEmpty())
            fields.push_back({"token_url", "TOKEN_URL", view(tokenUrl)});
        return fields;
    }

    /// Room for every character escaped in the longest form, with the fixed text around it.
    qsizetype capacity(const Secret &secret) const
    {
        const auto values = id.size() + tokenUrl.size() + static_cast<qsizetype>(secret.size());
        return 6 * values + 4 * prefix.size() + 512;
    }

    QByteArray id;
    QByteArray tokenUrl;
    QByteArray prefix;
    AccountType type;
};

/// A name Kubernetes accepts (RFC 1123 label): lower-case letters, digits and inner dashes.
QByteArray kubernetesName(const QString &accountName)
{
    QByteArray name;
    for (const QChar c : accountName.toLower()) {
        const bool allowed = (c >= u'a' && c <= u'z') || (c >= u'0' && c <= u'9');
        if (allowed)
            name.append(c.toLatin1());
        else if (!name.isEmpty() && !name.endsWith('-'))
            name.append('-');
    }
    name.truncate(63);
    while (name.endsWith('-'))
        name.chop(1);
    return name.isEmpty() ? QByteArrayLiteral("service-account") : name;
}

QString fileStem(const QString &accountName)
{
    QString stem;
    for (const QChar c : accountName)
        stem.append(c.isLetterOrNumber() || c == u'-' || c == u'_' || c == u'.' ? c : QChar(u'-'));
    while (stem.startsWith(u'.'))
        stem.remove(0, 1);
    return stem.isEmpty() ? QStringLiteral("service-account") : stem;
}

} // namespace

WipedBytes credentialsJson(const SecretContext &context, const Secret &secret)
{
    const PlainParts parts(context);
    ByteWriter out(parts.capacity(secret));
    out.raw("{");
    const char *separator = "\n    ";
    for (const Field &field : parts.fields(secret)) {
        out.raw(separator).jsonString(field.json).raw(": ").jsonString(field.value);
        separator = ",\n    ";
    }
    out.raw("\n}\n");
    return out.take();
}

WipedBytes dotenv(const SecretContext &context, const Secret &secret)
{
    const PlainParts parts(context);
    ByteWriter out(parts.capacity(secret));
    for (const Field &field : parts.fields(secret)) {
        out.raw(PlainParts::view(parts.prefix)).raw(field.variable).raw("=");
        out.envValue(field.value).raw("\n");
    }
    return out.take();
}

WipedBytes kubernetesSecret(const SecretContext &context, const Secret &secret)
{
    const PlainParts parts(context);
    const QByteArray name = kubernetesName(context.accountName);
    ByteWriter out(parts.capacity(secret) + name.size());
    out.raw("apiVersion: v1\nkind: Secret\nmetadata:\n  name: ");
    // Quoted, because a name such as "123" would be read as a number.
    out.jsonString(PlainParts::view(name)).raw("\ntype: Opaque\nstringData:\n");
    for (const Field &field : parts.fields(secret)) {
        out.raw("  ").raw(PlainParts::view(parts.prefix)).raw(field.variable).raw(": ");
        out.jsonString(field.value).raw("\n");
    }
    return out.take();
}

WipedBytes plain(const Secret &secret)
{
    ByteWriter out(static_cast<qsizetype>(secret.size()) + 1);
    out.raw(secret.expose());
    return out.take();
}

WipedBytes formatSecret(SecretFormat format, const SecretContext &context, const Secret &secret)
{
    switch (format) {
    case SecretFormat::CredentialsJson:
        return credentialsJson(context, secret);
    case SecretFormat::DotEnv:
        return dotenv(context, secret);
    case SecretFormat::KubernetesSecret:
        return kubernetesSecret(context, secret);
    case SecretFormat::Plain:
        break;
    }
    return plain(secret);
}

QString suggestedFileName(SecretFormat format, const SecretContext &context)
{
    const QString stem = fileStem(context.accountName);
    switch (format) {
    case SecretFormat::CredentialsJson:
        return stem + QStringLiteral(".json");
    case SecretFormat::DotEnv:
        return stem + QStringLiteral(".env");
    case SecretFormat::KubernetesSecret:
        return stem + QStringLiteral("-secret.yaml");
    case SecretFormat::Plain:
        break;
    }
    return stem + QStringLiteral(".txt");
}

} // namespace keywright
