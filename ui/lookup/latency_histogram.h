#pragma once

#include "core/lookup/latency_summary.h"

#include <QWidget>

namespace keywright {

/// How many lookups took how long, as bars over a scale of times. The arrow keys go from bar to
/// bar; all of them stand in the accessible description.
class LatencyHistogram : public QWidget
{
    Q_OBJECT
public:
    explicit LatencyHistogram(QWidget *parent = nullptr);

    void setSummary(const LatencySummary &summary);
    /// The bar that the keyboard or the mouse has chosen; -1 without one.
    int current() const { return m_current; }
    /// "10 to 15 ms: 42 of 200"
    QString barText(int bar) const;

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

Q_SIGNALS:
    void currentChanged(int bar);

protected:
    bool event(QEvent *event) override;
    void focusInEvent(QFocusEvent *event) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    int barAt(double x) const;
    int tallest() const;
    void setCurrent(int bar);
    double pitch() const;
    /// Where a bar begins, on a whole pixel of the screen; one after the last is the end of all.
    double begin(int bar) const;
    void paintBar(QPainter &painter, int bar) const;
    void paintScale(QPainter &painter) const;

    LatencySummary m_summary;
    int m_most = 0;
    int m_current = -1;
};

} // namespace keywright
