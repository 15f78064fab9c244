#include "core/identity/scope_text.h"
#include "core/lookup/lookup_request.h"
#include "core/net/base_url.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace keywright;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    DataType element;
    element.kind = DataKind::Int64;
    for (const DataKind kind :
         {DataKind::Boolean, DataKind::Int64, DataKind::String, DataKind::Float32,
          DataKind::Float64, DataKind::Timestamp, DataKind::Array}) {
        DataType type;
        type.kind = kind;
        if (kind == DataKind::Array)
            type.parameters = {element};
        (void)jsonFromText(text, type, QStringLiteral("key"));
    }
    const Result<RoleGrant> grant = parseGrant(text);
    if (grant && grantText(*grant) != text)
        std::abort(); // a grant does not survive a round trip
    const Result<QUrl> url = parseBaseUrl(text, QStringLiteral("url"));
    if (url && (url->scheme() == QLatin1String("http") && !isLoopback(*url)))
        std::abort(); // plain http to another host
    if (url && !url->userInfo().isEmpty())
        std::abort(); // credentials in an address
    return 0;
}
