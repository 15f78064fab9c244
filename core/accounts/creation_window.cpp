#include "core/accounts/creation_window.h"

namespace keywright {

namespace {

using namespace std::chrono_literals;

/// How far a measured clock may be wrong: slow answers, and servers that do not quite agree.
constexpr std::chrono::milliseconds measuredTolerance = 2min;
/// The same where the server does not tell its time.
constexpr std::chrono::milliseconds unknownTolerance = 15min;
/// A request can be sent twice, and a token fetched before each, all with a deadline of its own.
constexpr int deadlinesOfACreation = 4;
/// How long a server, or the gateway before it, may be at work on what nobody waits for any more.
constexpr std::chrono::milliseconds afterwards = 2min;

} // namespace

CreationWindow creationWindow(const Session &session, const CreationEntry &entry)
{
    const auto ahead = session.provider()->serverAhead();
    const auto then = entry.serverAhead ? entry.serverAhead : ahead;
    const auto tolerance = then ? measuredTolerance : unknownTolerance;
    const auto wait =
        session.connection().transport.deadline * deadlinesOfACreation + afterwards + tolerance;
    const QDateTime begun = entry.begunAt.addMSecs(then.value_or(0ms).count());
    CreationWindow window;
    window.from = begun.addMSecs(-tolerance.count());
    window.until = begun.addMSecs(wait.count());
    const QDateTime here = session.journal()->clock().now();
    window.now = here.addMSecs(ahead.value_or(then.value_or(0ms)).count());
    return window;
}

} // namespace keywright
