#pragma once

#include "app/sandbox/atlas/state.h"

namespace keywright::sandbox::atlas {

/// A starting point from the "atlas" part of a seed document; an organisation without projects when
/// there is none. Ages count back from @p nowMs. All keys and secrets are made anew.
State makeState(const QJsonObject &document, qint64 nowMs);

/// Adds accounts for tests of scale: names, roles and deadlines differ, all are created in the
/// past.
void addExtraAccounts(State &state, int count, qint64 nowMs);

} // namespace keywright::sandbox::atlas
