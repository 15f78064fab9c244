#pragma once

#include "core/rotation/bulk_rotation.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

namespace keywright {

/// The accounts of a bulk rotation: what will happen to each, what is happening, and what came of
/// it.
class BulkTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { AccountColumn, StateColumn, TextColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    void setPlan(const QList<BulkEntry> &plan);
    const QList<BulkEntry> &plan() const { return m_plan; }
    /// The same accounts with what was chosen; what is agreed to decides who is left out. Before
    /// the run only.
    void setChoice(const QList<BulkEntry> &plan, BulkConsents agreed);
    void setResult(qsizetype place, const BulkResult &result);
    const QList<BulkResult> &results() const { return m_results; }
    int count(BulkState state) const;
    /// The whole text of a row, which the table may have to cut.
    QString textAt(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    QVariant accountData(const BulkAccount &account, int role) const;
    QVariant stateData(BulkState state, int role) const;

    QList<BulkEntry> m_plan;
    QList<BulkResult> m_results;
};

} // namespace keywright
