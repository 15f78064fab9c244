#pragma once

#include "core/lookup/lookup_comparison.h"

#include <QAbstractTableModel>

namespace keywright {

/// Two lookups side by side, one row for each feature, or for each that differs.
class ComparisonModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { NameColumn, LeftColumn, RightColumn, DifferenceColumn, ColumnCount };

    using QAbstractTableModel::QAbstractTableModel;

    /// The titles head the columns of the two sides.
    void
    setComparison(LookupComparison comparison, const QString &leftTitle, const QString &rightTitle);
    void setOnlyDifferences(bool only);
    const LookupComparison &comparison() const { return m_comparison; }

    /// The columns of a row, separated by tabs.
    QString rowText(int row) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role) const override;
    QVariant headerData(int section, Qt::Orientation orientation, int role) const override;

private:
    void pickRows();
    QString display(const ComparedFeature &feature, int column) const;

    LookupComparison m_comparison;
    QString m_leftTitle;
    QString m_rightTitle;
    QList<qsizetype> m_rows; ///< places of the features that are shown
    bool m_onlyDifferences = true;
};

} // namespace keywright
