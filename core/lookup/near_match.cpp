#include "core/lookup/near_match.h"

#include <QList>

#include <algorithm>
#include <numeric>

namespace keywright {

namespace {

/// Letters to insert, delete, replace or swap with their neighbour.
qsizetype distance(const QString &a, const QString &b)
{
    QList<qsizetype> beforeLast(b.size() + 1);
    QList<qsizetype> last(b.size() + 1);
    QList<qsizetype> row(b.size() + 1);
    std::iota(last.begin(), last.end(), 0);
    for (qsizetype i = 1; i <= a.size(); ++i) {
        row[0] = i;
        for (qsizetype j = 1; j <= b.size(); ++j) {
            const qsizetype replaced = last.at(j - 1) + (a.at(i - 1) == b.at(j - 1) ? 0 : 1);
            row[j] = std::min({last.at(j) + 1, row.at(j - 1) + 1, replaced});
            const bool swapped =
                i > 1 && j > 1 && a.at(i - 1) == b.at(j - 2) && a.at(i - 2) == b.at(j - 1);
            if (swapped)
                row[j] = std::min(row.at(j), beforeLast.at(j - 2) + 1);
        }
        beforeLast = last;
        last = row;
    }
    return last.last();
}

} // namespace

QStringList nearMatches(const QString &wanted, const QStringList &known, int most)
{
    const QString low = wanted.toLower().trimmed();
    const qsizetype farthest = std::max<qsizetype>(2, low.size() / 3);
    QList<std::pair<qsizetype, QString>> found;
    for (const QString &name : known) {
        const QString other = name.toLower();
        // A name of which the other is a part is near, however much is missing.
        const bool contains = low.size() > 2 && (other.contains(low) || low.contains(other));
        const bool comparable = std::abs(other.size() - low.size()) <= farthest;
        const qsizetype far = comparable ? distance(low, other) : farthest + 1;
        if (!low.isEmpty() && (far <= farthest || contains))
            found.append({std::min(far, farthest), name});
    }
    std::ranges::stable_sort(
        found, {}, [](const std::pair<qsizetype, QString> &one) { return one.first; });
    QStringList names;
    for (const auto &one : std::as_const(found))
        names.append(one.second);
    return names.mid(0, most);
}

} // namespace keywright
