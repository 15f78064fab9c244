#include "core/base/json_reader.h"
#include "core/provider/tecton/tecton_serving_json.h"

#include <cstddef>
#include <cstdint>

using namespace keywright;

namespace {

void show(const QJsonValue &value, const DataType &type, int depth)
{
    (void)valueText(value, type);
    if (depth == 0)
        return;
    const QList<ValueChild> children = valueChildren(value, type);
    for (const ValueChild &child : children)
        show(child.value, child.type, depth - 1);
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray text(reinterpret_cast<const char *>(data), static_cast<qsizetype>(size));
    const Result<QJsonObject> answer = parseJsonObject(text);
    if (!answer)
        return 0;
    (void)tecton::readSchema(*answer);
    (void)tecton::readBatch(*answer, 2);
    (void)tecton::readQuery(*answer);
    const Result<LookupResult> result = tecton::readLookup(*answer);
    if (!result)
        return 0;
    for (const FeatureValue &feature : result->features)
        show(feature.value, feature.type, 4);
    return 0;
}
