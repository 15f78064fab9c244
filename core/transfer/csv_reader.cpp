#include "core/transfer/csv_reader.h"

#include <QCoreApplication>
#include <QIODevice>
#include <QStringDecoder>

#include <utility>

namespace keywright {

namespace {

constexpr qint64 chunk = 64 * 1024;
constexpr int endOfFile = -1;

struct CsvReaderMessages
{
    Q_DECLARE_TR_FUNCTIONS(CsvReader)
};

Error invalid(qint64 line, const QString &why, const QString &hint = {})
{
    return makeError(
        ErrorKind::InvalidInput,
        CsvReaderMessages::tr("Line %1 cannot be read: %2.").arg(line).arg(why), hint);
}

bool isLineBreak(int byte)
{
    return byte == '\n' || byte == '\r';
}

} // namespace

CsvReader::CsvReader(QIODevice &device)
    : m_device(device)
{
    static const QByteArray mark("\xEF\xBB\xBF");
    peek();
    if (m_buffer.startsWith(mark)) {
        m_next = mark.size();
        m_position = mark.size();
    }
}

int CsvReader::peek()
{
    if (m_next == m_buffer.size()) {
        m_buffer.resize(chunk);
        const qint64 size = m_device.read(m_buffer.data(), chunk);
        m_failed = size < 0;
        m_buffer.resize(qMax<qint64>(size, 0));
        m_next = 0;
    }
    return m_buffer.isEmpty() ? endOfFile : static_cast<unsigned char>(m_buffer.at(m_next));
}

void CsvReader::take()
{
    ++m_next;
    ++m_position;
    ++m_recordBytes;
}

bool CsvReader::atEnd()
{
    return peek() == endOfFile;
}

/// "\n", "\r\n" or "\r"; the next byte begins one. False for what may be half of one.
bool CsvReader::takeLineBreak()
{
    const bool isReturn = peek() == '\r';
    take();
    ++m_line;
    if (!isReturn)
        return true;
    if (peek() == '\n') {
        take();
        return true;
    }
    return peek() != endOfFile;
}

std::optional<Error> CsvReader::finishCell(CsvRecord &record)
{
    QStringDecoder decoder(QStringDecoder::Utf8, QStringDecoder::Flag::Stateless);
    const QString text = decoder(m_cell);
    m_cell.clear();
    if (decoder.hasError())
        return invalid(
            record.line, CsvReaderMessages::tr("it is not UTF-8"),
            CsvReaderMessages::tr("Save the file as UTF-8 and try again."));
    record.cells.append(text);
    return {};
}

std::optional<Error> CsvReader::takeByte(char byte, State &state, CsvRecord &record)
{
    take();
    if (byte == '"') {
        if (state == State::Plain)
            return invalid(
                m_line,
                CsvReaderMessages::tr("a quotation mark stands in a cell that is not quoted"),
                CsvReaderMessages::tr("Put the cell in quotation marks and double those inside."));
        if (state == State::Closed)
            m_cell += byte;
        state = state == State::Quoted ? State::Closed : State::Quoted;
        return {};
    }
    if (state != State::Quoted && byte == ',') {
        state = State::Begin;
        return finishCell(record);
    }
    if (state == State::Closed)
        return invalid(
            m_line, CsvReaderMessages::tr("text follows the quotation mark that ends a cell"));
    if (state == State::Begin)
        state = State::Plain;
    m_cell += byte;
    return {};
}

std::optional<Error> CsvReader::readRecord(CsvRecord &record)
{
    State state = State::Begin;
    for (int byte = peek(); byte != endOfFile; byte = peek()) {
        if (m_recordBytes > recordCap)
            return invalid(
                record.line, CsvReaderMessages::tr("it is longer than %1 bytes").arg(recordCap),
                CsvReaderMessages::tr("A quotation mark may be missing."));
        if (isLineBreak(byte) && state == State::Quoted) {
            m_cell += static_cast<char>(byte);
            take();
            // A return and a line feed that follows it are one break.
            m_line += byte == '\n' || peek() != '\n' ? 1 : 0;
            continue;
        }
        if (isLineBreak(byte)) {
            record.terminated = takeLineBreak();
            return finishCell(record);
        }
        if (auto problem = takeByte(static_cast<char>(byte), state, record))
            return problem;
    }
    if (state == State::Quoted)
        return invalid(
            record.line, CsvReaderMessages::tr("a quotation mark is missing"),
            CsvReaderMessages::tr(
                "A cell begins with a quotation mark and does not end with one."));
    return finishCell(record);
}

Result<std::optional<CsvRecord>> CsvReader::next()
{
    while (!atEnd()) {
        CsvRecord record;
        record.line = m_line;
        m_recordBytes = 0;
        if (auto problem = readRecord(record))
            return failure(*std::move(problem));
        record.end = m_position;
        const bool isBlank = record.cells.size() == 1 && record.cells.first().isEmpty();
        if (!isBlank)
            return std::optional(std::move(record));
    }
    if (m_failed)
        return failure(makeError(
            ErrorKind::Storage,
            CsvReaderMessages::tr("The file could not be read: %1.").arg(m_device.errorString())));
    return std::optional<CsvRecord>();
}

} // namespace keywright
