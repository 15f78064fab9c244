#pragma once

#include "core/base/error.h"
#include "core/provider/atlas/operation.h"

namespace keywright::atlas {

/// What a refused call means (schema ApiError). A field that the server complains about becomes
/// Error::field, under the name that the form has for it.
Error atlasError(const HttpResponse &response, const Operation &operation);

/// Two changes of one account met; nothing was done, and the call may be sent again.
bool isConcurrencyConflict(const HttpResponse &response);

/// Whether the server refused the address that the request came from, not the credential or its
/// roles.
bool isAddressRefusal(const Error &error);

} // namespace keywright::atlas
