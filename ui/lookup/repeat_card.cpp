#include "ui/lookup/repeat_card.h"

#include "ui/lookup/latency_histogram.h"
#include "ui/lookup/repeat_form.h"
#include "ui/lookup/repeat_report_view.h"
#include "ui/lookup/repeat_text.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/button.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QProgressBar>
#include <QPushButton>
#include <QToolButton>

#include <cmath>

namespace keywright {

namespace {

constexpr int progressSteps = 1000;

} // namespace

RepeatCard::RepeatCard(QSettings &settings, QWidget *parent)
    : Card(parent)
    , m_form(new RepeatForm(settings))
    , m_running(new QWidget)
    , m_progress(new QProgressBar)
    , m_progressText(makeLabel({}, TextStyle::Muted))
    , m_report(new RepeatReportView)
    , m_cancel(makeButton(tr("Cancel repeating")))
    , m_close(makeIconButton(QStringLiteral("close"), tr("Close repeating")))
{
    m_progress->setRange(0, progressSteps);
    m_progress->setTextVisible(false);
    m_progress->setAccessibleName(tr("Progress of repeating"));
    auto *running = new QVBoxLayout(m_running);
    running->setContentsMargins(0, 0, 0, 0);
    running->setSpacing(metrics::SpaceSm);
    running->addWidget(m_progressText);
    running->addWidget(m_progress);

    setVariant(m_close, ButtonVariant::Quiet);
    addHeaderWidget(m_cancel);
    addHeaderWidget(m_close);
    for (QWidget *part :
         {static_cast<QWidget *>(m_form), m_running, static_cast<QWidget *>(m_report)})
        body()->addWidget(part);

    connect(m_form, &RepeatForm::startRequested, this, &RepeatCard::startRequested);
    connect(m_form, &RepeatForm::closeRequested, this, &RepeatCard::close);
    connect(m_cancel, &QPushButton::clicked, this, &RepeatCard::cancelRequested);
    connect(m_close, &QToolButton::clicked, this, &RepeatCard::close);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Maximum);
    hide();
}

void RepeatCard::showPart(QWidget *part)
{
    for (QWidget *other :
         {static_cast<QWidget *>(m_form), m_running, static_cast<QWidget *>(m_report)})
        other->setVisible(other == part);
    m_cancel->setVisible(part == m_running);
    m_close->setVisible(part != m_running);
    show();
}

void RepeatCard::showForm()
{
    setTitle(tr("Repeat this lookup"));
    showPart(m_form);
    m_form->focusFirst();
}

void RepeatCard::showRunning(const RepeatPlan &plan)
{
    setTitle(repeatTitle(plan));
    showProgress(plan, {});
    m_cancel->show();
    m_cancel->setFocus();
    showPart(m_running);
}

void RepeatCard::showProgress(const RepeatPlan &plan, const RepeatProgress &progress)
{
    m_progress->setValue(int(std::lround(repeatShare(plan, progress) * progressSteps)));
    m_progressText->setText(repeatProgressText(plan, progress));
}

void RepeatCard::showReport(const RepeatPlan &plan, const RepeatReport &report)
{
    const bool hadFocus = m_cancel->hasFocus();
    setTitle(repeatTitle(plan, report));
    m_report->showReport(report);
    m_close->show();
    if (hadFocus)
        m_close->setFocus();
    showPart(m_report);
}

void RepeatCard::close()
{
    hide();
    Q_EMIT closed();
}

} // namespace keywright
