#include "ui/accounts/account_table_model.h"

#include "core/inventory/inventory.h"
#include "ui/accounts/account_cells.h"
#include "ui/accounts/time_text.h"
#include "ui/roles/role_book.h"
#include "ui/rotation/rotation_desk.h"
#include "ui/rotation/rotation_text.h"

#include <algorithm>

namespace keywright {
namespace {

QVariant toneOf(std::optional<Tone> tone)
{
    return tone ? QVariant(int(*tone)) : QVariant();
}

QVariant nameData(const ServiceAccount &account, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return account.name;
    case SecondaryTextRole:
        return account.id;
    case Qt::ToolTipRole:
    case Qt::AccessibleDescriptionRole:
        return account.description;
    default:
        return {};
    }
}

QVariant statusData(const ServiceAccount &account, int role)
{
    switch (role) {
    case Qt::DisplayRole:
        return accountcells::statusText(account.status);
    case ToneRole:
        return int(Tone::Ok);
    case HollowRole:
        return account.status == AccountStatus::Deactivated;
    default:
        return {};
    }
}

QVariant secretsData(const ServiceAccount &account, int role)
{
    switch (role) {
    case Qt::DisplayRole:
    case Qt::AccessibleTextRole:
    case Qt::ToolTipRole:
        return accountcells::secretsText(account);
    case DotsRole:
        return QVariant::fromValue(accountcells::secretDots(account));
    default:
        return {};
    }
}

QVariant rolesData(const AccountIndex::Entry &entry, int role)
{
    if (role == Qt::DisplayRole || role == Qt::ToolTipRole)
        return entry.roles;
    if (role == ToneRole && (entry.flags & PrivilegedFlag))
        return int(Tone::Warn);
    return {};
}

QVariant lastUsedData(const AccountIndex::Entry &entry, const QDateTime &now, int role)
{
    const QDateTime time = QDateTime::fromMSecsSinceEpoch(entry.lastUsed, Qt::UTC);
    if (role == Qt::ToolTipRole)
        return entry.lastUsed ? timetext::exact(time) : QString();
    if (role != Qt::DisplayRole)
        return {};
    return entry.lastUsed ? timetext::day(time, now) : QStringLiteral("—");
}

} // namespace

AccountTableModel::AccountTableModel(
    Inventory &inventory, RoleBook &roles, std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_inventory(inventory)
    , m_roles(roles)
    , m_clock(std::move(clock))
{
    connect(&inventory, &Inventory::sessionAdded, this, &AccountTableModel::rebuild);
    connect(&inventory, &Inventory::sessionRemoved, this, &AccountTableModel::rebuild);
    connect(&inventory, &Inventory::refreshed, this, &AccountTableModel::refresh);
    connect(&inventory, &Inventory::accountAdded, this, &AccountTableModel::insertAccount);
    connect(&inventory, &Inventory::accountRemoved, this, &AccountTableModel::removeAccount);
    connect(&inventory, &Inventory::accountChanged, this, &AccountTableModel::updateAccount);
    connect(&roles, &RoleBook::changed, this, &AccountTableModel::renameRoles);
    rebuild();
}

void AccountTableModel::setRotations(const RotationDesk &desk)
{
    m_rotations = &desk;
    connect(&desk, &RotationDesk::changed, this, [this] {
        const int column = static_cast<int>(AccountColumn::Deadline);
        if (rowCount() > 0)
            Q_EMIT dataChanged(index(0, column), index(rowCount() - 1, column));
    });
}

void AccountTableModel::setConnection(const QString &connectionId)
{
    m_onlyConnection = connectionId;
    rebuild();
}

void AccountTableModel::setFilter(const QString &text, quint16 chips)
{
    m_filter = text.trimmed();
    m_chips = chips;
    beginResetModel();
    m_index.filter(m_filter, m_chips);
    endResetModel();
}

int AccountTableModel::total() const
{
    return static_cast<int>(m_index.total());
}

quint16 AccountTableModel::tellingFlags() const
{
    quint16 flags = NoRolesFlag | PrivilegedFlag;
    QList<AccountType> types;
    for (const QString &id : m_connections) {
        const Capabilities &capabilities = m_inventory.session(id)->provider()->capabilities();
        if (capabilities.deactivateAccounts)
            flags |= ActiveFlag | DeactivatedFlag;
        for (const AccountType type : capabilities.accountTypes) {
            if (!types.contains(type))
                types.append(type);
        }
    }
    return types.size() > 1 ? flags | OAuthFlag | ApiKeyFlag : flags;
}

bool AccountTableModel::offersSystemManaged() const
{
    return std::any_of(m_connections.cbegin(), m_connections.cend(), [this](const QString &id) {
        return m_inventory.session(id)->provider()->capabilities().systemManagedAccounts;
    });
}

void AccountTableModel::rebuild()
{
    beginResetModel();
    const QStringList before = m_connections;
    m_connections = m_inventory.connectionIds();
    if (!m_onlyConnection.isEmpty())
        m_connections.removeIf([this](const QString &id) { return id != m_onlyConnection; });
    m_index.clear();
    m_firstEntry.clear();
    for (qsizetype number = 0; number < m_connections.size(); ++number) {
        const QString &connectionId = m_connections.at(number);
        const QList<ServiceAccount> &accounts = m_inventory.snapshot(connectionId).accounts;
        m_firstEntry.push_back(m_index.total());
        m_index.reserve(m_index.total() + static_cast<std::size_t>(accounts.size()));
        for (qsizetype position = 0; position < accounts.size(); ++position) {
            AccountIndex::Entry entry = makeEntry(connectionId, accounts.at(position));
            entry.connection = static_cast<quint32>(number);
            entry.position = static_cast<quint32>(position);
            m_index.append(std::move(entry));
        }
    }
    m_index.filter(m_filter, m_chips);
    endResetModel();
    if (m_connections != before)
        Q_EMIT connectionsChanged();
}

void AccountTableModel::refresh(const QString &connectionId)
{
    if (m_onlyConnection.isEmpty() || m_onlyConnection == connectionId)
        rebuild();
}

AccountIndex::Entry
AccountTableModel::makeEntry(const QString &connectionId, const ServiceAccount &account) const
{
    return AccountIndex::entryFor(
        account, accountcells::rolesText(m_roles, connectionId, account),
        accountcells::isPrivileged(m_roles, connectionId, account));
}

std::optional<quint32> AccountTableModel::indexOf(const AccountKey &key) const
{
    const auto number = m_connections.indexOf(key.connectionId);
    const ServiceAccount *account = m_inventory.find(key.connectionId, key.accountId);
    if (number < 0 || !account)
        return std::nullopt;
    const QList<ServiceAccount> &accounts = m_inventory.snapshot(key.connectionId).accounts;
    const auto index = m_firstEntry[static_cast<std::size_t>(number)] +
                       static_cast<quint32>(account - accounts.constData());
    return index < m_index.total() ? std::optional(index) : std::nullopt;
}

void AccountTableModel::insertAccount(const QString &connectionId, const QString &accountId)
{
    const auto number = m_connections.indexOf(connectionId);
    const ServiceAccount *account = m_inventory.find(connectionId, accountId);
    if (number < 0 || !account)
        return;
    const QList<ServiceAccount> &accounts = m_inventory.snapshot(connectionId).accounts;
    const auto position = static_cast<quint32>(account - accounts.constData());
    const quint32 index = m_firstEntry[static_cast<std::size_t>(number)] + position;
    AccountIndex::Entry entry = makeEntry(connectionId, *account);
    entry.connection = static_cast<quint32>(number);
    entry.position = position;
    const quint32 row = m_index.rowFor(index, entry);
    const bool listed = row != AccountIndex::hidden;
    if (listed)
        beginInsertRows({}, static_cast<int>(row), static_cast<int>(row));
    m_index.insert(index, std::move(entry));
    for (auto next = static_cast<std::size_t>(number) + 1; next < m_firstEntry.size(); ++next)
        ++m_firstEntry[next];
    if (listed)
        endInsertRows();
    Q_EMIT countsChanged();
}

void AccountTableModel::removeAccount(const QString &connectionId, const QString &accountId)
{
    const auto number = m_connections.indexOf(connectionId);
    if (number < 0)
        return;
    const quint32 index = m_index.indexOf(static_cast<quint32>(number), accountId);
    if (index == AccountIndex::nowhere)
        return;
    // Whoever hears that the row is about to go may ask for the others.
    m_index.forgetPosition(index);
    const quint32 row = m_index.rowOf(index);
    const bool listed = row != AccountIndex::hidden;
    if (listed)
        beginRemoveRows({}, static_cast<int>(row), static_cast<int>(row));
    m_index.remove(index);
    for (auto next = static_cast<std::size_t>(number) + 1; next < m_firstEntry.size(); ++next)
        --m_firstEntry[next];
    if (listed)
        endRemoveRows();
    Q_EMIT countsChanged();
}

void AccountTableModel::updateAccount(const QString &connectionId, const QString &accountId)
{
    const auto index = indexOf({connectionId, accountId});
    const ServiceAccount *account = m_inventory.find(connectionId, accountId);
    if (!index || !account)
        return;
    m_index.update(*index, makeEntry(connectionId, *account));
    const quint32 row = m_index.rowOf(*index);
    if (row != AccountIndex::hidden)
        Q_EMIT dataChanged(
            this->index(static_cast<int>(row), 0),
            this->index(static_cast<int>(row), columnCount() - 1));
    Q_EMIT countsChanged();
}

void AccountTableModel::renameRoles(const QString &connectionId)
{
    const auto number = m_connections.indexOf(connectionId);
    if (number < 0)
        return;
    const QList<ServiceAccount> &accounts = m_inventory.snapshot(connectionId).accounts;
    const quint32 first = m_firstEntry[static_cast<std::size_t>(number)];
    for (quint32 i = 0; i < accounts.size() && first + i < m_index.total(); ++i) {
        if (accounts.at(i).roles)
            m_index.update(first + i, makeEntry(connectionId, accounts.at(i)));
    }
    if (rowCount() > 0)
        Q_EMIT dataChanged(index(0, 0), index(rowCount() - 1, columnCount() - 1));
}

const ServiceAccount *AccountTableModel::accountOf(const AccountIndex::Entry &entry) const
{
    const QString &connectionId = m_connections.at(static_cast<qsizetype>(entry.connection));
    const QList<ServiceAccount> &accounts = m_inventory.snapshot(connectionId).accounts;
    const auto position = static_cast<qsizetype>(entry.position);
    return position < accounts.size() ? &accounts.at(position) : nullptr;
}

const ServiceAccount *AccountTableModel::accountAt(int row) const
{
    if (row < 0 || row >= rowCount())
        return nullptr;
    return accountOf(m_index.entryAt(static_cast<quint32>(row)));
}

AccountKey AccountTableModel::keyAt(int row) const
{
    const ServiceAccount *account = accountAt(row);
    if (!account)
        return {};
    const AccountIndex::Entry &entry = m_index.entryAt(static_cast<quint32>(row));
    return {m_connections.at(static_cast<qsizetype>(entry.connection)), account->id};
}

int AccountTableModel::rowOf(const AccountKey &key) const
{
    const auto index = indexOf(key);
    if (!index)
        return -1;
    const quint32 row = m_index.rowOf(*index);
    return row == AccountIndex::hidden ? -1 : static_cast<int>(row);
}

/// What ends tomorrow asks for more attention than a rotation.
QVariant AccountTableModel::deadlineData(
    const QString &connectionId, const ServiceAccount &account, int role) const
{
    const bool isTip = role == Qt::ToolTipRole || role == Qt::AccessibleDescriptionRole;
    if (role != Qt::DisplayRole && role != ToneRole && !isTip)
        return {};
    const accountcells::Deadline deadline = accountcells::deadline(account, m_clock->now());
    const auto rotation =
        m_rotations ? m_rotations->underWay(connectionId, account.id) : std::nullopt;
    if (isTip)
        return rotation ? QStringList{progressText(*rotation), timetext::exact(deadline.at)}
                              .join(QLatin1Char('\n'))
                              .trimmed()
                        : timetext::exact(deadline.at);
    if (rotation && deadline.tone != Tone::Bad)
        return role == ToneRole ? QVariant(int(Tone::Accent)) : QVariant(tr("rotating"));
    return role == ToneRole ? toneOf(deadline.tone) : QVariant(deadline.text);
}

int AccountTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_index.rowCount());
}

int AccountTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : accountColumnCount;
}

QVariant AccountTableModel::data(const QModelIndex &index, int role) const
{
    const ServiceAccount *account = index.isValid() ? accountAt(index.row()) : nullptr;
    if (!account)
        return {};
    const AccountIndex::Entry &entry = m_index.entryAt(static_cast<quint32>(index.row()));
    switch (AccountColumn(index.column())) {
    case AccountColumn::Name:
        return nameData(*account, role);
    case AccountColumn::Type:
        return role == Qt::DisplayRole ? accountcells::typeText(account->type) : QVariant();
    case AccountColumn::Status:
        return statusData(*account, role);
    case AccountColumn::Roles:
        return rolesData(entry, role);
    case AccountColumn::Secrets:
        return secretsData(*account, role);
    case AccountColumn::Deadline:
        return deadlineData(
            m_connections.at(static_cast<qsizetype>(entry.connection)), *account, role);
    case AccountColumn::LastUsed:
        return lastUsedData(entry, m_clock->now(), role);
    case AccountColumn::Connection:
        break;
    }
    if (role != Qt::DisplayRole)
        return {};
    const auto session =
        m_inventory.session(m_connections.at(static_cast<qsizetype>(entry.connection)));
    return session ? session->connection().name : QString();
}

QVariant AccountTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QStringList titles{tr("Name"),    tr("Type"),          tr("Status"),    tr("Roles"),
                             tr("Secrets"), tr("Next deadline"), tr("Last used"), tr("Connection")};
    return titles.value(section);
}

void AccountTableModel::sort(int column, Qt::SortOrder order)
{
    if (column < 0 || column >= columnCount())
        return;
    beginResetModel();
    m_index.sort(AccountColumn(column), order);
    endResetModel();
}

} // namespace keywright
