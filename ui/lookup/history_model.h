#pragma once

#include "core/workbench/lookup_history.h"
#include "ui/theme/theme.h"

#include <QAbstractTableModel>

#include <functional>

namespace keywright {

/// Lookups that were made or saved: when, what, as whom, and what came of it.
class HistoryModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column {
        WhenColumn,
        LookupColumn,
        CredentialColumn,
        OutcomeColumn,
        DurationColumn,
        KeptColumn,
        ColumnCount
    };
    using NameOfAccount = std::function<QString(const QString &accountId)>;

    HistoryModel(
        std::shared_ptr<const Clock> clock, NameOfAccount nameOfAccount, QObject *parent = nullptr);

    void setLookups(const QList<RememberedLookup> &lookups);
    const RememberedLookup &lookupAt(int row) const { return m_lookups.at(row); }
    /// Whether any of them is saved or pinned.
    bool hasKept() const;
    /// -1 when it is not listed.
    int rowOf(qint64 id) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QString text(const RememberedLookup &lookup, int column) const;
    QString toolTip(const RememberedLookup &lookup, int column) const;

    std::shared_ptr<const Clock> m_clock;
    NameOfAccount m_nameOfAccount;
    QList<RememberedLookup> m_lookups;
};

} // namespace keywright
