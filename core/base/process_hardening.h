#pragma once

namespace keywright {

/// Keeps secrets of this process out of core files and away from debuggers of the same user: no
/// core dumps, not traceable. A developer lifts it with the environment variable
/// KEYWRIGHT_ALLOW_DUMP. First statement of main().
void hardenProcess();

} // namespace keywright
