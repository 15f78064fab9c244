#include "core/auth/token_answer.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace keywright;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray value("made-up-client-secret");
    HttpResponse response;
    response.status = data[0] % 2 == 0 ? 200 : 401;
    response.body = WipedBytes(
        QByteArray(reinterpret_cast<const char *>(data) + 1, static_cast<qsizetype>(size) - 1));
    const Secret secret{QByteArray(value.constData(), value.size())};
    const Result<AccessToken> token = readTokenAnswer(response, secret);
    if (!token && (token.error().message + token.error().hint).contains(QString::fromLatin1(value)))
        std::abort(); // a refusal repeated the secret
    return 0;
}
