#pragma once

#include "core/workbench/batch_columns.h"

#include <QFile>

#include <memory>

namespace keywright {

/// The CSV file that a batch reads its rows from, one at a time.
class BatchInput : public BatchRows
{
public:
    /// Opens the file and reads its header.
    static Result<std::shared_ptr<BatchInput>> open(const QString &path);

    const QStringList &headers() const { return m_headers; }
    /// What the columns mean from now on, and the values that are the same for all rows.
    void setColumns(QList<BatchColumn> columns, LookupRequest fixed);

    Result<std::optional<BatchRow>> next() override;
    /// Passes over one row, as its result is there already.
    Result<std::optional<CsvRecord>> skip() { return m_reader.next(); }

    QString path() const { return m_file->fileName(); }
    qint64 position() const { return m_reader.position(); }
    qint64 size() const { return m_file->size(); }

private:
    explicit BatchInput(std::unique_ptr<QFile> file);

    std::unique_ptr<QFile> m_file;
    CsvReader m_reader;
    QStringList m_headers;
    QList<BatchColumn> m_columns;
    LookupRequest m_fixed;
};

} // namespace keywright
