#include "app/sandbox/stop_request.h"

#include <array>
#include <cerrno>
#include <csignal>
#include <poll.h>
#include <sys/signalfd.h>
#include <sys/stat.h>
#include <unistd.h>

namespace keywright::sandbox {

namespace {

bool isPipeOrSocket(int file)
{
    struct stat status{};
    return ::fstat(file, &status) == 0 && (S_ISFIFO(status.st_mode) || S_ISSOCK(status.st_mode));
}

/// Reads what is there; true at the end of the input.
bool hasEnded(int file)
{
    std::array<char, 4096> ignored{};
    const ssize_t count = ::read(file, ignored.data(), ignored.size());
    return count == 0 || (count < 0 && errno != EINTR && errno != EAGAIN);
}

} // namespace

StopRequest::StopRequest()
{
    sigset_t set;
    sigemptyset(&set);
    sigaddset(&set, SIGTERM);
    sigaddset(&set, SIGINT);
    pthread_sigmask(SIG_BLOCK, &set, nullptr);
    m_signals = ::signalfd(-1, &set, SFD_CLOEXEC);
}

StopRequest::~StopRequest()
{
    ::close(m_signals);
}

void StopRequest::wait() const
{
    const nfds_t watched = isPipeOrSocket(STDIN_FILENO) ? 2 : 1;
    std::array<pollfd, 2> files{pollfd{m_signals, POLLIN, 0}, pollfd{STDIN_FILENO, POLLIN, 0}};
    for (;;) {
        if (::poll(files.data(), watched, -1) < 0 && errno != EINTR)
            return;
        if (files[0].revents != 0)
            return;
        if (watched == 2 && files[1].revents != 0 && hasEnded(STDIN_FILENO))
            return;
    }
}

} // namespace keywright::sandbox
