#pragma once

#include "core/base/clock.h"
#include "core/base/secret.h"

#include <QBasicTimer>
#include <QClipboard>
#include <QObject>

#include <chrono>
#include <memory>

namespace keywright {

/// Lends a secret to the clipboard for a short time.
///
/// Clipboard managers are asked not to keep it (x-kde-passwordManagerHint). After the time, and
/// when the guard is destroyed, the clipboard and the primary selection are cleared, but only where
/// they still hold this secret. That it worked is verified, as clearing can fail without focus and
/// managers restore what was cleared. A timer runs only while a secret is lent.
class ClipboardGuard : public QObject
{
    Q_OBJECT
public:
    ClipboardGuard(
        QClipboard &clipboard, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~ClipboardGuard() override;

    /// 30 s unless set.
    void setDuration(std::chrono::milliseconds duration) { m_duration = duration; }

    void copy(const Secret &secret);
    /// Clears at once what is still ours.
    void clearNow();

    /// Whether a secret is lent, and for how long still, rounded up.
    bool isCounting() const { return m_state == State::Counting; }
    int secondsLeft() const;

Q_SIGNALS:
    /// A second passed, or counting began.
    void ticked(int secondsLeft);
    void cleared();
    /// Something else was copied meanwhile; there was nothing to clear.
    void replaced();
    /// The secret is on the clipboard still.
    void clearingFailed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State { Idle, Counting, Verifying };

    bool holdsSecret(int mode) const;
    bool clearOurs();
    void verify();
    void finish();

    QClipboard &m_clipboard;
    std::shared_ptr<const Clock> m_clock;
    Secret m_secret;
    State m_state = State::Idle;
    std::chrono::milliseconds m_duration{std::chrono::seconds(30)};
    std::chrono::milliseconds m_endsAt{0};
    QBasicTimer m_timer;
};

} // namespace keywright
