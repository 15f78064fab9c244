#include "ui/rotation/bulk_options_view.h"

#include "ui/new_account/lifetime_field.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/banner.h"

#include <QBoxLayout>
#include <QCheckBox>

#include <algorithm>

namespace keywright {

namespace {

int countOfBulk(const QList<BulkEntry> &plan, BulkConsent consent)
{
    return static_cast<int>(
        std::count_if(plan.cbegin(), plan.cend(), [consent](const BulkEntry &entry) {
            return !entry.obstacle && entry.needs().testFlag(consent);
        }));
}

/// A new secret of this account is given a time to live.
bool hasBulkLifetime(const BulkEntry &entry)
{
    return !entry.obstacle && !entry.plan.rotation.replacesAccount() &&
           entry.account.session->provider()->capabilities().secretExpiry;
}

} // namespace

BulkOptionsView::BulkOptionsView(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(metrics::SpaceSm);
    m_freeSlots = addBox({});
    m_replaceAccounts = addBox({});
    m_ownAccounts = addBox({});
    m_proofs = addBox({});
    m_proofs->setChecked(true);
    m_goOn = addBox(tr("Go on after a failure"));
    m_retire = addBox(tr("Retire the old ones after the proof"));
    m_retireWarning = new Banner(this);
    m_retireWarning->setDismissible(false);
    column->addWidget(m_retireWarning);
    m_lifetime = new LifetimeField(std::move(clock), this);
    column->addWidget(m_lifetime);
    connect(m_retire, &QCheckBox::toggled, this, [this](bool retires) {
        if (!retires)
            return m_retireWarning->dismiss();
        m_retireWarning->showMessage(
            Tone::Warn, tr("Whatever still uses an old one is refused at once."),
            tr("Old ones are deactivated, and can be activated again; where a system cannot do "
               "that, they are deleted."));
    });
}

QCheckBox *BulkOptionsView::addBox(const QString &text)
{
    auto *box = new QCheckBox(text, this);
    box->setAccessibleName(text);
    layout()->addWidget(box);
    connect(box, &QCheckBox::toggled, this, &BulkOptionsView::agreementChanged);
    return box;
}

void BulkOptionsView::offer(QCheckBox *box, const QString &text, int accounts)
{
    box->setText(text.arg(accounts));
    box->setAccessibleName(box->text());
    box->setVisible(accounts > 0);
}

void BulkOptionsView::setPlan(const QList<BulkEntry> &plan)
{
    offer(
        m_freeSlots, tr("Delete secrets that do not work any more, to make room (%1)"),
        countOfBulk(plan, BulkConsent::FreeSlots));
    offer(
        m_replaceAccounts, tr("Replace accounts with API keys by new ones (%1)"),
        countOfBulk(plan, BulkConsent::ReplaceAccounts));
    offer(
        m_ownAccounts, tr("Rotate also what the console itself signs in with, last (%1)"),
        countOfBulk(plan, BulkConsent::OwnAccounts));
    const auto proved = std::count_if(plan.cbegin(), plan.cend(), [](const BulkEntry &entry) {
        return entry.plan.rotation.probe.has_value();
    });
    offer(
        m_proofs, tr("Prove with a pinned lookup what may read it (%1)"), static_cast<int>(proved));
    const auto ending = std::find_if(plan.cbegin(), plan.cend(), hasBulkLifetime);
    m_lifetime->setVisible(ending != plan.cend());
    if (ending != plan.cend())
        m_lifetime->setProvider(ending->account.session->provider());
}

BulkConsents BulkOptionsView::agreed() const
{
    BulkConsents agreed;
    agreed.setFlag(BulkConsent::FreeSlots, m_freeSlots->isChecked());
    agreed.setFlag(BulkConsent::ReplaceAccounts, m_replaceAccounts->isChecked());
    agreed.setFlag(BulkConsent::OwnAccounts, m_ownAccounts->isChecked());
    return agreed;
}

QList<BulkEntry> BulkOptionsView::withProofs(QList<BulkEntry> plan) const
{
    if (m_proofs->isChecked())
        return plan;
    for (BulkEntry &entry : plan)
        entry.plan.rotation.probe.reset();
    return plan;
}

bool BulkOptionsView::retires() const
{
    return m_retire->isChecked();
}

bool BulkOptionsView::goesOnAfterFailure() const
{
    return m_goOn->isChecked();
}

bool BulkOptionsView::apply(QList<BulkEntry> &plan) const
{
    if (m_lifetime->isHidden())
        return true;
    if (!m_lifetime->validate())
        return false;
    for (BulkEntry &entry : plan) {
        if (hasBulkLifetime(entry))
            entry.plan.rotation.lifetimeHours = m_lifetime->hours();
    }
    return true;
}

} // namespace keywright
