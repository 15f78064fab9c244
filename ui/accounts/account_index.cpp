#include "ui/accounts/account_index.h"

#include <QStringMatcher>

#include <algorithm>
#include <limits>
#include <numeric>

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

/// A text with the number it sorts by first: its first four characters. The whole text decides only
/// between equal numbers.
struct TextKey
{
    quint64 head;
    const QString *text;
    quint32 index;
};

TextKey textKey(const QString &text, qsizetype skip, quint32 index)
{
    quint64 head = 0;
    for (qsizetype i = skip; i < skip + 4; ++i)
        head = (head << 16) | (i < text.size() ? text.at(i).unicode() : 0u);
    return {head, &text, index};
}

/// How many characters all texts have in common at their beginning. Names often share one, and
/// skipping it keeps the short keys telling.
qsizetype commonPrefix(const std::vector<const QString *> &texts)
{
    if (texts.empty())
        return 0;
    qsizetype common = texts.front()->size();
    for (const QString *text : texts) {
        common = std::min(common, text->size());
        qsizetype i = 0;
        while (i < common && text->at(i) == texts.front()->at(i))
            ++i;
        common = i;
    }
    return common;
}

/// Ranks texts from 0 on; equal texts get different ranks, in the order given.
std::vector<quint32> ranksOf(const std::vector<const QString *> &texts, bool equalShare)
{
    const qsizetype skip = commonPrefix(texts);
    std::vector<TextKey> keys;
    keys.reserve(texts.size());
    for (quint32 i = 0; i < texts.size(); ++i)
        keys.push_back(textKey(*texts[i], skip, i));
    std::sort(keys.begin(), keys.end(), [](const TextKey &a, const TextKey &b) {
        if (a.head != b.head)
            return a.head < b.head;
        const int order = a.text->compare(*b.text);
        return order != 0 ? order < 0 : a.index < b.index;
    });
    std::vector<quint32> ranks(texts.size());
    quint32 rank = 0;
    for (std::size_t i = 0; i < keys.size(); ++i) {
        const bool same = i > 0 && equalShare && *keys[i].text == *keys[i - 1].text;
        if (i > 0 && !same)
            ++rank;
        ranks[keys[i].index] = rank;
    }
    return ranks;
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
    if (m_text.isEmpty() || old.haystack.contains(m_text)) {
        for (int chip = 0; chip < accountChipCount; ++chip) {
            const int bit = 1 << chip;
            m_chipCounts[static_cast<std::size_t>(chip)] +=
                ((entry.flags & bit) ? 1 : 0) - ((old.flags & bit) ? 1 : 0);
        }
    }
    old = std::move(entry);
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
    m_nameRanks = ranksOf(names, false);
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
        roleRanks = ranksOf(roles, true);
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
        for (int chip = 0; chip < accountChipCount; ++chip)
            m_chipCounts[static_cast<std::size_t>(chip)] += (entry.flags >> chip) & 1;
        if (!passes(entry.flags, m_chips))
            continue;
        m_rowOf[index] = static_cast<quint32>(m_rows.size());
        m_rows.push_back(index);
    }
}

} // namespace keywright
