#include "ui/accounts/secret_table_model.h"

#include "ui/accounts/time_text.h"
#include "ui/widgets/item_roles.h"

#include <algorithm>

namespace keywright {
namespace {

QString statusText(SecretStatus status)
{
    switch (status) {
    case SecretStatus::Active:
        return SecretTableModel::tr("Active");
    case SecretStatus::Deactivated:
        return SecretTableModel::tr("Deactivated");
    case SecretStatus::Expired:
        break;
    }
    return SecretTableModel::tr("Expired");
}

Tone statusTone(SecretStatus status)
{
    if (status == SecretStatus::Active)
        return Tone::Ok;
    return status == SecretStatus::Expired ? Tone::Bad : Tone::Neutral;
}

} // namespace

SecretTableModel::SecretTableModel(std::shared_ptr<const Clock> clock, QObject *parent)
    : QAbstractTableModel(parent)
    , m_clock(std::move(clock))
{
}

void SecretTableModel::setSecrets(const QList<ClientSecret> &secrets)
{
    beginResetModel();
    m_secrets = secrets;
    std::sort(m_secrets.begin(), m_secrets.end(), [](const ClientSecret &a, const ClientSecret &b) {
        return a.createdAt != b.createdAt ? a.createdAt > b.createdAt : a.id < b.id;
    });
    endResetModel();
}

int SecretTableModel::rowCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_secrets.size());
}

int SecretTableModel::columnCount(const QModelIndex &parent) const
{
    return parent.isValid() ? 0 : ColumnCount;
}

QVariant SecretTableModel::text(const ClientSecret &secret, int column) const
{
    switch (column) {
    case SecretColumn:
        return secret.masked.isEmpty() ? secret.id : secret.masked;
    case StatusColumn:
        return statusText(secret.status);
    case CreatedColumn:
        return timetext::date(secret.createdAt);
    default:
        return secret.expiresAt.isValid() ? timetext::day(secret.expiresAt, m_clock->now())
                                          : tr("never");
    }
}

QVariant SecretTableModel::data(const QModelIndex &index, int role) const
{
    if (!index.isValid() || index.row() >= m_secrets.size())
        return {};
    const ClientSecret &secret = m_secrets.at(index.row());
    switch (role) {
    case Qt::DisplayRole:
        return text(secret, index.column());
    case ToneRole:
        return index.column() == StatusColumn ? QVariant(int(statusTone(secret.status)))
                                              : QVariant();
    case Qt::ToolTipRole:
        if (index.column() == SecretColumn)
            return secret.id;
        if (index.column() == CreatedColumn)
            return timetext::exact(secret.createdAt);
        return index.column() == EndsColumn ? timetext::exact(secret.expiresAt) : QString();
    default:
        return {};
    }
}

QVariant SecretTableModel::headerData(int section, Qt::Orientation orientation, int role) const
{
    if (orientation != Qt::Horizontal || role != Qt::DisplayRole)
        return QAbstractTableModel::headerData(section, orientation, role);
    const QStringList titles{tr("Secret"), tr("Status"), tr("Created"), tr("Ends")};
    return titles.value(section);
}

} // namespace keywright
