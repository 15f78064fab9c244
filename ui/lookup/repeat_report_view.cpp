#include "ui/lookup/repeat_report_view.h"

#include "ui/lookup/latency_histogram.h"
#include "ui/lookup/repeat_text.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QLabel>
#include <QVBoxLayout>

namespace keywright {

RepeatReportView::RepeatReportView(QWidget *parent)
    : QWidget(parent)
    , m_figures(makeLabel({}, TextStyle::Mono))
    , m_histogram(new LatencyHistogram)
    , m_bar(makeLabel({}, TextStyle::Note))
    , m_failures(new QVBoxLayout)
{
    m_figures->setWordWrap(true);
    makeSelectable(m_figures);
    m_failures->setSpacing(metrics::SpaceXs);
    auto *layout = new QVBoxLayout(this);
    layout->setContentsMargins(0, 0, 0, 0);
    layout->setSpacing(metrics::SpaceSm);
    layout->addWidget(m_figures);
    layout->addWidget(m_histogram);
    layout->addWidget(m_bar);
    layout->addLayout(m_failures);
    connect(m_histogram, &LatencyHistogram::currentChanged, this, &RepeatReportView::showBar);
}

void RepeatReportView::showReport(const RepeatReport &report)
{
    m_figures->setText(repeatFigures(report));
    m_histogram->setSummary(report.latency);
    m_histogram->setVisible(report.latency.count > 0);
    m_bar->hide();
    showFailures(report);
    accessibility::announce(m_figures);
}

void RepeatReportView::showBar(int bar)
{
    m_bar->setText(m_histogram->barText(bar));
    m_bar->show();
    accessibility::announce(m_bar);
}

void RepeatReportView::showFailures(const RepeatReport &report)
{
    while (QLayoutItem *item = m_failures->takeAt(0)) {
        delete item->widget();
        delete item;
    }
    const auto add = [this](const QString &text, Tone tone) {
        QLabel *line = makeLabel(text, TextStyle::Note);
        line->setWordWrap(true);
        makeSelectable(line);
        if (tone != Tone::Neutral)
            setTone(line, tone);
        m_failures->addWidget(line);
    };
    for (const QString &failure : repeatFailures(report))
        add(failure, Tone::Bad);
    if (report.sentAgain > 0)
        add(tr("Needed more than one attempt: %1").arg(report.sentAgain), Tone::Neutral);
}

} // namespace keywright
