#include "app/cli/secret_input.h"

#include "app/cli/text.h"

#include <cstdio>

#ifdef Q_OS_UNIX
#include <termios.h>
#include <unistd.h>
#endif

namespace keywright::cli {

namespace {

constexpr qsizetype longestSecret = 64 * 1024;

#ifdef Q_OS_UNIX
/// Switches the terminal's echo off while it lives.
class SilentTerminal
{
public:
    SilentTerminal()
        : m_active(::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &m_former) == 0)
    {
        if (!m_active)
            return;
        termios silent = m_former;
        silent.c_lflag &= ~static_cast<tcflag_t>(ECHO);
        ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silent);
    }

    ~SilentTerminal()
    {
        if (m_active)
            ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &m_former);
    }

    SilentTerminal(const SilentTerminal &) = delete;
    SilentTerminal &operator=(const SilentTerminal &) = delete;

    bool isActive() const { return m_active; }

private:
    termios m_former = {};
    bool m_active;
};
#else
class SilentTerminal
{
public:
    bool isActive() const { return false; }
};
#endif

} // namespace

Result<Secret> readSecretLine(const QString &prompt)
{
    const SilentTerminal terminal;
    if (terminal.isActive())
        std::fprintf(stderr, "%s: ", qPrintable(prompt));
    QByteArray line;
    line.reserve(longestSecret); // one payload, so that the wipe below reaches every byte
    for (int c = std::fgetc(stdin); c != EOF && c != '\n' && line.size() < longestSecret;
         c = std::fgetc(stdin))
        line += static_cast<char>(c);
    if (terminal.isActive())
        std::fputc('\n', stderr);
    if (line.endsWith('\r'))
        line.chop(1);
    if (line.isEmpty())
        return failure(fieldError(
            QStringLiteral("secret"), tr("No secret was given on standard input."),
            tr("Pipe the secret in, or type it when asked.")));
    return Secret(std::move(line));
}

} // namespace keywright::cli
