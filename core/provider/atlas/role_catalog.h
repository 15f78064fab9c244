#pragma once

#include "core/identity/role.h"

namespace keywright::atlas {

/// The roles that the vendor documents, with what each allows. The server knows more, and new ones:
/// a role that is not in here is granted and kept as it is written.
QList<Role> roleCatalog();

} // namespace keywright::atlas
