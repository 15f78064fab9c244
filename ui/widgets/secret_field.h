#pragma once

#include "core/base/secret.h"

#include <QBasicTimer>
#include <QWidget>

#include <chrono>

class QPushButton;

namespace keywright {

/// Shows a secret masked, with Reveal (hides itself again after a while) and Copy.
///
/// The value is held as a Secret and painted from it; it never enters a QLineEdit, whose undo
/// history would keep copies. A screen reader is told that there is a secret and whether it is
/// shown, not the value. Copying is the owner's work: connect to copyRequested().
class SecretField : public QWidget
{
    Q_OBJECT
public:
    explicit SecretField(QWidget *parent = nullptr);
    ~SecretField() override;

    void setSecret(Secret secret);
    /// Wipes the value and hides it.
    void clear();
    bool isRevealed() const { return m_revealed; }
    /// How long Reveal lasts; 30 s unless set.
    void setRevealTime(std::chrono::milliseconds time) { m_revealTime = time; }

    QPushButton *revealButton() const { return m_reveal; }
    QPushButton *copyButton() const { return m_copy; }

Q_SIGNALS:
    void copyRequested();
    void revealedChanged(bool revealed);

protected:
    void timerEvent(QTimerEvent *event) override;
    void hideEvent(QHideEvent *event) override;
    void paintEvent(QPaintEvent *event) override;

private:
    void setRevealed(bool revealed);

    class Value;
    Value *m_value;
    QPushButton *m_reveal;
    QPushButton *m_copy;
    QBasicTimer m_hideTimer;
    std::chrono::milliseconds m_revealTime{std::chrono::seconds(30)};
    bool m_revealed = false;
};

} // namespace keywright
