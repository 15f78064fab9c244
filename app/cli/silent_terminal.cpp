#include "app/cli/silent_terminal.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <array>
#include <cerrno>
#include <csignal>
#include <termios.h>
#include <unistd.h>
#endif

namespace keywright::cli {

#ifdef Q_OS_UNIX

namespace {

// SIGINT, SIGTERM and SIGHUP end the command by themselves, in an orderly way.
constexpr std::array stoppingSignals{SIGQUIT, SIGTSTP};

// A signal handler can reach nothing but what is static.
termios formerSettings;
termios silentSettings;
QByteArray shownPrompt;
std::array<struct sigaction, stoppingSignals.size()> formerSignalActions;

void print(const char *text, qsizetype size)
{
    [[maybe_unused]] const auto written =
        ::write(STDERR_FILENO, text, static_cast<std::size_t>(size));
}

void beSilent()
{
    ::tcsetattr(STDIN_FILENO, TCSAFLUSH, &silentSettings);
    print(shownPrompt.constData(), shownPrompt.size());
}

void beAsBefore()
{
    ::tcsetattr(STDIN_FILENO, TCSANOW, &formerSettings);
    print("\n", 1); // the one that was typed was not shown
}

/// Lets the signal have its usual effect, on a terminal that shows what is typed.
void onStoppingSignal(int signal)
{
    const int formerError = errno;
    beAsBefore();
    struct sigaction usual = {};
    usual.sa_handler = SIG_DFL;
    sigemptyset(&usual.sa_mask);
    struct sigaction ours = {};
    ::sigaction(signal, &usual, &ours);
    ::kill(::getpid(), signal);
    sigset_t self;
    sigemptyset(&self);
    sigaddset(&self, signal);
    sigset_t before;
    ::pthread_sigmask(SIG_UNBLOCK, &self, &before); // here it ends, or stops until it may go on
    ::pthread_sigmask(SIG_SETMASK, &before, nullptr);
    ::sigaction(signal, &ours, nullptr);
    beSilent();
    errno = formerError;
}

} // namespace

SilentTerminal::SilentTerminal(const QByteArray &prompt)
    : m_active(::isatty(STDIN_FILENO) && ::tcgetattr(STDIN_FILENO, &formerSettings) == 0)
{
    if (!m_active)
        return;
    shownPrompt = prompt;
    silentSettings = formerSettings;
    silentSettings.c_lflag &= ~static_cast<tcflag_t>(ECHO);
    struct sigaction action = {};
    action.sa_handler = onStoppingSignal;
    sigemptyset(&action.sa_mask);
    action.sa_flags = SA_RESTART;
    for (std::size_t i = 0; i < stoppingSignals.size(); ++i) {
        ::sigaction(stoppingSignals[i], &action, &formerSignalActions[i]);
        if (formerSignalActions[i].sa_handler == SIG_IGN) // a shell without job control
            ::sigaction(stoppingSignals[i], &formerSignalActions[i], nullptr);
    }
    beSilent();
}

SilentTerminal::~SilentTerminal()
{
    if (!m_active)
        return;
    for (std::size_t i = 0; i < stoppingSignals.size(); ++i)
        ::sigaction(stoppingSignals[i], &formerSignalActions[i], nullptr);
    beAsBefore();
}

#else

SilentTerminal::SilentTerminal(const QByteArray &) {}

SilentTerminal::~SilentTerminal() = default;

#endif

} // namespace keywright::cli
