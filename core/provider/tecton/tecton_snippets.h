#pragma once

#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_snippet.h"

#include <QUrl>

namespace keywright::tecton {

/// Where a snippet's code goes.
struct SnippetTarget
{
    QUrl baseUrl;   ///< of the cluster
    QUrl lookupUrl; ///< of the call that `request` makes
    SnippetCredential credential = SnippetCredential::ApiKey;
};

/// The lookup as curl, Python, Java and keywright-cli, in this order. Pure; says which cannot be
/// had, as the vendor's own clients know neither access tokens nor the v2 path. What such a client
/// cannot ask for stands in a comment.
QList<LookupSnippet> lookupSnippets(const LookupRequest &request, const SnippetTarget &target);

} // namespace keywright::tecton
