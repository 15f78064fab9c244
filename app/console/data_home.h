#pragma once

#include "core/base/data_location.h"

#include <QTemporaryDir>

#include <optional>

namespace keywright::console {

struct ConsoleOptions;

/// Where this run keeps its data: the user's own location, the folder that was asked for, or, for a
/// look at the sandbox, one that is gone when the program ends.
class DataHome
{
public:
    explicit DataHome(const ConsoleOptions &options);

    const DataLocation &location() const { return m_location; }
    bool isTemporary() const { return m_temporary.has_value(); }
    /// Where a sandbox keeps its state; empty when it is not to be kept.
    QString sandboxDirectory() const;

private:
    std::optional<QTemporaryDir> m_temporary;
    bool m_chosen;
    DataLocation m_location;
};

/// Keeps also what Qt itself remembers (the file dialog's folders) below a folder that was asked
/// for. Before the application object exists.
void confineQtSettings(const ConsoleOptions &options);

} // namespace keywright::console
