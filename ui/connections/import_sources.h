#pragma once

#include "core/transfer/atlas_cli_profiles.h"

#include <QProcessEnvironment>

#include <functional>

namespace keywright {

class OpenPathChooser;

/// Where connections can be imported from. A seam, so that tests bring their own.
struct ImportSources
{
    /// This computer's own.
    static ImportSources ofSystem(OpenPathChooser &files);

    OpenPathChooser &files; ///< outlives the pages
    /// Read at each use: what it holds may be secret and should not be kept.
    std::function<QProcessEnvironment()> environment;
    /// An entry of the keychain that another program has made, by service and user.
    ForeignEntryReader readForeignEntry;
};

} // namespace keywright
