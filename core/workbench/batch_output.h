#pragma once

#include "core/workbench/lookup_batch.h"

#include <QFile>
#include <QLockFile>

#include <cstdio>
#include <memory>

namespace keywright {

class BatchInput;

/// The CSV that a batch writes: the cells of the input, then lookup_status ("ok" or the kind of the
/// failure), lookup_error, and one column for each feature of the service, in the order of the
/// input.
class BatchOutput : public BatchResults
{
public:
    /// A file that does not exist is begun. One that an earlier run of the same batch left
    /// unfinished is continued: half a row at its end is cut off, and the rows that are there are
    /// passed over in `input`. Anything else that exists is a Conflict, and so is a file that
    /// another process is writing.
    static Result<std::shared_ptr<BatchOutput>>
    open(const QString &path, BatchInput &input, const LookupSchema &schema);
    /// To a stream that is open already.
    static Result<std::shared_ptr<BatchOutput>>
    open(std::FILE *stream, const BatchInput &input, const LookupSchema &schema);

    Result<void> write(const BatchRow &row, const Result<LookupResult> &result) override;

    /// How many rows were there before.
    qint64 continuedRows() const { return m_continuedRows; }

private:
    BatchOutput(const BatchInput &input, const LookupSchema &schema);

    Result<void> openFile(const QString &path, BatchInput &input);
    Result<void> continueFile(BatchInput &input);
    Result<void> passOver(BatchInput &input, const QStringList &cells, qint64 line);
    Result<void> writeLine(const QByteArray &line);
    Error foreignFile(const QString &why) const;

    QFile m_file;
    std::unique_ptr<QLockFile> m_lock;
    qsizetype m_inputColumns = 0;
    QStringList m_features;
    QStringList m_header;
    qint64 m_continuedRows = 0;
};

} // namespace keywright
