#pragma once

#include "core/auth/authorized_client.h"
#include "core/provider/feature_reader.h"
#include "core/provider/tecton/path_table.h"

namespace keywright::tecton {

/// The serving calls as the account behind one authorizer.
class TectonFeatureReader : public FeatureReader
{
public:
    TectonFeatureReader(std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, PathTable paths);

    Async<LookupSchema>
    schema(QString workspace, QString featureService, CancelToken cancel) override;
    Async<LookupResult> lookup(LookupRequest request, CancelToken cancel) override;
    Async<QList<LookupResult>> query(LookupRequest request, CancelToken cancel) override;
    Async<QList<LookupResult>>
    lookupBatch(QList<LookupRequest> requests, CancelToken cancel) override;

    const std::shared_ptr<Authorizer> &authorizer() const override
    {
        return m_client->authorizer();
    }

    QList<LookupSnippet>
    snippets(const LookupRequest &request, SnippetCredential credential) const override;
    std::shared_ptr<FeatureReader> sibling() override;

private:
    QUrl lookupUrl(const LookupRequest &request) const;
    QUrl url(const QString &call, const LookupRequest &request) const;

    std::shared_ptr<AuthorizedClient> m_client;
    QUrl m_baseUrl;
    PathTable m_paths;
};

} // namespace keywright::tecton
