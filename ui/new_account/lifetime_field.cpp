#include "ui/new_account/lifetime_field.h"

#include "core/base/deliver.h"
#include "core/provider/organization_settings.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/form_field.h"

#include <QBoxLayout>
#include <QComboBox>
#include <QLineEdit>
#include <QLocale>
#include <QSignalBlocker>

#include <algorithm>

namespace keywright {
namespace {

constexpr int hoursOfDay = 24;
constexpr int customData = -1;

QString lifetimeText(int hours)
{
    if (hours % hoursOfDay != 0)
        return LifetimeField::tr("%1 hours").arg(hours);
    const int days = hours / hoursOfDay;
    return days == 1 ? LifetimeField::tr("1 day") : LifetimeField::tr("%1 days").arg(days);
}

} // namespace

LifetimeField::LifetimeField(std::shared_ptr<const Clock> clock, QWidget *parent)
    : QWidget(parent)
    , m_clock(std::move(clock))
    , m_box(new QComboBox)
    , m_typed(new QLineEdit)
    , m_choice(new FormField(tr("Secret lifetime"), m_box, this))
    , m_custom(new FormField(tr("Custom hours"), m_typed, this))
{
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceMd);
    row->addWidget(m_choice, 1, Qt::AlignTop);
    row->addWidget(m_custom, 1, Qt::AlignTop);
    m_custom->hide();
    setFocusProxy(m_box);
    connect(m_box, &QComboBox::currentIndexChanged, this, [this] {
        m_isChosen = true;
        showChoice();
    });
    connect(m_typed, &QLineEdit::textChanged, this, [this] {
        m_custom->clearError();
        showEnd();
        Q_EMIT changed();
    });
    // The person has read that the choice was cut, and chooses anew.
    connect(m_box, &QComboBox::activated, this, [this] {
        m_wasCut = false;
        showEnd();
    });
}

LifetimeField::~LifetimeField()
{
    m_cancel.cancel();
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

void LifetimeField::setProvider(std::shared_ptr<Provider> provider)
{
    m_cancel.cancel();
    m_cancel = CancelSource();
    m_provider = std::move(provider);
    m_note.clear();
    m_wasCut = false;
    const Capabilities &capabilities = m_provider->capabilities();
    setVisible(capabilities.secretExpiry);
    setRules(capabilities.expiry);
    OrganizationSettings *settings = m_provider->organizationSettings();
    if (!capabilities.secretExpiry || !settings)
        return;
    deliver(
        settings->rules(m_cancel.token()), this,
        [this, of = m_provider.get()](const Result<OrganizationRules> &rules) {
            takeOver(of, rules);
        });
}

void LifetimeField::takeOver(const Provider *of, const Result<OrganizationRules> &rules)
{
    if (of != m_provider.get())
        return;
    if (!rules) {
        m_note = tr("The organization may allow less; its own maximum could not be read.");
        return showEnd();
    }
    if (rules->maxSecretHours)
        limitTo(*rules->maxSecretHours);
}

void LifetimeField::setRules(const ExpiryRules &rules)
{
    const int before = hours();
    // What is typed is not lost by a look at a system that knows other lifetimes, or none.
    if (m_box->count() > 0)
        m_isTyped = isCustom();
    m_rules = rules;
    if (m_isTyped)
        return fill(customData);
    fill(choices(rules).contains(before) ? before : rules.usualHours);
}

void LifetimeField::limitTo(int hours)
{
    if (hours >= m_rules.maxHours)
        return;
    const int before = isCustom() ? typedHours() : this->hours();
    const bool wasCustom = isCustom();
    m_rules.maxHours = std::max(hours, m_rules.minHours);
    m_rules.usualHours = std::min(m_rules.usualHours, m_rules.maxHours);
    const bool isCut = before > m_rules.maxHours;
    m_wasCut = isCut && m_isChosen;
    m_note = tr("The organization allows %1 at most.").arg(lifetimeText(m_rules.maxHours));
    fill(wasCustom ? customData : std::min(before, m_rules.maxHours));
    if (wasCustom && isCut)
        m_typed->setText(QString::number(m_rules.maxHours));
}

void LifetimeField::fill(int wanted)
{
    {
        const QSignalBlocker blocker(m_box);
        m_box->clear();
        const QList<int> offered = choices(m_rules);
        for (const int lifetime : offered)
            m_box->addItem(lifetimeText(lifetime), lifetime);
        if (!offered.isEmpty())
            m_box->addItem(tr("Custom hours"), customData);
        m_box->setCurrentIndex(std::max(0, m_box->findData(wanted)));
    }
    m_custom->setTypeText(tr("%1 to %2").arg(m_rules.minHours).arg(m_rules.maxHours));
    showChoice();
}

void LifetimeField::showChoice()
{
    m_choice->clearError();
    m_custom->clearError();
    m_custom->setVisible(isCustom());
    showEnd();
    Q_EMIT changed();
}

void LifetimeField::showEnd()
{
    const int lifetime = hours();
    if (lifetime <= 0)
        return m_choice->setHint(m_note);
    const QDateTime end = m_clock->now().addSecs(qint64(lifetime) * 3600);
    const QString until =
        tr("Until %1")
            .arg(QLocale().toString(end.toLocalTime(), QStringLiteral("d MMM yyyy, HH:mm")));
    if (m_note.isEmpty())
        return m_choice->setHint(until);
    if (m_wasCut)
        return m_choice->setHint(
            tr("%1. The choice was cut to that: %2").arg(until, m_note), Tone::Warn);
    m_choice->setHint(tr("%1. %2").arg(until, m_note));
}

bool LifetimeField::isCustom() const
{
    return m_box->currentData().toInt() == customData;
}

int LifetimeField::typedHours() const
{
    bool isNumber = false;
    const int hours = m_typed->text().trimmed().toInt(&isNumber);
    return isNumber ? hours : 0;
}

QString LifetimeField::typedProblem() const
{
    const QString typed = m_typed->text().trimmed();
    bool isNumber = false;
    const qlonglong hours = typed.toLongLong(&isNumber);
    if (typed.isEmpty())
        return tr("Enter how many hours the secret is to live.");
    if (!isNumber)
        return tr("This is not a whole number of hours.");
    if (hours < m_rules.minHours)
        return tr("A secret lives at least %1 hours here.").arg(m_rules.minHours);
    if (hours > m_rules.maxHours)
        return tr("A secret lives at most %1 hours here.").arg(m_rules.maxHours);
    return {};
}

int LifetimeField::hours() const
{
    if (!isCustom())
        return m_box->currentData().toInt();
    return typedProblem().isEmpty() ? typedHours() : 0;
}

bool LifetimeField::isValid() const
{
    return isHidden() || !isCustom() || typedProblem().isEmpty();
}

bool LifetimeField::validate()
{
    if (isHidden() || !isCustom())
        return true;
    const QString problem = typedProblem();
    m_custom->setError(problem);
    if (!problem.isEmpty())
        m_typed->setFocus(Qt::OtherFocusReason);
    return problem.isEmpty();
}

void LifetimeField::setError(const QString &sentence)
{
    FormField *field = isCustom() ? m_custom : m_choice;
    field->setError(sentence);
    field->editor()->setFocus(Qt::OtherFocusReason);
}

} // namespace keywright
