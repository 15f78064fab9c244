#pragma once

#include "core/auth/authorized_client.h"
#include "core/provider/tecton/path_table.h"

#include <QJsonObject>

namespace keywright::tecton {

/// Sends management calls as the connection and turns refusals into errors.
class ManagementApi
{
public:
    ManagementApi(std::shared_ptr<AuthorizedClient> client, QUrl baseUrl, PathTable paths);

    /// The answer's object. A write (Replay::Never) whose answer cannot be read ends with
    /// Error::outcomeUnknown.
    Async<QJsonObject> call(QString name, QJsonObject body, Replay replay, CancelToken cancel);
    /// A read whose body is one field that is a secret.
    Async<QJsonObject> callWithSecret(
        QString name, QString field, std::shared_ptr<const Secret> secret, CancelToken cancel);

    const PathTable &paths() const { return m_paths; }

private:
    HttpRequest
    makeRequest(const QString &name, QByteArray &&body, Replay replay, CancelToken cancel) const;

    std::shared_ptr<AuthorizedClient> m_client;
    QUrl m_baseUrl;
    PathTable m_paths;
};

/// A JSON request to one of the vendor's calls, all of which are POST.
HttpRequest jsonPost(const QUrl &url, QByteArray &&body, Replay replay, CancelToken cancel);

} // namespace keywright::tecton
