#pragma once

#include "core/workbench/lookup_batch.h"

#include <QFile>
#include <QLockFile>

#include <cstdio>
#include <memory>

namespace keywright {

class BatchInput;
class CsvReader;

/// What to do with an output that is there already.
enum class ExistingOutput { Continue, Replace };

/// What a path is for a batch that would write to it.
enum class OutputPlace {
    Free,    ///< nothing is there, or an empty file
    Begun,   ///< begins as the output of this batch does
    Foreign, ///< something else
    Input    ///< the file that is read
};

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
    /// The same in parts: until passOver() has said that it is done, nothing may be written. Of a
    /// large file that is continued, each part leaves the event loop its turn.
    static Result<std::shared_ptr<BatchOutput>> begin(
        const QString &path, const BatchInput &input, const LookupSchema &schema,
        ExistingOutput existing);
    /// Passes over at most so many rows that are there already; true when none is left.
    Result<bool> passOver(BatchInput &input, int rows);
    /// Looks at no more than the first line.
    static OutputPlace
    placeAt(const QString &path, const BatchInput &input, const LookupSchema &schema);
    /// To a stream that is open already.
    static Result<std::shared_ptr<BatchOutput>>
    open(std::FILE *stream, const BatchInput &input, const LookupSchema &schema);

    ~BatchOutput() override;

    Result<void> write(const BatchRow &row, const Result<LookupResult> &result) override;

    /// How many rows were there before.
    qint64 continuedRows() const { return m_continuedRows; }
    /// How many of those had failed.
    qint64 continuedFailures() const { return m_continuedFailures; }

private:
    BatchOutput(const BatchInput &input, const LookupSchema &schema);

    Result<void> openFile(const QString &path, ExistingOutput existing);
    Result<void> continueFile();
    Result<void> endContinuing(const QString &readProblem);
    Result<void> passOverRow(BatchInput &input, const QStringList &cells, qint64 line);
    QByteArray headerLine() const;
    Result<void> writeLine(const QByteArray &line);
    Error foreignFile(const QString &why) const;

    QFile m_file;
    std::unique_ptr<QLockFile> m_lock;
    qsizetype m_inputColumns = 0;
    QStringList m_features;
    QStringList m_header;
    std::unique_ptr<CsvReader> m_existing; ///< while rows are passed over
    qint64 m_existingEnd = 0;              ///< of the whole rows, in bytes
    qint64 m_continuedRows = 0;
    qint64 m_continuedFailures = 0;
};

} // namespace keywright
