#include "ui/accounts/access_list_model.h"

#include "ui/accounts/time_text.h"
#include "ui/widgets/item_roles.h"

#include <QHostAddress>
#include <QLocale>

#include <algorithm>
#include <cstring>

namespace keywright {
namespace {

/// IPv4 before IPv6, each by value; a block before the addresses in it.
bool addressBefore(const QString &a, const QString &b)
{
    const Q_IPV6ADDR one = QHostAddress(a.section(u'/', 0, 0)).toIPv6Address();
    const Q_IPV6ADDR other = QHostAddress(b.section(u'/', 0, 0)).toIPv6Address();
    const int order = std::memcmp(one.c, other.c, sizeof(one.c));
    if (order != 0)
        return order < 0;
    const auto length = [](const QString &text) {
        return text.contains(u'/') ? text.section(u'/', 1).toInt() : 128;
    };
    return length(a) < length(b);
}

/// Servers tend to write IPv6 at full length.
QString usualSpelling(const QString &address)
{
    return parseAccessAddress(address).value_or(address);
}

bool entryBefore(const AccessEntry &a, const AccessEntry &b, int column)
{
    switch (column) {
    case AccessListModel::LastUsedColumn:
        return a.lastUsedAt < b.lastUsedAt;
    case AccessListModel::RequestsColumn:
        return a.requestCount < b.requestCount;
    case AccessListModel::CreatedColumn:
        return a.createdAt < b.createdAt;
    default:
        return addressBefore(a.address, b.address);
    }
}

} // namespace

AccessListModel::AccessListModel(std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

void AccessListModel::setEntries(const QList<AccessEntry> &entries)
{
    beginResetModel();
    m_entries = entries;
    sortEntries();
    endResetModel();
}

void AccessListModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= ColumnCount)
        return;
    beginResetModel();
    m_column = column;
    m_order = order;
    sortEntries();
    endResetModel();
}

void AccessListModel::sortEntries()
{
    // By address first, so that equal values stay in that order, whichever way the column goes.
    std::sort(m_entries.begin(), m_entries.end(), [](const AccessEntry &a, const AccessEntry &b) {
        return addressBefore(a.address, b.address);
    });
    const bool descending = m_order == Qt::DescendingOrder;
    std::stable_sort(
        m_entries.begin(), m_entries.end(),
        [this, descending](const AccessEntry &a, const AccessEntry &b) {
            return descending ? entryBefore(b, a, m_column) : entryBefore(a, b, m_column);
        });
}

int AccessListModel::rowOf(const QString &address) const
{
    const auto found =
        std::find_if(m_entries.cbegin(), m_entries.cend(), [&address](const AccessEntry &entry) {
            return entry.address == address;
        });
    return found == m_entries.cend() ? -1 : static_cast<int>(found - m_entries.cbegin());
}

int AccessListModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_entries.size());
}

int AccessListModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QString AccessListModel::text(const AccessEntry &entry, int column) const
{
    switch (column) {
    case AddressColumn:
        return usualSpelling(entry.address);
    case LastUsedColumn:
        return entry.lastUsedAt.isValid() ? timetext::day(entry.lastUsedAt, m_clock->now())
                                          : tr("never");
    case RequestsColumn:
        return QLocale().toString(entry.requestCount);
    default:
        return timetext::date(entry.createdAt);
    }
}

QString AccessListModel::lastUse(const AccessEntry &entry) const
{
    if (!entry.lastUsedAt.isValid())
        return tr("never used");
    const QString day = timetext::day(entry.lastUsedAt, m_clock->now());
    return entry.lastUsedAddress.isEmpty()
               ? day
               : QStringLiteral("%1 · %2").arg(day, usualSpelling(entry.lastUsedAddress));
}

QString AccessListModel::toolTip(const AccessEntry &entry, int column) const
{
    switch (column) {
    case AddressColumn:
        return tr("%1, %2, added %3")
            .arg(text(entry, AddressColumn), lastUse(entry), timetext::exact(entry.createdAt));
    case LastUsedColumn:
        return timetext::exact(entry.lastUsedAt);
    case CreatedColumn:
        return timetext::exact(entry.createdAt);
    default:
        return {};
    }
}

QVariant AccessListModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_entries.size())
        return {};
    const AccessEntry &entry = m_entries.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(entry, index.column());
    case Qt::TextAlignmentRole:
        return index.column() == RequestsColumn ? QVariant(Qt::AlignRight | Qt::AlignVCenter)
                                                : QVariant();
    case SecondaryTextRole:
    case Qt::AccessibleDescriptionRole:
        return index.column() == AddressColumn ? lastUse(entry) : QString();
    case Qt::ToolTipRole:
        return toolTip(entry, index.column());
    default:
        return {};
    }
}

QVariant AccessListModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (role == Qt::TextAlignmentRole && section == RequestsColumn)
        return QVariant(Qt::AlignRight | Qt::AlignVCenter);
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QStringList titles{tr("Address"), tr("Last used"), tr("Requests"), tr("Created")};
    return titles.value(section);
}

} // namespace keywright
