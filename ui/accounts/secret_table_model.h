#pragma once

#include "core/base/clock.h"
#include "core/identity/client_secret.h"

#include <QAbstractTableModel>

#include <memory>

namespace keywright {

/// The client secrets of an account, newest first.
class SecretTableModel : public QAbstractTableModel
{
    Q_OBJECT
public:
    enum Column { SecretColumn, StatusColumn, CreatedColumn, EndsColumn, ColumnCount };

    explicit SecretTableModel(std::shared_ptr<const Clock> clock, QObject *parent = nullptr);

    void setSecrets(const QList<ClientSecret> &secrets);
    const ClientSecret &secretAt(int row) const { return m_secrets.at(row); }

    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    QVariant
    headerData(int section, Qt::Orientation orientation, int role = Qt::DisplayRole) const override;

private:
    QVariant text(const ClientSecret &secret, int column) const;

    std::shared_ptr<const Clock> m_clock;
    QList<ClientSecret> m_secrets;
};

} // namespace keywright
