#include "ui/shell/elapsed_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace keywright {

namespace {

struct ElapsedTextMessages
{
    Q_DECLARE_TR_FUNCTIONS(ElapsedText)
};

} // namespace

ElapsedText ElapsedText::of(std::chrono::seconds elapsed)
{
    using namespace std::chrono;
    using namespace std::chrono_literals;
    // A clock that was set back must not show the future.
    elapsed = std::max(elapsed, 0s);
    const auto unit = elapsed < 1h ? 60s : elapsed < 24h ? 3600s : 86400s;
    const auto count = static_cast<int>(elapsed / unit);
    const seconds validFor = unit - elapsed % unit;
    if (elapsed < 1min)
        return {ElapsedTextMessages::tr("just now"), validFor};
    if (elapsed < 1h)
        return {ElapsedTextMessages::tr("%n min ago", nullptr, count), validFor};
    if (elapsed < 24h)
        return {ElapsedTextMessages::tr("%n h ago", nullptr, count), validFor};
    if (count == 1)
        return {ElapsedTextMessages::tr("1 day ago"), validFor};
    return {ElapsedTextMessages::tr("%n days ago", nullptr, count), validFor};
}

} // namespace keywright
