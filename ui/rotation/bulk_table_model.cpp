#include "ui/rotation/bulk_table_model.h"

#include "core/rotation/bulk_report.h"
#include "ui/rotation/rotation_text.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>

namespace keywright {

namespace {

QString bulkSentences(const Error &error)
{
    return QStringLiteral("%1 %2").arg(error.message, error.hint).trimmed();
}

Tone bulkTone(BulkState state)
{
    switch (state) {
    case BulkState::LeftOut:
        return Tone::Warn;
    case BulkState::Running:
        return Tone::Accent;
    case BulkState::Done:
        return Tone::Ok;
    case BulkState::Failed:
        return Tone::Bad;
    case BulkState::Waiting:
    case BulkState::NotReached:
        break;
    }
    return Tone::Neutral;
}

} // namespace

void BulkTableModel::setPlan(const QList<BulkEntry> &plan)
{
    beginResetModel();
    m_plan = plan;
    m_results = BulkRotation::begin(plan, {});
    endResetModel();
}

void BulkTableModel::setChoice(const QList<BulkEntry> &plan, BulkConsents agreed)
{
    m_plan = plan;
    m_results = BulkRotation::begin(m_plan, agreed);
    if (!m_results.isEmpty())
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, ColumnCount - 1));
}

void BulkTableModel::setResult(qsizetype place, const BulkResult &result)
{
    m_results[place] = result;
    const auto row = static_cast<int>(place);
    Q_EMIT dataChanged(index(row, 0), index(row, ColumnCount - 1));
}

int BulkTableModel::count(BulkState state) const
{
    return static_cast<int>(
        std::count_if(m_results.cbegin(), m_results.cend(), [state](const BulkResult &result) {
            return result.state == state;
        }));
}

QString BulkTableModel::textAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return {};
    const BulkResult &result = m_results.at(row);
    switch (result.state) {
    case BulkState::Waiting:
        return plannedWork(m_plan.at(row)).join(QLatin1Char(' '));
    case BulkState::Running:
        return result.rotation.id == 0 ? tr("Looking whether it is as it was planned.")
                                       : progressText(result.rotation);
    case BulkState::NotReached:
        return tr("It is as it was.");
    case BulkState::LeftOut:
    case BulkState::Failed:
        return result.problem ? bulkSentences(*result.problem) : QString();
    case BulkState::Done:
        break;
    }
    const QString remains = remainingWork(result.rotation);
    return remains.isEmpty() ? tr("The old one is gone.") : remains;
}

int BulkTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_results.size());
}

int BulkTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant BulkTableModel::accountData(const BulkAccount &account, int role) const
{
    switch (role) {
    case Qt::DisplayRole:
        return account.name.isEmpty() ? account.id : account.name;
    case SecondaryTextRole:
        return account.session->connection().name;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return account.id;
    default:
        return {};
    }
}

QVariant BulkTableModel::stateData(BulkState state, int role) const
{
    if (role == ToneRole)
        return state == BulkState::Waiting ? QVariant() : QVariant(int(bulkTone(state)));
    if (role != Qt::DisplayRole)
        return {};
    switch (state) {
    case BulkState::LeftOut:
        return tr("Left out");
    case BulkState::Waiting:
        return tr("Planned");
    case BulkState::Running:
        return tr("Rotating");
    case BulkState::Done:
        return tr("Rotated");
    case BulkState::Failed:
        return tr("Failed");
    case BulkState::NotReached:
        return tr("Not reached");
    }
    Q_UNREACHABLE();
}

QVariant BulkTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const BulkResult &result = m_results.at(index.row());
    switch (Column(index.column())) {
    case AccountColumn:
        return accountData(result.account, role);
    case StateColumn:
        return stateData(result.state, role);
    default:
        break;
    }
    const bool isText = role == Qt::DisplayRole || role == Qt::ToolTipRole;
    return isText ? QVariant(textAt(index.row())) : QVariant();
}

QVariant BulkTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return {};
    switch (Column(section)) {
    case AccountColumn:
        return tr("Account");
    case StateColumn:
        return tr("State");
    default:
        return tr("What happens");
    }
}

} // namespace keywright
