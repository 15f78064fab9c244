#include "core/workbench/batch_tally.h"

#include <algorithm>
#include <utility>

namespace keywright {

BatchTally::BatchTally(std::shared_ptr<BatchResults> results)
    : m_results(std::move(results))
{
}

Result<void> BatchTally::write(const BatchRow &row, const Result<LookupResult> &result)
{
    auto written = m_results->write(row, result);
    if (written && !result)
        count(row.line, result.error());
    return written;
}

void BatchTally::count(qint64 line, const Error &error)
{
    auto found = std::ranges::find(m_failures, error.kind, &BatchFailure::kind);
    if (found == m_failures.end())
        found = m_failures.insert(m_failures.end(), BatchFailure{error.kind, 0, {}, error.message});
    ++found->rows;
    if (found->firstLines.size() < linesKept)
        found->firstLines.append(line);
}

} // namespace keywright
