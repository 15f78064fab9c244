#pragma once

#include "ui/theme/theme.h"

#include <QWidget>

class QLabel;

namespace keywright {

class ClipboardGuard;

/// Tells what became of a copied secret: the countdown, then whether the clipboard was cleared.
/// Screen readers hear each turn once, not every second. Hidden until start().
class ClipboardNote : public QWidget
{
    Q_OBJECT
public:
    explicit ClipboardNote(ClipboardGuard &clipboard, QWidget *parent = nullptr);

    /// From now on the guard's countdown is about the secret this note stands beside.
    void start();
    QString text() const;

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void showTurn(Tone tone, const QString &text);
    void showSeconds(int seconds);

    QLabel *m_text;
    Tone m_tone = Tone::Accent;
    bool m_started = false;
};

} // namespace keywright
