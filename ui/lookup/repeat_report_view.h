#pragma once

#include "core/workbench/repeated_lookup.h"

#include <QWidget>

class QLabel;
class QVBoxLayout;

namespace keywright {

class LatencyHistogram;

/// What a repetition has measured: percentiles, a histogram, and the failures by their sort.
class RepeatReportView : public QWidget
{
    Q_OBJECT
public:
    explicit RepeatReportView(QWidget *parent = nullptr);

    void showReport(const RepeatReport &report);
    LatencyHistogram *histogram() const { return m_histogram; }

private:
    void showBar(int bar);
    void showFailures(const RepeatReport &report);

    QLabel *m_figures;
    LatencyHistogram *m_histogram;
    QLabel *m_bar;
    QVBoxLayout *m_failures;
};

} // namespace keywright
