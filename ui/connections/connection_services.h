#pragma once

#include "core/base/clock.h"
#include "core/connection/connection_store.h"
#include "core/connection/session_factory.h"
#include "ui/connections/import_sources.h"

#include <memory>

namespace keywright {

class ClipboardGuard;
class CreationJournal;
class ExchangeLog;
class Inventory;
class LookupHistory;
class Rotations;
class SavePathChooser;
class SessionKeeper;

/// What the connection pages work with. The references outlive the pages.
struct ConnectionServices
{
    ConnectionStore &store;
    SessionKeeper &keeper;
    std::shared_ptr<CredentialStore> credentials;
    std::shared_ptr<SessionFactory> sessions;
    std::shared_ptr<const Clock> clock;
    std::shared_ptr<ExchangeLog> log;
    ImportSources imports;
    Inventory &inventory;
    ClipboardGuard &clipboard;
    SavePathChooser &saveFiles;
    CreationJournal &creations;
    const Rotations &rotations;
    LookupHistory &lookups;
};

} // namespace keywright
