#pragma once

#include "ui/accounts/account_key.h"
#include "ui/rotation/rotation_dialog.h"

#include <QWidget>

class QLabel;

namespace keywright {

/// Below the list, while several accounts are selected: how many, and what can be done to all.
class SelectionBar : public QWidget
{
    Q_OBJECT
public:
    explicit SelectionBar(const RotationServices &services, QWidget *parent = nullptr);

    void setSelection(const QList<AccountKey> &keys);
    /// Opens the plan for these accounts.
    void rotate(const QList<AccountKey> &keys);

Q_SIGNALS:
    void clearRequested();

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    RotationServices m_services;
    QList<AccountKey> m_keys;
    QLabel *m_count;
};

} // namespace keywright
