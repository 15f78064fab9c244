#pragma once

#include "core/auth/authorized_client.h"
#include "core/provider/atlas/budget_meter.h"
#include "core/provider/atlas/operation.h"

#include <QJsonDocument>
#include <QJsonObject>

namespace keywright::atlas {

/// Sends operations as one credential and turns refusals into errors. A write that met another one
/// of the same account is sent once more.
class AtlasApi
{
public:
    AtlasApi(
        std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, std::shared_ptr<BudgetMeter> meter);

    /// The answer's object, empty for an answer without content. A write whose answer cannot be
    /// read ends with Error::outcomeUnknown.
    Async<QJsonObject> call(Operation operation, QJsonDocument body, CancelToken cancel) const;
    Async<QJsonObject> read(Operation operation, CancelToken cancel) const;
    /// The results of all pages, or of as many as hold `atMost`.
    Async<QList<QJsonObject>> readPages(
        Operation operation, CancelToken cancel,
        qsizetype atMost = std::numeric_limits<qsizetype>::max()) const;
    /// The answer as it is; any refusal is an error.
    Async<HttpResponse> send(Operation operation, QByteArray body, CancelToken cancel) const;

    /// The same for another credential.
    std::shared_ptr<AtlasApi> as(std::shared_ptr<Authorizer> authorizer) const;

private:
    std::shared_ptr<AuthorizedClient> m_client;
    QUrl m_baseUrl;
    std::shared_ptr<BudgetMeter> m_meter;
};

/// The results of an answer that is one page.
Result<QList<QJsonObject>> pageResults(const QJsonObject &answer);

} // namespace keywright::atlas
