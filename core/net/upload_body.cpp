#include "core/net/upload_body.h"

#include <algorithm>
#include <cstring>

namespace keywright {

UploadBody::UploadBody(QByteArrayView bytes)
    : m_rest(bytes)
{
    open(QIODevice::ReadOnly | QIODevice::Unbuffered);
}

void UploadBody::forget()
{
    m_rest = {};
}

qint64 UploadBody::bytesAvailable() const
{
    return m_rest.size() + QIODevice::bytesAvailable();
}

qint64 UploadBody::readData(char *data, qint64 maxSize)
{
    if (m_rest.isEmpty())
        return -1;
    const qsizetype count = std::min<qint64>(maxSize, m_rest.size());
    std::memcpy(data, m_rest.data(), static_cast<std::size_t>(count));
    m_rest = m_rest.sliced(count);
    return count;
}

qint64 UploadBody::writeData(const char *, qint64)
{
    return -1;
}

} // namespace keywright
