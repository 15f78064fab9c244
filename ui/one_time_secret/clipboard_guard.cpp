#include "ui/one_time_secret/clipboard_guard.h"

#include <QEventLoop>
#include <QGuiApplication>
#include <QMimeData>
#include <QTimer>
#include <QTimerEvent>

#include <algorithm>

namespace keywright {
namespace {

constexpr std::chrono::milliseconds tick{1000};
/// Long enough for a clipboard manager to put back what was cleared.
constexpr std::chrono::milliseconds verifyAfter{700};
/// The same when the program ends and a person waits for it.
constexpr std::chrono::milliseconds verifyAtExitAfter{150};
constexpr int exitAttempts = 3;

/// The secret as clipboard content. The value is made anew for whoever asks, so that no unwiped
/// copy lies here.
class SecretMimeData : public QMimeData
{
public:
    explicit SecretMimeData(Secret secret)
        : m_secret(std::move(secret))
    {
    }

    QStringList formats() const override
    {
        return {
            QStringLiteral("text/plain;charset=utf-8"), QStringLiteral("text/plain"), hintFormat()};
    }
    bool hasFormat(const QString &format) const override { return formats().contains(format); }

    static QString hintFormat() { return QStringLiteral("x-kde-passwordManagerHint"); }

protected:
    QVariant retrieveData(const QString &format, QMetaType type) const override
    {
        if (format == hintFormat())
            return QByteArrayLiteral("secret");
        if (!format.startsWith(QLatin1StringView("text/plain")))
            return {};
        const std::string_view value = m_secret.expose();
        const auto size = static_cast<qsizetype>(value.size());
        if (type.id() == QMetaType::QString)
            return QString::fromUtf8(value.data(), size);
        return QByteArray(value.data(), size);
    }

private:
    Secret m_secret;
};

} // namespace

ClipboardGuard::ClipboardGuard(
    QClipboard &clipboard, std::shared_ptr<const Clock> clock, QObject *parent)
    : QObject(parent)
    , m_clipboard(clipboard)
    , m_clock(std::move(clock))
{
    // Without the focus, clearing may be refused; with it, it is worth another try.
    connect(
        qGuiApp, &QGuiApplication::applicationStateChanged, this,
        [this](Qt::ApplicationState state) {
            if (m_state == State::Failed && state == Qt::ApplicationActive)
                beginClearing();
        });
}

ClipboardGuard::~ClipboardGuard()
{
    if (m_state != State::Idle)
        clearOurs();
}

void ClipboardGuard::copy(const Secret &secret)
{
    m_secret = secret.duplicate();
    m_clipboard.setMimeData(new SecretMimeData(secret.duplicate()), QClipboard::Clipboard);
    m_state = State::Counting;
    m_endsAt = m_clock->elapsed() + m_duration;
    m_timer.start(static_cast<int>(std::min(tick, m_duration).count()), this);
    Q_EMIT ticked(secondsLeft());
}

void ClipboardGuard::clearNow()
{
    if (m_state == State::Counting || m_state == State::Failed)
        beginClearing();
}

bool ClipboardGuard::clearForGood()
{
    if (m_state == State::Idle)
        return true;
    m_timer.stop();
    m_state = State::Failed;
    for (int attempt = 0; attempt < exitAttempts && isAnywhere(); ++attempt) {
        clearOurs();
        QEventLoop loop;
        QTimer::singleShot(verifyAtExitAfter, &loop, &QEventLoop::quit);
        loop.exec(QEventLoop::ExcludeUserInputEvents);
    }
    if (isAnywhere())
        return false;
    finish();
    Q_EMIT cleared();
    return true;
}

int ClipboardGuard::secondsLeft() const
{
    if (m_state != State::Counting)
        return 0;
    const auto left = std::max(m_endsAt - m_clock->elapsed(), std::chrono::milliseconds(0));
    return static_cast<int>((left.count() + 999) / 1000);
}

void ClipboardGuard::timerEvent(QTimerEvent *event)
{
    if (event->timerId() != m_timer.timerId())
        return QObject::timerEvent(event);
    if (m_state == State::Clearing)
        lookAgain();
    else if (m_clock->elapsed() >= m_endsAt)
        beginClearing();
    else
        Q_EMIT ticked(secondsLeft());
}

void ClipboardGuard::beginClearing()
{
    if (!isAnywhere()) {
        finish();
        Q_EMIT replaced();
        return;
    }
    m_attempt = 1;
    m_state = State::Clearing;
    clearOurs();
    m_timer.start(static_cast<int>(verifyAfter.count()), this);
}

/// A manager may have restored it, or clearing was refused for want of focus.
void ClipboardGuard::lookAgain()
{
    if (!isAnywhere()) {
        finish();
        Q_EMIT cleared();
    } else if (m_attempt < attempts) {
        ++m_attempt;
        clearOurs();
    } else {
        m_timer.stop();
        // The secret is kept, since only by it what is ours is known when it is tried once more.
        m_state = State::Failed;
        Q_EMIT clearingFailed();
    }
}

void ClipboardGuard::finish()
{
    m_timer.stop();
    m_state = State::Idle;
    m_secret = Secret();
}

bool ClipboardGuard::holdsSecret(QClipboard::Mode mode) const
{
    // By value, not by ownership: a clipboard manager may have taken over what we put there.
    const QMimeData *content = m_clipboard.mimeData(mode);
    if (m_secret.isEmpty() || !content || !content->hasText())
        return false;
    // A private copy: what this process itself put there shares its text with who put it, and
    // wiping that would empty theirs.
    const Secret held(content->text().toUtf8());
    return held == m_secret;
}

bool ClipboardGuard::isAnywhere() const
{
    return holdsSecret(QClipboard::Clipboard) ||
           (m_clipboard.supportsSelection() && holdsSecret(QClipboard::Selection));
}

void ClipboardGuard::clearOurs()
{
    if (m_clipboard.supportsSelection() && holdsSecret(QClipboard::Selection))
        m_clipboard.clear(QClipboard::Selection);
    if (holdsSecret(QClipboard::Clipboard))
        m_clipboard.clear(QClipboard::Clipboard);
}

} // namespace keywright
