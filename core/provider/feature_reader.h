#pragma once

#include "core/base/async.h"
#include "core/base/cancel.h"
#include "core/lookup/lookup_request.h"
#include "core/lookup/lookup_result.h"
#include "core/lookup/lookup_schema.h"
#include "core/lookup/lookup_snippet.h"

#include <memory>

namespace keywright {

/// Reads features of a feature platform with one credential.
class FeatureReader : public std::enable_shared_from_this<FeatureReader>
{
public:
    virtual ~FeatureReader() = default;

    /// What the service wants and gives.
    virtual Async<LookupSchema>
    schema(QString workspace, QString featureService, CancelToken cancel) = 0;
    /// One lookup.
    virtual Async<LookupResult> lookup(LookupRequest request, CancelToken cancel) = 0;
    /// Lookup by a subset of the join keys, for wildcard services: one result per matching row.
    virtual Async<QList<LookupResult>> query(LookupRequest request, CancelToken cancel) = 0;
    /// Several rows in one call (`requests` share workspace, service and options); one result per
    /// row.
    virtual Async<QList<LookupResult>>
    lookupBatch(QList<LookupRequest> requests, CancelToken cancel) = 0;

    virtual const std::shared_ptr<class Authorizer> &authorizer() const = 0;

    /// The lookup as code for elsewhere; never with a credential in it.
    virtual QList<LookupSnippet>
    snippets(const LookupRequest & /*request*/, SnippetCredential /*credential*/) const
    {
        return {};
    }
    /// A reader with the same credential over network connections of its own; itself where that
    /// makes no difference. One reader has at most six calls on the wire at once over HTTP/1.1.
    virtual std::shared_ptr<FeatureReader> sibling() { return shared_from_this(); }
};

} // namespace keywright
