#include "ui/connections/import_sources.h"

#include "core/keychain/foreign_entry.h"

namespace keywright {

ImportSources ImportSources::ofSystem(OpenPathChooser &files)
{
    return {files, &QProcessEnvironment::systemEnvironment, &keywright::readForeignEntry};
}

} // namespace keywright
