#pragma once

#include "core/identity/service_account.h"

#include <QString>

#include <array>
#include <vector>

namespace keywright {

/// What a filter chip asks for, as bits of an account. Chips of one group (status, type) widen the
/// list, chips of different groups narrow it.
enum AccountFlag : quint16 {
    ActiveFlag = 1 << 0,
    DeactivatedFlag = 1 << 1,
    OAuthFlag = 1 << 2,
    ApiKeyFlag = 1 << 3,
    NoRolesFlag = 1 << 4,    ///< known to hold none
    PrivilegedFlag = 1 << 5, ///< holds a role that is more than most programs need
};
inline constexpr int accountChipCount = 5; ///< the first so many flags can be asked for

enum class AccountColumn { Name, Type, Status, Roles, Secrets, Deadline, LastUsed, Connection };
inline constexpr int accountColumnCount = 8;

/// Which accounts are listed, in which order. Built for 100,000 accounts: one case-folded haystack
/// per account is scanned for each key stroke, chips are bit tests, and every column sorts by a
/// number, as names are ranked once. One account that comes or goes costs no new sorting.
class AccountIndex
{
public:
    static constexpr quint32 hidden = ~quint32(0);
    static constexpr quint32 nowhere = ~quint32(0); ///< Entry::position of an account that is gone

    struct Entry
    {
        quint32 connection = 0; ///< number of the connection
        quint32 position = 0;   ///< in the connection's snapshot
        quint16 flags = 0;
        quint8 activeSecrets = 0;
        qint64 deadline = 0; ///< ms since the epoch; the largest number when there is none
        qint64 lastUsed = 0; ///< ms since the epoch; 0 when never, or not told
        QString id;
        QString haystack; ///< name, id, description, case-folded
        QString roles;    ///< as shown; null while unknown
    };

    void clear();
    void reserve(std::size_t count) { m_entries.reserve(count); }
    /// Adds an entry at the end; it is listed after the next filter().
    void append(Entry entry);
    /// Makes the entry for an account; `roles` is null while unknown.
    static Entry entryFor(const ServiceAccount &account, const QString &roles, bool privileged);
    /// Replaces what is known of an entry. Order and membership stay as they are until the next
    /// filter() or sort(), so that rows do not jump while details arrive.
    void update(quint32 index, Entry entry);

    /// The row that an entry would get, put at `index`; `hidden` where the filter leaves it out.
    quint32 rowFor(quint32 index, const Entry &entry) const;
    /// Puts one entry among those that are listed already, at rowFor() it; the entries from `index`
    /// on, and the rows from there on, move up.
    void insert(quint32 index, Entry entry);
    /// Takes one entry and its row away; those behind move down.
    void remove(quint32 index);
    /// The account of this entry is gone from the snapshot: those of the same connection that came
    /// behind it there move down, and it has no position any more.
    void forgetPosition(quint32 index);

    void filter(const QString &text, quint16 chips);
    void sort(AccountColumn column, Qt::SortOrder order);

    quint32 rowCount() const { return static_cast<quint32>(m_rows.size()); }
    quint32 total() const { return static_cast<quint32>(m_entries.size()); }
    const Entry &entryAt(quint32 row) const { return m_entries[m_rows[row]]; }
    const Entry &entry(quint32 index) const { return m_entries[index]; }
    /// Row of an entry, or `hidden`.
    quint32 rowOf(quint32 index) const { return m_rowOf[index]; }
    /// The entry of an account, or `nowhere`; looks at each.
    quint32 indexOf(quint32 connection, const QString &accountId) const;
    /// How many accounts that match the text have the chip's flag.
    int chipCount(int chip) const { return m_chipCounts[static_cast<std::size_t>(chip)]; }

private:
    void rankNames();
    bool comesBefore(const Entry &entry, quint32 index, quint32 other) const;
    bool passesFilter(const Entry &entry) const;
    bool matchesText(const Entry &entry) const;
    void count(const Entry &entry, int by);
    quint32 placeIn(const std::vector<quint32> &sorted, quint32 index, const Entry &entry) const;
    void renumberRows(quint32 from);
    quint64 sortKey(const Entry &entry) const;
    void orderByKey();
    void select();

    std::vector<Entry> m_entries;
    std::vector<quint32> m_nameRanks; ///< empty when a name changed since
    std::vector<quint32> m_order;     ///< all entries, sorted
    std::vector<quint32> m_rows;      ///< those that are listed
    std::vector<quint32> m_rowOf;
    std::array<int, accountChipCount> m_chipCounts{};
    QString m_text;
    quint16 m_chips = 0;
    AccountColumn m_column = AccountColumn::Name;
    Qt::SortOrder m_sortOrder = Qt::AscendingOrder;
};

} // namespace keywright
