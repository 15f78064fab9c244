#include "ui/accounts/selection_bar.h"

#include "ui/rotation/bulk_rotation_dialog.h"
#include "ui/theme/metrics.h"
#include "ui/theme/theme.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QPainter>
#include <QPushButton>

namespace keywright {

SelectionBar::SelectionBar(const RotationServices &services, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_count(makeLabel({}, TextStyle::Strong, this))
{
    QPushButton *clear = makeButton(tr("Clear selection"), ButtonVariant::Secondary, this);
    QPushButton *rotateAll = makeButton(tr("Rotate…"), ButtonVariant::Secondary, this);
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(metrics::SpaceLg, metrics::SpaceSm, metrics::SpaceLg, metrics::SpaceSm);
    row->setSpacing(metrics::SpaceSm);
    row->addWidget(m_count, 1);
    row->addWidget(clear);
    row->addWidget(rotateAll);
    connect(clear, &QPushButton::clicked, this, &SelectionBar::clearRequested);
    connect(rotateAll, &QPushButton::clicked, this, [this] { rotate(m_keys); });
    hide();
}

void SelectionBar::setSelection(const QList<AccountKey> &keys)
{
    m_keys = keys;
    m_count->setText(tr("%1 accounts selected").arg(keys.size()));
    setVisible(keys.size() > 1);
}

void SelectionBar::rotate(const QList<AccountKey> &keys)
{
    const Inventory &inventory = m_services.desk.inventory();
    QList<BulkAccount> accounts;
    for (const AccountKey &key : keys) {
        const auto session = inventory.session(key.connectionId);
        const ServiceAccount *account = inventory.find(key.connectionId, key.accountId);
        if (session && account)
            accounts.append({session, account->id, account->name});
    }
    if (accounts.isEmpty())
        return;
    auto *dialog = new BulkRotationDialog(m_services, std::move(accounts), this);
    dialog->begin();
}

void SelectionBar::paintEvent(QPaintEvent *)
{
    const Theme theme = Theme::of(palette());
    QPainter painter(this);
    painter.fillRect(rect(), theme.background);
    painter.fillRect(QRect(0, 0, width(), 1), theme.border);
}

} // namespace keywright
