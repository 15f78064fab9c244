#include "ui/accounts/account_index.h"

#include "ui/accounts/text_ranks.h"

#include <QStringMatcher>

#include <algorithm>
#include <limits>
#include <utility>

namespace keywright {
namespace {

constexpr qint64 noDeadline = std::numeric_limits<qint64>::max();
constexpr quint16 statusChips = ActiveFlag | DeactivatedFlag;
constexpr quint16 typeChips = OAuthFlag | ApiKeyFlag;

bool passes(quint16 flags, quint16 wanted)
{
    const auto group = [flags, wanted](quint16 mask) {
        return !(wanted & mask) || (flags & wanted & mask);
    };
    return group(statusChips) && group(typeChips) && group(NoRolesFlag);
}

qint64 deadlineOf(const ServiceAccount &account)
{
    qint64 deadline = noDeadline;
    if (!account.secrets)
        return deadline;
    for (const ClientSecret &secret : *account.secrets) {
        if (secret.status != SecretStatus::Deactivated && secret.expiresAt.isValid())
            deadline = std::min(deadline, secret.expiresAt.toMSecsSinceEpoch());
    }
    return deadline;
}

qint64 lastUsedOf(const ServiceAccount &account)
{
    qint64 last = 0;
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>())) {
        if (secret.lastUsedAt.isValid())
            last = std::max(last, secret.lastUsedAt.toMSecsSinceEpoch());
    }
    return last;
}

} // namespace

void AccountIndex::clear()
{
    m_entries.clear();
    m_nameRanks.clear();
    m_order.clear();
    m_rows.clear();
    m_rowOf.clear();
    m_chipCounts.fill(0);
}

AccountIndex::Entry
AccountIndex::entryFor(const ServiceAccount &account, const QString &roles, bool privileged)
{
    Entry entry;
    entry.flags = account.status == AccountStatus::Active ? ActiveFlag : DeactivatedFlag;
    entry.flags |= account.type == AccountType::OAuth ? OAuthFlag : ApiKeyFlag;
    if (account.roles && account.roles->isEmpty())
        entry.flags |= NoRolesFlag;
    if (privileged)
        entry.flags |= PrivilegedFlag;
    for (const ClientSecret &secret : account.secrets.value_or(QList<ClientSecret>()))
        entry.activeSecrets += secret.status == SecretStatus::Active ? 1 : 0;
    entry.deadline = deadlineOf(account);
    entry.lastUsed = lastUsedOf(account);
    entry.id = account.id;
    QString haystack;
    haystack.reserve(account.name.size() + account.id.size() + account.description.size() + 2);
    // The line end sorts before every character of a name, so haystacks compare like names.
    haystack.append(account.name).append(u'\n').append(account.id);
    haystack.append(u'\n').append(account.description);
    entry.haystack = std::move(haystack).toCaseFolded();
    entry.roles = roles;
    return entry;
}

void AccountIndex::append(Entry entry)
{
    m_entries.push_back(std::move(entry));
}

void AccountIndex::update(quint32 index, Entry entry)
{
    Entry &old = m_entries[index];
    entry.connection = old.connection;
    entry.position = old.position;
    if (entry.haystack != old.haystack)
        m_nameRanks.clear();
    // What is counted was found by the old haystack, and stays listed until the next filter().
    if (matchesText(old)) {
        count(old, -1);
        count(entry, 1);
    }
    old = std::move(entry);
}

bool AccountIndex::matchesText(const Entry &entry) const
{
    return m_text.isEmpty() || entry.haystack.contains(m_text);
}

bool AccountIndex::passesFilter(const Entry &entry) const
{
    return matchesText(entry) && passes(entry.flags, m_chips);
}

void AccountIndex::count(const Entry &entry, int by)
{
    for (int chip = 0; chip < accountChipCount; ++chip)
        m_chipCounts[static_cast<std::size_t>(chip)] += ((entry.flags >> chip) & 1) * by;
}

/// The order of orderByKey(), by the values themselves instead of ranks.
bool AccountIndex::comesBefore(const Entry &entry, quint32 index, quint32 other) const
{
    const Entry &known = m_entries[other];
    const bool descending = m_sortOrder == Qt::DescendingOrder;
    const auto decided = [descending](const auto &one, const auto &two) {
        return descending ? two < one : one < two;
    };
    if (m_column == AccountColumn::Roles && entry.roles != known.roles)
        return decided(entry.roles, known.roles);
    if (const quint64 one = sortKey(entry), two = sortKey(known); one != two)
        return decided(one, two);
    const bool turned = descending && m_column == AccountColumn::Name;
    if (entry.haystack != known.haystack)
        return (entry.haystack < known.haystack) != turned;
    // The other one makes room and gets a higher index.
    return (index <= other) != turned;
}

quint32 AccountIndex::rowFor(quint32 index, const Entry &entry) const
{
    return passesFilter(entry) ? placeIn(m_rows, index, entry) : hidden;
}

/// Where an entry belongs among the sorted. Details that arrived since may have put some of them
/// out of order; then any place between its neighbours will do.
quint32
AccountIndex::placeIn(const std::vector<quint32> &sorted, quint32 index, const Entry &entry) const
{
    std::size_t first = 0;
    std::size_t last = sorted.size();
    while (first < last) {
        const std::size_t middle = first + (last - first) / 2;
        if (comesBefore(entry, index, sorted[middle]))
            last = middle;
        else
            first = middle + 1;
    }
    return static_cast<quint32>(first);
}

void AccountIndex::renumberRows(quint32 from)
{
    for (quint32 row = from; row < rowCount(); ++row)
        m_rowOf[m_rows[row]] = row;
}

void AccountIndex::insert(quint32 index, Entry entry)
{
    const quint32 row = rowFor(index, entry);
    const quint32 place = placeIn(m_order, index, entry);
    if (matchesText(entry))
        count(entry, 1);
    const auto makeRoom = [index](std::vector<quint32> &indexes) {
        for (quint32 &other : indexes)
            other += other >= index ? 1 : 0;
    };
    makeRoom(m_order);
    makeRoom(m_rows);
    m_nameRanks.clear();
    m_entries.insert(m_entries.begin() + index, std::move(entry));
    m_rowOf.insert(m_rowOf.begin() + index, hidden);
    m_order.insert(m_order.begin() + place, index);
    if (row == hidden)
        return;
    m_rows.insert(m_rows.begin() + row, index);
    renumberRows(row);
}

void AccountIndex::remove(quint32 index)
{
    const quint32 row = m_rowOf[index];
    if (matchesText(m_entries[index]))
        count(m_entries[index], -1);
    const auto closeGap = [index](std::vector<quint32> &indexes) {
        std::erase(indexes, index);
        for (quint32 &other : indexes)
            other -= other > index ? 1 : 0;
    };
    closeGap(m_order);
    closeGap(m_rows);
    // Ranks need not follow each other closely, so those of the others hold.
    if (!m_nameRanks.empty())
        m_nameRanks.erase(m_nameRanks.begin() + index);
    m_entries.erase(m_entries.begin() + index);
    m_rowOf.erase(m_rowOf.begin() + index);
    if (row != hidden)
        renumberRows(row);
}

quint32 AccountIndex::indexOf(quint32 connection, const QString &accountId) const
{
    const auto found = std::find_if(m_entries.cbegin(), m_entries.cend(), [&](const Entry &entry) {
        return entry.connection == connection && entry.id == accountId;
    });
    return found == m_entries.cend() ? nowhere : static_cast<quint32>(found - m_entries.cbegin());
}

void AccountIndex::forgetPosition(quint32 index)
{
    const quint32 gone = std::exchange(m_entries[index].position, nowhere);
    for (Entry &entry : m_entries) {
        const bool behind = entry.position != nowhere && entry.position > gone;
        if (behind && entry.connection == m_entries[index].connection)
            --entry.position;
    }
}

void AccountIndex::filter(const QString &text, quint16 chips)
{
    m_text = text.toCaseFolded();
    m_chips = chips;
    if (m_order.size() != m_entries.size())
        orderByKey();
    select();
}

void AccountIndex::sort(AccountColumn column, Qt::SortOrder order)
{
    m_column = column;
    m_sortOrder = order;
    orderByKey();
    select();
}

void AccountIndex::rankNames()
{
    std::vector<const QString *> names;
    names.reserve(m_entries.size());
    for (const Entry &entry : m_entries)
        names.push_back(&entry.haystack);
    m_nameRanks = textRanks(names, false);
}

quint64 AccountIndex::sortKey(const Entry &entry) const
{
    switch (m_column) {
    case AccountColumn::Type:
        return entry.flags & typeChips;
    case AccountColumn::Status:
        return entry.flags & statusChips;
    case AccountColumn::Secrets:
        return entry.flags & ApiKeyFlag ? 0xff : entry.activeSecrets;
    case AccountColumn::Deadline:
        return static_cast<quint64>(entry.deadline);
    case AccountColumn::LastUsed:
        return static_cast<quint64>(entry.lastUsed);
    case AccountColumn::Connection:
        return entry.connection;
    case AccountColumn::Name:
    case AccountColumn::Roles: // ranked as texts instead
        break;
    }
    return 0;
}

void AccountIndex::orderByKey()
{
    struct Key
    {
        quint64 column;
        quint32 name;
        quint32 index;
    };
    if (m_nameRanks.size() != m_entries.size())
        rankNames();
    std::vector<quint32> roleRanks;
    if (m_column == AccountColumn::Roles) {
        std::vector<const QString *> roles;
        roles.reserve(m_entries.size());
        for (const Entry &entry : m_entries)
            roles.push_back(&entry.roles);
        roleRanks = textRanks(roles, true);
    }
    std::vector<Key> keys;
    keys.reserve(m_entries.size());
    for (quint32 i = 0; i < m_entries.size(); ++i)
        keys.push_back(
            {roleRanks.empty() ? sortKey(m_entries[i]) : roleRanks[i], m_nameRanks[i], i});
    // Descending turns the column around, while names within equal values stay in order.
    const bool descending = m_sortOrder == Qt::DescendingOrder;
    const bool byName = m_column == AccountColumn::Name;
    std::sort(keys.begin(), keys.end(), [descending, byName](const Key &a, const Key &b) {
        if (a.column != b.column)
            return descending ? a.column > b.column : a.column < b.column;
        return descending && byName ? a.name > b.name : a.name < b.name;
    });
    m_order.resize(keys.size());
    std::transform(
        keys.cbegin(), keys.cend(), m_order.begin(), [](const Key &key) { return key.index; });
}

void AccountIndex::select()
{
    m_rows.clear();
    m_rowOf.assign(m_entries.size(), hidden);
    m_chipCounts.fill(0);
    const QStringMatcher matcher(m_text);
    for (const quint32 index : m_order) {
        const Entry &entry = m_entries[index];
        if (!m_text.isEmpty() && matcher.indexIn(entry.haystack) < 0)
            continue;
        count(entry, 1);
        if (!passes(entry.flags, m_chips))
            continue;
        m_rowOf[index] = static_cast<quint32>(m_rows.size());
        m_rows.push_back(index);
    }
}

} // namespace keywright
