#include "core/transfer/variable_set.h"

#include "core/transfer/import_file.h"

#include <QCoreApplication>
#include <QProcessEnvironment>

namespace keywright {

namespace {

struct VariableSetMessages
{
    Q_DECLARE_TR_FUNCTIONS(VariableSet)
};

bool isNameCharacter(char c)
{
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '_';
}

/// Reads one line of a .env file; `rest` is what has not been read of it.
class LineReader
{
public:
    explicit LineReader(QByteArrayView line)
        : m_rest(line.trimmed())
    {
    }

    bool isEmpty() const { return m_rest.isEmpty() || m_rest.front() == '#'; }

    /// "export NAME=", or nothing.
    QByteArrayView name()
    {
        constexpr QByteArrayView exportWord("export ");
        if (m_rest.startsWith(exportWord))
            m_rest = m_rest.sliced(exportWord.size()).trimmed();
        qsizetype end = 0;
        while (end < m_rest.size() && isNameCharacter(m_rest.at(end)))
            ++end;
        const QByteArrayView found = m_rest.first(end);
        const QByteArrayView after = m_rest.sliced(end).trimmed();
        if (found.isEmpty() || !after.startsWith('='))
            return {};
        m_rest = after.sliced(1).trimmed();
        return found;
    }

    /// Nothing when a quote is not closed, or something follows it.
    std::optional<Secret> value()
    {
        if (m_rest.startsWith('\'') || m_rest.startsWith('"'))
            return quoted(m_rest.front());
        qsizetype end = m_rest.size();
        for (qsizetype i = 0; i < m_rest.size() && end == m_rest.size(); ++i) {
            const bool isFree = i == 0 || m_rest.at(i - 1) == ' ' || m_rest.at(i - 1) == '\t';
            if (m_rest.at(i) == '#' && isFree)
                end = i;
        }
        return Secret(m_rest.first(end).trimmed().toByteArray());
    }

private:
    std::optional<Secret> quoted(char quote)
    {
        QByteArray bytes;
        bytes.reserve(m_rest.size()); // growing would leave copies behind
        qsizetype i = 1;
        for (; i < m_rest.size() && m_rest.at(i) != quote; ++i) {
            const bool isEscape = quote == '"' && m_rest.at(i) == '\\' && i + 1 < m_rest.size();
            bytes.append(isEscape ? unescaped(m_rest.at(++i)) : m_rest.at(i));
        }
        Secret value(std::move(bytes));
        if (i >= m_rest.size())
            return std::nullopt;
        const QByteArrayView after = m_rest.sliced(i + 1).trimmed();
        if (!after.isEmpty() && after.front() != '#')
            return std::nullopt;
        return value;
    }

    static char unescaped(char c) { return c == 'n' ? '\n' : c; }

    QByteArrayView m_rest;
};

Error badLine(qsizetype number)
{
    return makeError(
        ErrorKind::InvalidInput,
        VariableSetMessages::tr("The variables could not be read: line %1 is not NAME=value.")
            .arg(number),
        VariableSetMessages::tr("Correct the line; a value in quotes has to end on it."));
}

} // namespace

void VariableSet::insert(const QString &name, Secret value)
{
    m_values.insert_or_assign(name, std::move(value));
}

bool VariableSet::has(const QString &name) const
{
    const auto found = m_values.find(name);
    return found != m_values.end() && !found->second.isEmpty();
}

QString VariableSet::text(const QString &name) const
{
    const auto found = m_values.find(name);
    if (found == m_values.end())
        return {};
    const std::string_view value = found->second.expose();
    return QString::fromUtf8(value.data(), qsizetype(value.size())).trimmed();
}

Secret VariableSet::secret(const QString &name) const
{
    const auto found = m_values.find(name);
    return found == m_values.end() ? Secret() : found->second.duplicate();
}

VariableSet VariableSet::fromEnvironment(const QProcessEnvironment &environment)
{
    VariableSet variables;
    const QStringList names = environment.keys();
    for (const QString &name : names)
        variables.insert(name, Secret::fromText(environment.value(name)));
    return variables;
}

Result<VariableSet> parseDotEnv(const QByteArray &text)
{
    if (text.size() > importCap)
        return failure(tooLargeToImport());
    VariableSet variables;
    qsizetype number = 0;
    for (qsizetype begin = 0; begin < text.size();) {
        const qsizetype found = text.indexOf('\n', begin);
        const qsizetype end = found < 0 ? text.size() : found;
        ++number;
        LineReader line(QByteArrayView(text).sliced(begin, end - begin));
        begin = end + 1;
        if (line.isEmpty())
            continue;
        const QByteArrayView name = line.name();
        auto value = name.isEmpty() ? std::nullopt : line.value();
        if (!value)
            return failure(badLine(number));
        variables.insert(QString::fromLatin1(name), *std::move(value));
    }
    return variables;
}

} // namespace keywright
