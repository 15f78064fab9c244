#include "app/cli/output.h"

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdio>

namespace keywright::cli {

namespace {

void print(FILE *stream, QByteArrayView bytes)
{
    std::fwrite(bytes.data(), 1, static_cast<std::size_t>(bytes.size()), stream);
    std::fflush(stream);
}

/// One line whatever is in it: names and messages come from servers, and a terminal obeys control
/// characters.
void printLine(FILE *stream, QString text)
{
    for (QChar &c : text) {
        if (c.category() == QChar::Other_Control)
            c = QLatin1Char(' ');
    }
    print(stream, (text + QLatin1Char('\n')).toUtf8());
}

QByteArray serialized(const QJsonValue &value)
{
    const QJsonDocument document =
        value.isArray() ? QJsonDocument(value.toArray()) : QJsonDocument(value.toObject());
    return document.toJson(QJsonDocument::Indented);
}

QString padded(const QStringList &cells, const QList<qsizetype> &widths)
{
    QString line;
    for (qsizetype column = 0; column < cells.size(); ++column)
        line += cells.at(column).leftJustified(widths.at(column) + 2);
    return line.trimmed();
}

QJsonObject errorObject(const Error &error)
{
    QJsonObject object{
        {QStringLiteral("kind"), errorKindName(error.kind)},
        {QStringLiteral("message"), error.message},
        {QStringLiteral("hint"), error.hint},
        {QStringLiteral("httpStatus"), error.httpStatus},
        {QStringLiteral("providerCode"), error.providerCode}};
    if (!error.field.isEmpty())
        object.insert(QStringLiteral("field"), error.field);
    if (error.retryAfter)
        object.insert(
            QStringLiteral("retryAfterSeconds"), static_cast<qint64>(error.retryAfter->count()));
    return object;
}

} // namespace

void Output::document(const QJsonValue &value) const
{
    // The document of a creation holds the new secret.
    const WipedBytes bytes(serialized(value));
    print(stdout, bytes.view());
}

void Output::line(const QString &text) const
{
    printLine(stdout, text);
}

void Output::table(const QStringList &header, const QList<QStringList> &rows) const
{
    QList<qsizetype> widths;
    for (qsizetype column = 0; column < header.size(); ++column) {
        qsizetype width = header.at(column).size();
        for (const QStringList &row : rows)
            width = std::max(width, row.at(column).size());
        widths += width;
    }
    line(padded(header, widths));
    for (const QStringList &row : rows)
        line(padded(row, widths));
}

void Output::raw(const WipedBytes &bytes) const
{
    print(stdout, bytes.view());
    if (!bytes.view().endsWith('\n'))
        print(stdout, "\n");
}

void Output::secret(const QString &label, const Secret &value) const
{
    printLine(stdout, label + QLatin1Char(':'));
    print(stdout, QByteArrayView(value.expose().data(), static_cast<qsizetype>(value.size())));
    print(stdout, "\n");
}

void Output::note(const QString &text) const
{
    if (!m_quiet)
        printLine(stderr, text);
}

void Output::warn(const QString &text) const
{
    printLine(stderr, text);
}

bool Output::isComplete() const
{
    return std::ferror(stdout) == 0;
}

int Output::fail(const Error &error) const
{
    printLine(stderr, QStringLiteral("%1 %2").arg(error.message, error.hint).trimmed());
    if (m_json)
        document(QJsonObject{{QStringLiteral("error"), errorObject(error)}});
    return exitStatus(error);
}

} // namespace keywright::cli
