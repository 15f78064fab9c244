#include "ui/lookup/history_model.h"

#include "core/workbench/history_text.h"
#include "ui/lookup/lookup_text.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>
#include <utility>

namespace keywright {

namespace {

Tone outcomeTone(const LookupOutcome &outcome)
{
    if (outcome.word.isEmpty())
        return Tone::Neutral;
    return outcome.word == QLatin1StringView("ok") ? Tone::Ok : Tone::Bad;
}

} // namespace

HistoryModel::HistoryModel(
    std::shared_ptr<const Clock> clock, NameOfAccount nameOfAccount, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
    , m_nameOfAccount(std::move(nameOfAccount))
{
}

void HistoryModel::setLookups(const QList<RememberedLookup> &lookups)
{
    beginResetModel();
    m_lookups = lookups;
    endResetModel();
}

bool HistoryModel::hasKept() const
{
    return std::any_of(m_lookups.cbegin(), m_lookups.cend(), [](const RememberedLookup &lookup) {
        return lookup.isPinned || !lookup.name.isEmpty();
    });
}

int HistoryModel::rowOf(qint64 id) const
{
    const auto found =
        std::find_if(m_lookups.cbegin(), m_lookups.cend(), [id](const RememberedLookup &lookup) {
            return lookup.id == id;
        });
    return found == m_lookups.cend() ? -1 : static_cast<int>(found - m_lookups.cbegin());
}

int HistoryModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lookups.size());
}

int HistoryModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString HistoryModel::text(const RememberedLookup &lookup, int column) const
{
    switch (column) {
    case WhenColumn:
        return effectiveTimeText(lookup.lastRunAt, m_clock->now());
    case LookupColumn:
        return lookupTitle(lookup);
    case CredentialColumn:
        return m_nameOfAccount(lookup.accountId);
    case OutcomeColumn:
        return outcomeText(lookup.outcome);
    case DurationColumn:
        return lookup.outcome.time.count() > 0 ? durationText(lookup.outcome.time)
                                               : QStringLiteral("—");
    case KeptColumn:
        if (lookup.isPinned)
            return tr("pinned");
        return lookup.name.isEmpty() ? QString() : tr("saved");
    default:
        return {};
    }
}

QString HistoryModel::toolTip(const RememberedLookup &lookup, int column) const
{
    switch (column) {
    case WhenColumn:
        return exactTimeText(lookup.lastRunAt);
    case LookupColumn:
        return QStringLiteral("%1\n%2").arg(lookupTitle(lookup), keysText(lookup));
    case CredentialColumn:
        return lookup.accountId.isEmpty() ? QString() : lookup.accountId;
    case OutcomeColumn:
        return lookup.runs == 1 ? tr("Made once") : tr("Made %1 times").arg(lookup.runs);
    default:
        return {};
    }
}

QVariant HistoryModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_lookups.size())
        return {};
    const RememberedLookup &lookup = m_lookups.at(index.row());
    const int column = index.column();
    switch (role) {
    case Qt::DisplayRole:
        return text(lookup, column);
    case Qt::AccessibleTextRole:
        return column == LookupColumn
                   ? QStringLiteral("%1, %2").arg(lookupTitle(lookup), keysText(lookup))
                   : text(lookup, column);
    case Qt::ToolTipRole: {
        const QString tip = toolTip(lookup, column);
        return tip.isEmpty() ? QVariant() : QVariant(tip);
    }
    case SecondaryTextRole:
        return column == LookupColumn ? QVariant(keysText(lookup)) : QVariant();
    case ToneRole:
        if (column == OutcomeColumn)
            return int(outcomeTone(lookup.outcome));
        return column == KeptColumn && !text(lookup, column).isEmpty()
                   ? QVariant(int(lookup.isPinned ? Tone::Accent : Tone::Neutral))
                   : QVariant();
    default:
        return {};
    }
}

QVariant HistoryModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    switch (section) {
    case WhenColumn:
        return tr("Time");
    case LookupColumn:
        return tr("Lookup");
    case CredentialColumn:
        return tr("Credential");
    case OutcomeColumn:
        return tr("Outcome");
    case DurationColumn:
        return tr("Took");
    case KeptColumn:
        return tr("Kept");
    default:
        return {};
    }
}

} // namespace keywright
