#pragma once

#include "app/sandbox/tecton/state.h"

namespace keywright::sandbox::tecton {

/// A starting point: what calls cannot change, and the accounts they can.
struct Seed
{
    Catalog catalog;
    State state;
};

/// Ages in the document count back from @p nowMs. All keys and secrets are made anew.
Seed makeSeed(const QJsonObject &document, qint64 nowMs);

/// Adds accounts for tests of scale: names, types and roles differ, all are created in the past.
void addExtraAccounts(Seed &seed, int count, qint64 nowMs);

} // namespace keywright::sandbox::tecton
