#include "ui/lookup/repeat_form.h"

#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/form_field.h"
#include "ui/widgets/text.h"

#include <QComboBox>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPushButton>
#include <QSettings>
#include <QSpinBox>

namespace keywright {

namespace {

enum RepeatExtent { ByTimes, BySeconds };

constexpr auto extentKey = "lookup/repeat/by-seconds";
constexpr auto timesKey = "lookup/repeat/times";
constexpr auto secondsKey = "lookup/repeat/seconds";
constexpr auto concurrencyKey = "lookup/repeat/concurrency";

constexpr int usualTimes = 200;
constexpr int usualSeconds = 10;
constexpr int usualConcurrency = 4;

/// Takes more than is allowed, so that it can be said beside the field what is.
QSpinBox *makeCount(int most)
{
    constexpr int beyond = 10;
    auto *box = new QSpinBox;
    box->setRange(0, most * beyond);
    box->setFixedWidth(96);
    return box;
}

} // namespace

RepeatForm::RepeatForm(QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_settings(settings)
    , m_extent(new QComboBox)
    , m_times(makeCount(RepeatPlan::mostTimes))
    , m_seconds(makeCount(int(RepeatPlan::longest.count())))
    , m_concurrency(makeCount(mostConcurrentLookups))
    , m_timesField(new FormField(tr("Times"), m_times))
    , m_secondsField(new FormField(tr("Seconds"), m_seconds))
    , m_concurrencyField(new FormField(tr("At a time"), m_concurrency))
{
    m_extent->addItem(tr("So many times"), ByTimes);
    m_extent->addItem(tr("For so long"), BySeconds);
    auto *start = makeButton(tr("Start repeating"));
    auto *fields = new QHBoxLayout;
    fields->setSpacing(metrics::SpaceMd);
    for (QWidget *field :
         {static_cast<QWidget *>(new FormField(tr("How often"), m_extent)),
          static_cast<QWidget *>(m_timesField), static_cast<QWidget *>(m_secondsField),
          static_cast<QWidget *>(m_concurrencyField)})
        fields->addWidget(field, 0, Qt::AlignTop);
    fields->addStretch(1);
    fields->addWidget(start, 0, Qt::AlignBottom);
    auto *note = makeLabel(
        tr("A check of the service, not a load test: at most %L1 times or %2 seconds, %3 at a "
           "time.")
            .arg(RepeatPlan::mostTimes)
            .arg(RepeatPlan::longest.count())
            .arg(mostConcurrentLookups),
        TextStyle::Note);
    note->setWordWrap(true);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addLayout(fields);
    layout->addWidget(note);

    for (FormField *field : {m_timesField, m_secondsField, m_concurrencyField})
        connect(
            static_cast<QSpinBox *>(field->editor()), &QSpinBox::valueChanged, field,
            &FormField::clearError);
    connect(m_extent, &QComboBox::currentIndexChanged, this, &RepeatForm::showExtent);
    connect(start, &QPushButton::clicked, this, &RepeatForm::startRequested);
    recall();
    showExtent();
}

bool RepeatForm::isForTime() const
{
    return m_extent->currentData().toInt() == BySeconds;
}

void RepeatForm::showExtent()
{
    m_timesField->setVisible(!isForTime());
    m_secondsField->setVisible(isForTime());
}

void RepeatForm::recall()
{
    const bool forTime = m_settings.value(QLatin1String(extentKey), false).toBool();
    m_extent->setCurrentIndex(m_extent->findData(forTime ? BySeconds : ByTimes));
    const auto read = [this](const char *key, int usual) {
        return m_settings.value(QLatin1String(key), usual).toInt();
    };
    m_times->setValue(read(timesKey, usualTimes));
    m_seconds->setValue(read(secondsKey, usualSeconds));
    m_concurrency->setValue(read(concurrencyKey, usualConcurrency));
}

void RepeatForm::remember()
{
    m_settings.setValue(QLatin1String(extentKey), isForTime());
    m_settings.setValue(QLatin1String(timesKey), m_times->value());
    m_settings.setValue(QLatin1String(secondsKey), m_seconds->value());
    m_settings.setValue(QLatin1String(concurrencyKey), m_concurrency->value());
}

RepeatPlan RepeatForm::plan() const
{
    RepeatPlan plan;
    plan.times = m_times->value();
    if (isForTime())
        plan.period = std::chrono::seconds(m_seconds->value());
    plan.concurrency = m_concurrency->value();
    return plan;
}

bool RepeatForm::showProblem(const Error &error)
{
    FormField *field = nullptr;
    if (error.field == QLatin1StringView("times"))
        field = m_timesField;
    else if (error.field == QLatin1StringView("period"))
        field = m_secondsField;
    else if (error.field == QLatin1StringView("concurrency"))
        field = m_concurrencyField;
    if (!field)
        return false;
    field->setError(error.message);
    field->editor()->setFocus();
    return true;
}

void RepeatForm::focusFirst()
{
    QSpinBox *first = isForTime() ? m_seconds : m_times;
    first->setFocus();
    first->selectAll();
}

void RepeatForm::keyPressEvent(QKeyEvent *event)
{
    if (event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter)
        Q_EMIT startRequested();
    else if (event->key() == Qt::Key_Escape)
        Q_EMIT closeRequested();
    else
        QWidget::keyPressEvent(event);
}

} // namespace keywright
