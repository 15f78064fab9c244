#pragma once

#include "core/base/clock.h"
#include "core/identity/access_entry.h"

#include <QAbstractTableModel>

#include <memory>

namespace keywright {

/// The entries of one access list, in the order that was asked for; addresses by their value.
class AccessListModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { AddressColumn, LastUsedColumn, RequestsColumn, CreatedColumn, ColumnCount };

    explicit AccessListModel(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    void setEntries(const QList<AccessEntry> &entries);
    const AccessEntry &entryAt(int row) const { return m_entries.at(row); }
    /// The row of an address, or -1.
    int rowOf(const QString &address) const;

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;
    void sort(int column, Qt::SortOrder order = Qt::AscendingOrder) override;

private:
    QString text(const AccessEntry &entry, int column) const;
    /// "yesterday · 203.0.113.7"
    QString lastUse(const AccessEntry &entry) const;
    QString toolTip(const AccessEntry &entry, int column) const;
    void sortEntries();

    std::shared_ptr<const Clock> m_clock;
    QList<AccessEntry> m_entries;
    int m_column = AddressColumn;
    Qt::SortOrder m_order = Qt::AscendingOrder;
};

} // namespace keywright
