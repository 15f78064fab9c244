#pragma once

#include <QBasicTimer>
#include <QWidget>

namespace keywright {

/// Quiet placeholder rows while content is on its way.
///
/// Nothing is drawn for the first 150 ms, so quick answers do not flash. There is no animation,
/// hence no timer that runs on: one single shot after it becomes visible.
class LoadingState : public QWidget
{
    Q_OBJECT
public:
    /// `text` is what screen readers hear, for example "Loading accounts".
    explicit LoadingState(const QString &text, QWidget *parent = nullptr);

    QSize sizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;
    void showEvent(QShowEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void timerEvent(QTimerEvent *event) override;

private:
    QBasicTimer m_delay;
    bool m_visibleYet = false;
};

} // namespace keywright
