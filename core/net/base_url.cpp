#include "core/net/base_url.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace keywright {

namespace {

constexpr qsizetype longestAddress = 2048;

struct BaseUrlMessages
{
    Q_DECLARE_TR_FUNCTIONS(BaseUrl)
};

bool hasBlankOrControl(const QString &text)
{
    return std::any_of(text.begin(), text.end(), [](QChar c) {
        return c.isSpace() || c.category() == QChar::Other_Control ||
               c.category() == QChar::Other_Format;
    });
}

// Empty when the address can be used. Never quotes the address, which may contain a password.
QString problemOf(const QUrl &url)
{
    if (!url.userInfo().isEmpty())
        return BaseUrlMessages::tr("The address contains a user name or password.");
    if (url.host().isEmpty())
        return BaseUrlMessages::tr("The address has no host name.");
    if (url.hasQuery() || url.hasFragment())
        return BaseUrlMessages::tr("The address contains a query or fragment (? or #).");
    if (url.scheme() == QLatin1StringView("http") && !isLoopback(url))
        return BaseUrlMessages::tr(
            "The address uses plain http, which is only allowed to this machine.");
    return {};
}

QString hintFor(const QUrl &url)
{
    if (!url.userInfo().isEmpty())
        return BaseUrlMessages::tr("Leave them out; credentials have their own field.");
    if (url.scheme() == QLatin1StringView("http"))
        return BaseUrlMessages::tr("Use https://.");
    return BaseUrlMessages::tr("Enter only the server, for example https://yourcluster.tecton.ai.");
}

} // namespace

Result<QUrl> parseBaseUrl(const QString &text, const QString &field)
{
    const QString address = text.trimmed();
    const QString example = BaseUrlMessages::tr("For example https://yourcluster.tecton.ai.");
    if (address.isEmpty())
        return failure(
            fieldError(field, BaseUrlMessages::tr("Enter the server's address."), example));
    if (address.size() > longestAddress)
        return failure(fieldError(field, BaseUrlMessages::tr("The address is too long."), example));
    if (hasBlankOrControl(address))
        return failure(fieldError(
            field, BaseUrlMessages::tr("The address contains a blank or an invisible character."),
            BaseUrlMessages::tr("Remove it, or type the address anew.")));
    if (!address.contains(QLatin1StringView("://")))
        return failure(fieldError(
            field, BaseUrlMessages::tr("The address has no scheme."),
            BaseUrlMessages::tr("Begin with https://.")));

    QUrl url(address, QUrl::StrictMode);
    if (!url.isValid())
        return failure(
            fieldError(field, BaseUrlMessages::tr("The address is not a valid URL."), example));
    if (url.scheme() != QLatin1StringView("https") && url.scheme() != QLatin1StringView("http"))
        return failure(fieldError(
            field, BaseUrlMessages::tr("The address has another scheme than https."),
            BaseUrlMessages::tr("Begin with https://.")));
    if (const QString problem = problemOf(url); !problem.isEmpty())
        return failure(fieldError(field, problem, hintFor(url)));

    url = url.adjusted(QUrl::NormalizePathSegments);
    QString path = url.path(QUrl::FullyEncoded);
    while (path.endsWith(QLatin1Char('/')))
        path.chop(1);
    url.setPath(path, QUrl::StrictMode);
    return url;
}

bool isLoopback(const QUrl &url)
{
    const QString host = url.host();
    if (host.compare(QLatin1StringView("localhost"), Qt::CaseInsensitive) == 0)
        return true;
    QHostAddress address;
    return address.setAddress(host) && address.isLoopback();
}

QUrl joinPath(const QUrl &base, const QString &encodedPath)
{
    QByteArray prefix = base.toEncoded(QUrl::RemoveQuery | QUrl::RemoveFragment);
    while (prefix.endsWith('/'))
        prefix.chop(1);
    return QUrl::fromEncoded(prefix + encodedPath.toUtf8(), QUrl::StrictMode);
}

} // namespace keywright
