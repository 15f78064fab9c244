#pragma once

class QSettings;

namespace keywright {

class Inventory;
class LookupMemory;
class OpenPathChooser;
class SavePathChooser;
class TaskList;

/// What the lookup page works with. All must outlive the page.
struct LookupServices
{
    Inventory &inventory;
    LookupMemory &memory;
    QSettings &settings;
    TaskList &tasks;
    OpenPathChooser &openFiles;
    SavePathChooser &saveFiles;
};

} // namespace keywright
