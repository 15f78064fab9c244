#pragma once

#include "core/base/result.h"

#include <QByteArray>
#include <QStringList>

#include <optional>

class QIODevice;

namespace keywright {

/// One record of a CSV file.
struct CsvRecord
{
    QStringList cells;
    qint64 line = 0;         ///< of its beginning, counted from 1
    qint64 end = 0;          ///< bytes from the beginning of the file to the end of the record
    bool terminated = false; ///< a line break ends it; only the last record may lack one
};

/// Reads CSV as RFC 4180 writes it, record by record, so that memory does not grow with the file.
/// Beyond the standard: UTF-8 with or without a byte order mark, line breaks of any system, blank
/// lines are passed over. Own code, as Debian's libraries read neither quoted line breaks nor a
/// number of columns that is only known at run time, or are not maintained.
class CsvReader
{
public:
    static constexpr qsizetype recordCap = 1024 * 1024; ///< bytes

    /// `device` is open for reading and outlives the reader.
    explicit CsvReader(QIODevice &device);

    /// The next record, or nothing at the end. InvalidInput errors name the line; nothing can be
    /// read after one.
    Result<std::optional<CsvRecord>> next();

    qint64 position() const { return m_position; }
    bool atEnd();

private:
    enum class State { Begin, Plain, Quoted, Closed };

    int peek();
    void take();
    bool takeLineBreak();
    std::optional<Error> readRecord(CsvRecord &record);
    std::optional<Error> takeByte(char byte, State &state, CsvRecord &record);
    std::optional<Error> finishCell(CsvRecord &record);

    QIODevice &m_device;
    QByteArray m_buffer;
    qsizetype m_next = 0; ///< in m_buffer
    qint64 m_position = 0;
    qint64 m_line = 1;
    QByteArray m_cell;
    qsizetype m_recordBytes = 0;
    bool m_failed = false; ///< the device could not be read
};

} // namespace keywright
