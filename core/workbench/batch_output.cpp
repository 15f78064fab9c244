#include "core/workbench/batch_output.h"

#include "core/transfer/csv_reader.h"
#include "core/transfer/csv_text.h"
#include "core/transfer/lookup_export.h"
#include "core/workbench/batch_input.h"

#include <QCoreApplication>
#include <QFileInfo>

#include <algorithm>
#include <filesystem>
#include <limits>

namespace keywright {

namespace {

constexpr QLatin1StringView doneStatus("ok");

struct BatchOutputMessages
{
    Q_DECLARE_TR_FUNCTIONS(BatchOutput)
};

/// The input's own cells, as they came.
QByteArrayList plainCells(const QStringList &cells, qsizetype count)
{
    QByteArrayList result;
    for (qsizetype i = 0; i < count; ++i)
        result.append(csvPlainCell(cells.value(i)));
    return result;
}

QByteArray line(const QByteArrayList &cells)
{
    return cells.join(',') + "\r\n";
}

/// Also by way of links.
bool isSameFile(const QString &path, const QString &other)
{
    std::error_code none;
    return std::filesystem::equivalent(
        QFileInfo(path).filesystemAbsoluteFilePath(), QFileInfo(other).filesystemAbsoluteFilePath(),
        none);
}

/// In the order of `names`, however the service answered.
QByteArrayList featureCells(const QList<FeatureValue> &features, const QStringList &names)
{
    QByteArrayList cells;
    for (qsizetype i = 0; i < names.size(); ++i) {
        const QString &name = names.at(i);
        const bool inOrder = i < features.size() && features.at(i).name == name;
        const auto found =
            inOrder ? features.begin() + i : std::ranges::find(features, name, &FeatureValue::name);
        const bool hasValue = found != features.end() && !found->value.isNull();
        cells.append(hasValue ? csvValueCell(*found) : QByteArray());
    }
    return cells;
}

} // namespace

BatchOutput::BatchOutput(const BatchInput &input, const LookupSchema &schema)
    : m_inputColumns(input.headers().size())
{
    for (const SchemaField &feature : schema.features)
        m_features.append(feature.name);
    m_header = input.headers() +
               QStringList{QStringLiteral("lookup_status"), QStringLiteral("lookup_error")} +
               m_features;
}

Error BatchOutput::foreignFile(const QString &why) const
{
    return makeError(
        ErrorKind::Conflict,
        BatchOutputMessages::tr("The file %1 cannot be continued: %2.").arg(m_file.fileName(), why),
        BatchOutputMessages::tr("Choose another name for the output, or move the file away."));
}

BatchOutput::~BatchOutput() = default;

QByteArray BatchOutput::headerLine() const
{
    return line(plainCells(m_header, m_header.size()));
}

Result<std::shared_ptr<BatchOutput>>
BatchOutput::open(const QString &path, BatchInput &input, const LookupSchema &schema)
{
    auto output = begin(path, input, schema, ExistingOutput::Continue);
    if (!output)
        return output;
    if (auto passed = (*output)->passOver(input, std::numeric_limits<int>::max()); !passed)
        return failure(std::move(passed).error());
    return output;
}

Result<std::shared_ptr<BatchOutput>> BatchOutput::begin(
    const QString &path, const BatchInput &input, const LookupSchema &schema,
    ExistingOutput existing)
{
    std::shared_ptr<BatchOutput> output(new BatchOutput(input, schema));
    if (auto opened = output->openFile(path, existing); !opened)
        return failure(std::move(opened).error());
    return output;
}

OutputPlace
BatchOutput::placeAt(const QString &path, const BatchInput &input, const LookupSchema &schema)
{
    if (isSameFile(path, input.path()))
        return OutputPlace::Input;
    const QByteArray header = BatchOutput(input, schema).headerLine();
    QFile file(path);
    if (!file.exists())
        return OutputPlace::Free;
    if (!file.open(QIODevice::ReadOnly))
        return OutputPlace::Foreign;
    const QByteArray start = file.read(header.size());
    if (start.isEmpty())
        return OutputPlace::Free;
    // A run that was killed while it wrote the header left a part of it.
    return header.startsWith(start) ? OutputPlace::Begun : OutputPlace::Foreign;
}

Result<std::shared_ptr<BatchOutput>>
BatchOutput::open(std::FILE *stream, const BatchInput &input, const LookupSchema &schema)
{
    std::shared_ptr<BatchOutput> output(new BatchOutput(input, schema));
    if (!output->m_file.open(stream, QIODevice::WriteOnly))
        return failure(makeError(ErrorKind::Storage, output->m_file.errorString()));
    if (auto begun = output->writeLine(output->headerLine()); !begun)
        return failure(std::move(begun).error());
    return output;
}

Result<void> BatchOutput::openFile(const QString &path, ExistingOutput existing)
{
    m_file.setFileName(path);
    m_lock = std::make_unique<QLockFile>(path + QStringLiteral(".lock"));
    m_lock->setStaleLockTime(0);
    if (!m_lock->tryLock(0) && m_lock->error() == QLockFile::LockFailedError)
        return failure(foreignFile(BatchOutputMessages::tr("another process is writing it")));
    if (!m_file.open(QIODevice::ReadWrite))
        return failure(makeError(
            ErrorKind::Storage,
            BatchOutputMessages::tr("The file %1 could not be written: %2.")
                .arg(path, m_file.errorString()),
            BatchOutputMessages::tr(
                "Choose another folder, or check its permissions and free space.")));
    const QByteArray header = headerLine();
    const bool continues = existing == ExistingOutput::Continue;
    // A run that was killed while it wrote the header left a part of it.
    if (continues && m_file.size() >= header.size())
        return continueFile();
    if (continues && !header.startsWith(m_file.readAll()))
        return failure(foreignFile(BatchOutputMessages::tr("it was not written by this batch")));
    m_file.resize(0);
    m_file.seek(0);
    return writeLine(header);
}

Result<void> BatchOutput::continueFile()
{
    m_existing = std::make_unique<CsvReader>(m_file);
    const auto record = m_existing->next();
    if (!record || !*record || (**record).cells != m_header)
        return failure(
            foreignFile(BatchOutputMessages::tr("its columns are not those of this batch")));
    m_existingEnd = (**record).end;
    return {};
}

Result<bool> BatchOutput::passOver(BatchInput &input, int rows)
{
    for (int i = 0; m_existing && i < rows; ++i) {
        const auto record = m_existing->next();
        if (!record || !*record || !(**record).terminated) {
            if (auto ended = endContinuing(record ? QString() : record.error().message); !ended)
                return failure(std::move(ended).error());
            break;
        }
        if (auto passed = passOverRow(input, (**record).cells, (**record).line); !passed)
            return failure(std::move(passed).error());
        m_existingEnd = (**record).end;
        ++m_continuedRows;
        m_continuedFailures += (**record).cells.at(m_inputColumns) == doneStatus ? 0 : 1;
    }
    return !m_existing;
}

Result<void> BatchOutput::endContinuing(const QString &readProblem)
{
    // What stopped half way is at the end; in the middle it is damage.
    if (!m_existing->atEnd())
        return failure(foreignFile(readProblem));
    m_existing.reset();
    if (!m_file.resize(m_existingEnd) || !m_file.seek(m_existingEnd))
        return failure(makeError(ErrorKind::Storage, m_file.errorString()));
    return {};
}

Result<void> BatchOutput::passOverRow(BatchInput &input, const QStringList &cells, qint64 line)
{
    const auto source = input.skip();
    if (!source)
        return failure(source.error());
    QStringList expected = *source ? (**source).cells : QStringList();
    expected.resize(m_inputColumns);
    if (!*source || cells.size() != m_header.size() || cells.first(m_inputColumns) != expected)
        return failure(foreignFile(
            BatchOutputMessages::tr("its line %1 is not a row of this input").arg(line)));
    return {};
}

Result<void> BatchOutput::write(const BatchRow &row, const Result<LookupResult> &result)
{
    QByteArrayList cells = plainCells(row.cells, m_inputColumns);
    if (result) {
        cells += {doneStatus.data(), ""};
        cells += featureCells(result->features, m_features);
    } else {
        cells += {errorKindName(result.error().kind).toUtf8(), csvCell(result.error().message)};
        cells.resize(m_header.size());
    }
    return writeLine(line(cells));
}

/// At once, so that what is not written yet is all that a kill can take.
Result<void> BatchOutput::writeLine(const QByteArray &line)
{
    if (m_file.write(line) == line.size() && m_file.flush())
        return {};
    return failure(makeError(
        ErrorKind::Storage,
        BatchOutputMessages::tr("The results could not be written: %1.").arg(m_file.errorString()),
        BatchOutputMessages::tr(
            "Make room on the disk and run it again: it goes on where it stopped.")));
}

} // namespace keywright
