#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace keywright {

/// A short word on a soft colour: "in 6 days", "ok · 38 ms". The text is the accessible name.
class Tag : public QWidget
{
    Q_OBJECT
public:
    explicit Tag(QWidget *parent = nullptr);
    Tag(const QString &text, Tone tone, QWidget *parent = nullptr);

    QString text() const { return m_text; }
    Tone tone() const { return m_tone; }
    void set(const QString &text, Tone tone);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override { return sizeHint(); }

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QString m_text;
    Tone m_tone = Tone::Neutral;
};

} // namespace keywright
