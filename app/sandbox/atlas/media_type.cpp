#include "app/sandbox/atlas/media_type.h"

#include <QDate>

#include <optional>

namespace keywright::sandbox::atlas {

using namespace Qt::Literals::StringLiterals;

namespace {

constexpr char prefix[] = "application/vnd.atlas.";
constexpr char suffix[] = "+json";

std::optional<QByteArray> versionOf(const QByteArray &mediaType)
{
    const QByteArray name = mediaType.split(';').first().trimmed().toLower();
    if (!name.startsWith(prefix) || !name.endsWith(suffix))
        return std::nullopt;
    QByteArray version =
        name.mid(sizeof(prefix) - 1, name.size() - qsizetype(sizeof(prefix) + sizeof(suffix)) + 2);
    if (!QDate::fromString(QString::fromLatin1(version), u"yyyy-MM-dd"_s).isValid())
        return std::nullopt;
    return version;
}

ApiResult<void> checkAge(const QByteArray &version, const QByteArray &resourceVersion)
{
    if (version >= resourceVersion)
        return {};
    const QString text = QString::fromLatin1(version);
    return refuse(
        410, u"VERSION_GONE"_s,
        u"The version %1 of this resource is gone. The oldest one is %2."_s.arg(
            text, QString::fromLatin1(resourceVersion)),
        {text});
}

} // namespace

ApiResult<void> checkAccept(const QByteArray &accept, const QByteArray &resourceVersion)
{
    for (const QByteArray &mediaType : accept.split(',')) {
        if (const auto version = versionOf(mediaType))
            return checkAge(*version, resourceVersion);
    }
    return refuse(
        406, u"INVALID_VERSION_DATE"_s, u"Invalid accept header or version date."_s,
        {QString::fromLatin1(accept)});
}

ApiResult<void> checkContentType(const QByteArray &contentType, const QByteArray &resourceVersion)
{
    const auto version = versionOf(contentType);
    if (!version)
        return refuse(
            415, u"UNSUPPORTED_MEDIA_TYPE"_s, u"Invalid content type or version date."_s,
            {QString::fromLatin1(contentType)});
    return checkAge(*version, resourceVersion);
}

QByteArray mediaTypeOf(const QByteArray &resourceVersion)
{
    return prefix + resourceVersion + suffix;
}

} // namespace keywright::sandbox::atlas
