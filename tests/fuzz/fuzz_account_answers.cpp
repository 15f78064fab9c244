#include "core/provider/tecton/tecton_json.h"

#include <cstddef>
#include <cstdint>

using namespace keywright;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<QJsonObject> answer = parseJsonObject(text);
    if (!answer)
        return 0;
    NewAccount request;
    (void)tecton::readAccounts(*answer);
    (void)tecton::readCreatedAccount(*answer, request);
    (void)tecton::readUpdatedAccount(*answer, ServiceAccount());
    (void)tecton::readIntrospection(*answer);
    (void)tecton::readSecrets(*answer);
    (void)tecton::readSecret(*answer);
    (void)tecton::readCreatedSecret(*answer);
    (void)tecton::readWorkspaces(*answer);
    return 0;
}
