#pragma once

#include "app/sandbox/atlas/api_error.h"
#include "app/sandbox/atlas/rights.h"
#include "app/sandbox/atlas/state.h"

#include <QJsonObject>

namespace keywright::sandbox::atlas {

using Query = QMultiHash<QString, QString>;

/// What a call works on. The caller is signed in and has the right that the call asks for.
struct Call
{
    State &state;
    Caller caller;
    QStringList path; ///< the values in the path, the id of the organisation or project first
    Query query;
    QJsonValue body; ///< an object or an array
    QString url;     ///< of the request, without the query
    qint64 nowMs = 0;
    qint64 propagationMs = 0;
    int requestsPerMinute = 0; ///< what the API allows a caller
    int tokensPerMinute = 0;   ///< what the token endpoint allows an account

    QString base() const; ///< scheme and host of url
    void record(const QString &typeName, const QString &clientId, const QString &projectId = {});
    bool flag(QLatin1StringView name, bool whenMissing) const; ///< a boolean of the query
};

struct Reply
{
    int status = 200;
    QJsonValue body; ///< undefined for 204
    bool isPage = false;
};

using CallResult = ApiResult<Reply>;
using Handler = CallResult (*)(Call &);

QString toTimestamp(qint64 timeMs); ///< ISO 8601, UTC
QJsonArray linksTo(const QString &url);

} // namespace keywright::sandbox::atlas
