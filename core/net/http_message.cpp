#include "core/net/http_message.h"

namespace keywright {

HttpRequest::HttpRequest(QByteArray httpMethod, QUrl target, Replay replayRule)
    : method(std::move(httpMethod))
    , url(std::move(target))
    , replay(replayRule)
{
}

HttpRequest HttpRequest::duplicate() const
{
    HttpRequest copy(method, url, replay);
    copy.headers = headers;
    for (const auto &[name, value] : secretHeaders)
        copy.secretHeaders.emplace_back(name, value.duplicate());
    // A deep copy, since wiping one body would empty a shared one as well.
    copy.body = WipedBytes(QByteArray(body.view().constData(), body.size()));
    copy.cancel = cancel;
    copy.deadline = deadline;
    copy.beforeWait = beforeWait;
    return copy;
}

QByteArray HttpResponse::header(QByteArrayView name) const
{
    for (const auto &[headerName, value] : headers) {
        if (headerName.compare(name, Qt::CaseInsensitive) == 0)
            return value;
    }
    return {};
}

} // namespace keywright
