#include "core/lookup/saved_result.h"
#include "core/transfer/csv_reader.h"

#include <QBuffer>

#include <cstddef>
#include <cstdint>

using namespace keywright;

/// Whatever the bytes: records follow each other without overlap, and the reader ends.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    (void)resultFromSaved(text);
    (void)dataTypeFromText(QString::fromUtf8(text));
    QBuffer buffer(&text);
    buffer.open(QIODevice::ReadOnly);
    CsvReader reader(buffer);
    qint64 end = 0;
    qint64 line = 0;
    for (auto record = reader.next(); record && *record; record = reader.next()) {
        if ((**record).end <= end || (**record).line <= line || (**record).end > text.size())
            __builtin_trap();
        end = (**record).end;
        line = (**record).line;
    }
    return 0;
}
