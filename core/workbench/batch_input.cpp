#include "core/workbench/batch_input.h"

#include <QCoreApplication>

namespace keywright {

namespace {

struct BatchInputMessages
{
    Q_DECLARE_TR_FUNCTIONS(BatchInput)
};

} // namespace

BatchInput::BatchInput(std::unique_ptr<QFile> file)
    : m_file(std::move(file))
    , m_reader(*m_file)
{
}

Result<std::shared_ptr<BatchInput>> BatchInput::open(const QString &path)
{
    auto file = std::make_unique<QFile>(path);
    if (!file->open(QIODevice::ReadOnly))
        return failure(makeError(
            ErrorKind::InvalidInput, BatchInputMessages::tr("The file %1 could not be read: %2.")
                                         .arg(path, file->errorString())));
    std::shared_ptr<BatchInput> input(new BatchInput(std::move(file)));
    auto header = input->m_reader.next();
    if (!header)
        return failure(std::move(header).error());
    if (!*header)
        return failure(makeError(
            ErrorKind::InvalidInput, BatchInputMessages::tr("The file %1 is empty.").arg(path),
            BatchInputMessages::tr("Its first line must name the columns.")));
    input->m_headers = (**header).cells;
    return input;
}

void BatchInput::setColumns(QList<BatchColumn> columns, LookupRequest fixed)
{
    m_columns = std::move(columns);
    m_fixed = std::move(fixed);
}

Result<std::optional<BatchRow>> BatchInput::next()
{
    auto record = m_reader.next();
    if (!record)
        return failure(std::move(record).error());
    if (!*record)
        return std::optional<BatchRow>();
    BatchRow row;
    row.line = (**record).line;
    row.request = requestFromRecord(**record, m_columns, m_fixed);
    row.cells = std::move((**record).cells);
    return std::optional(std::move(row));
}

} // namespace keywright
