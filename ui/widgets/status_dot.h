#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

namespace keywright {

/// A status in shape, word and colour: a filled dot for what is on, a hollow one for what is off,
/// then the word. The word is the accessible name. An empty word leaves the dot alone (then name it
/// with setAccessibleName).
class StatusDot : public QWidget
{
    Q_OBJECT
public:
    explicit StatusDot(QWidget *parent = nullptr);
    StatusDot(const QString &word, Tone tone, bool filled, QWidget *parent = nullptr);

    QString word() const { return m_word; }
    /// A hollow dot and its word are drawn muted, whatever the tone.
    void set(const QString &word, Tone tone, bool filled = true);
    /// Draws the word at 12 px in the muted colour and lets it be elided, for the status bar.
    void setSmall(bool small);

    QSize sizeHint() const override;
    QSize minimumSizeHint() const override;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    QFont wordFont() const;

    QString m_word;
    Tone m_tone = Tone::Ok;
    bool m_filled = true;
    bool m_small = false;
};

} // namespace keywright
