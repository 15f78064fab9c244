#include "app/cli/secret_input.h"

#include "app/cli/silent_terminal.h"
#include "app/cli/text.h"
#include "core/net/wake_up.h"

#include <QSocketNotifier>

#include <cstdio>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace keywright::cli {

namespace {

constexpr qsizetype longestSecret = 64 * 1024;

Error nothingGiven()
{
    return fieldError(
        QStringLiteral("secret"), tr("No secret was given on standard input."),
        tr("Pipe the secret in, or type it when asked."));
}

#ifdef Q_OS_UNIX

/// Ends a wait when standard input can be read, or when the command is cancelled.
class InputWait
{
public:
    explicit InputWait(const CancelToken &cancel)
        : m_notifier(STDIN_FILENO, QSocketNotifier::Read)
    {
        QObject::connect(&m_notifier, &QSocketNotifier::activated, &m_notifier, [this] {
            m_notifier.setEnabled(false);
            m_wakeUp.wake();
        });
        // Later, so that nobody continues inside the call that cancels.
        cancel.onCancelled(&m_notifier, [this] {
            QMetaObject::invokeMethod(
                &m_notifier, [this] { m_wakeUp.wake(); }, Qt::QueuedConnection);
        });
    }

    WakeUp::Sleep end() { return m_wakeUp.sleep(); }

private:
    QSocketNotifier m_notifier;
    WakeUp m_wakeUp;
};

/// Appends what is there, up to the end of the line. Whether the line goes on.
bool takeInput(QByteArray &line)
{
    const qsizetype before = line.size();
    const qsizetype room = std::min<qsizetype>(4096, longestSecret - before);
    line.resize(before + room);
    const ssize_t count = ::read(STDIN_FILENO, line.data() + before, static_cast<size_t>(room));
    line.truncate(before + std::max<qsizetype>(count, 0));
    const qsizetype end = line.indexOf('\n', before);
    if (end >= 0)
        line.truncate(end);
    return count > 0 && end < 0 && line.size() < longestSecret;
}

Async<Secret> readLine(QString prompt, CancelToken cancel)
{
    const SilentTerminal terminal(prompt.toLocal8Bit() + ": ");
    QByteArray line;
    line.reserve(longestSecret); // one payload, so that wiping it reaches every byte
    bool goesOn = true;
    while (goesOn && !cancel.isCancelled()) {
        InputWait wait(cancel);
        co_await wait.end();
        goesOn = !cancel.isCancelled() && takeInput(line);
    }
    if (cancel.isCancelled()) {
        wipe(line);
        co_return failure(makeError(ErrorKind::Cancelled, tr("Interrupted.")));
    }
    co_return Result<Secret>(Secret(std::move(line)));
}

#else

Async<Secret> readLine(QString, CancelToken)
{
    QByteArray line;
    line.reserve(longestSecret);
    for (int c = std::fgetc(stdin); c != EOF && c != '\n' && line.size() < longestSecret;
         c = std::fgetc(stdin))
        line += static_cast<char>(c);
    co_return Result<Secret>(Secret(std::move(line)));
}

#endif

} // namespace

Async<Secret> readSecretLine(QString prompt, CancelToken cancel)
{
    auto secret = co_await readLine(std::move(prompt), std::move(cancel));
    if (!secret)
        co_return secret;
    std::string_view value = secret->expose();
    if (value.ends_with('\r'))
        value.remove_suffix(1);
    if (value.empty())
        co_return failure(nothingGiven());
    Secret line(QByteArray(value.data(), static_cast<qsizetype>(value.size())));
    co_return Result<Secret>(std::move(line));
}

} // namespace keywright::cli
