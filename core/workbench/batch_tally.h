#pragma once

#include "core/workbench/lookup_batch.h"

namespace keywright {

/// The rows of a batch that failed in one way.
struct BatchFailure
{
    ErrorKind kind = ErrorKind::Provider;
    qint64 rows = 0;
    QList<qint64> firstLines; ///< in the input, counted from 1
    QString example;          ///< what was said of the first one

    bool operator==(const BatchFailure &) const = default;
};

/// Passes results on, and counts what failed by its kind. Keeps no row.
class BatchTally : public BatchResults
{
public:
    static constexpr int linesKept = 5;

    explicit BatchTally(std::shared_ptr<BatchResults> results);

    Result<void> write(const BatchRow &row, const Result<LookupResult> &result) override;

    /// Closes where the results go; there are no more.
    void close() { m_results.reset(); }

    /// In the order in which the kinds came up.
    const QList<BatchFailure> &failures() const { return m_failures; }

private:
    void count(qint64 line, const Error &error);

    std::shared_ptr<BatchResults> m_results;
    QList<BatchFailure> m_failures;
};

} // namespace keywright
