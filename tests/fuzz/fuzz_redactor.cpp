#include "core/net/redactor.h"

#include <cstddef>
#include <cstdint>
#include <cstdlib>

using namespace keywright;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray value("zXq7made0up9secret");
    const QString around =
        QString::fromUtf8(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const QString plain = QString::fromLatin1(value);
    const Secret known{QByteArray(value.constData(), value.size())};
    const QString half = around.first(around.size() / 2);
    if (redacted(half + plain + around, known).contains(plain))
        std::abort(); // the value survived
    if (redacted(QStringLiteral("{\"client_secret\": \"%1\"}%2").arg(plain, around))
            .contains(plain))
        std::abort(); // the shape was not seen
    return 0;
}
