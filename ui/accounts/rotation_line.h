#pragma once

#include "ui/accounts/account_key.h"
#include "ui/rotation/rotation_dialog.h"

#include <QWidget>

namespace keywright {

class Banner;

/// Tells that an account's secret is being rotated, and opens the guided flow, new or half-way.
class RotationLine : public QWidget
{
    Q_OBJECT
public:
    explicit RotationLine(const RotationServices &services, QWidget *parent = nullptr);

    void setAccount(const AccountKey &key);
    void rotate(const AccountKey &key);

private:
    void update();

    RotationServices m_services;
    AccountKey m_key;
    Banner *m_banner;
};

} // namespace keywright
