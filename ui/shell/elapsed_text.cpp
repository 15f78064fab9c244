#include "ui/shell/elapsed_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

ElapsedText ElapsedText::of(std::chrono::seconds elapsed)
{
    using namespace std::chrono;
    using namespace std::chrono_literals;
    const auto translated = [](const char *text, int count = -1) {
        return QCoreApplication::translate("ElapsedText", text, nullptr, count);
    };
    // A clock that was set back must not show the future.
    elapsed = std::max(elapsed, 0s);
    const auto unit = elapsed < 1h ? 60s : elapsed < 24h ? 3600s : 86400s;
    const auto count = static_cast<int>(elapsed / unit);
    const seconds validFor = unit - elapsed % unit;
    if (elapsed < 1min)
        return {translated("just now"), validFor};
    if (elapsed < 1h)
        return {translated("%n min ago", count), validFor};
    if (elapsed < 24h)
        return {translated("%n h ago", count), validFor};
    if (count == 1)
        return {translated("1 day ago"), validFor};
    return {translated("%n days ago", count), validFor};
}

} // namespace keywright
