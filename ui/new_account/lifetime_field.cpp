#include "ui/new_account/lifetime_field.h"

#include <QComboBox>
#include <QLocale>

#include <algorithm>

namespace keywright {
namespace {

constexpr int hoursOfDay = 24;

QString lifetimeText(int hours)
{
    if (hours % hoursOfDay != 0)
        return LifetimeField::tr("%1 hours").arg(hours);
    const int days = hours / hoursOfDay;
    return days == 1 ? LifetimeField::tr("1 day") : LifetimeField::tr("%1 days").arg(days);
}

} // namespace

LifetimeField::LifetimeField(std::shared_ptr<const Clock> clock, QWidget *parent)
    : FormField(tr("Secret lifetime"), new QComboBox, parent)
    , m_clock(std::move(clock))
    , m_box(static_cast<QComboBox *>(editor()))
{
    connect(m_box, &QComboBox::currentIndexChanged, this, &LifetimeField::showEnd);
}

QList<int> LifetimeField::choices(const ExpiryRules &rules)
{
    QList<int> hours;
    for (const int preset : {8, 24, 7 * 24, 30 * 24, 90 * 24, 180 * 24, 365 * 24}) {
        if (preset >= rules.minHours && preset <= rules.maxHours)
            hours.append(preset);
    }
    for (const int own : {rules.usualHours, rules.maxHours}) {
        if (own > 0 && own <= rules.maxHours && !hours.contains(own))
            hours.append(own);
    }
    std::sort(hours.begin(), hours.end());
    return hours;
}

void LifetimeField::setRules(const ExpiryRules &rules)
{
    const int before = hours();
    m_box->clear();
    const QList<int> offered = choices(rules);
    for (const int lifetime : offered)
        m_box->addItem(lifetimeText(lifetime), lifetime);
    const int wanted = offered.contains(before) ? before : rules.usualHours;
    m_box->setCurrentIndex(std::max(0, m_box->findData(wanted)));
    showEnd();
}

int LifetimeField::hours() const
{
    return m_box->currentData().toInt();
}

void LifetimeField::showEnd()
{
    if (hours() <= 0)
        return setHint({});
    const QDateTime end = m_clock->now().addSecs(qint64(hours()) * 3600).toLocalTime();
    setHint(tr("Ends on %1").arg(QLocale().toString(end, QStringLiteral("d MMM yyyy, HH:mm"))));
}

} // namespace keywright
