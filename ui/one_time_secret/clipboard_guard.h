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
/// before the program ends, the clipboard and the primary selection are cleared, but only where
/// they still hold this secret. That it worked is verified, as clearing can fail without focus and
/// managers restore what was cleared; it is tried a few times, and once more whenever the program
/// gets the focus. A timer runs only while a secret is lent.
class ClipboardGuard : public QObject
{
    Q_OBJECT
public:
    ClipboardGuard(
        QClipboard &clipboard, std::shared_ptr<const Clock> clock, QObject *parent = nullptr);
    ~ClipboardGuard() override;

    /// How often clearing is tried before clearingFailed().
    static constexpr int attempts = 4;

    /// 30 s unless set.
    void setDuration(std::chrono::milliseconds duration) { m_duration = duration; }

    void copy(const Secret &secret);
    /// Clears at once what is still ours; ends in a signal, except when nothing is lent.
    void clearNow();
    /// As clearNow(), but for the end of the program: comes back with whether nothing of ours is
    /// left, within half a second. Events are handled meanwhile, those of the person are not.
    bool clearForGood();

    /// Whether a secret is lent, and for how long still, rounded up.
    bool isCounting() const { return m_state == State::Counting; }
    int secondsLeft() const;

Q_SIGNALS:
    /// A second passed, or counting began.
    void ticked(int secondsLeft);
    void cleared();
    /// Something else was copied meanwhile; there was nothing to clear.
    void replaced();
    /// The secret is on the clipboard still, or in the primary selection.
    void clearingFailed();

protected:
    void timerEvent(QTimerEvent *event) override;

private:
    enum class State {
        Idle,
        Counting,
        Clearing, ///< cleared, and looked at again a moment later
        Failed    ///< given up until something changes
    };

    bool holdsSecret(QClipboard::Mode mode) const;
    bool isAnywhere() const;
    void clearOurs();
    void beginClearing();
    void lookAgain();
    void finish();

    QClipboard &m_clipboard;
    std::shared_ptr<const Clock> m_clock;
    Secret m_secret;
    State m_state = State::Idle;
    int m_attempt = 0;
    std::chrono::milliseconds m_duration{std::chrono::seconds(30)};
    std::chrono::milliseconds m_endsAt{0};
    QBasicTimer m_timer;
};

} // namespace keywright
