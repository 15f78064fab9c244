#include "ui/connections/connection_draft.h"

#include "core/net/base_url.h"
#include "core/provider/provider_factory.h"

#include <QCoreApplication>
#include <QHostAddress>

#include <algorithm>

namespace keywright {

namespace {

struct ConnectionDraftMessages
{
    Q_DECLARE_TR_FUNCTIONS(ConnectionDraft)
};

/// "acme" of "acme.tecton.ai"; nothing where every customer has the same host.
QString customerOf(const QUrl &baseUrl, const ProviderChoice &provider)
{
    const QString host = baseUrl.host();
    const bool isUsual = host == QUrl(provider.usualBaseUrl).host();
    if (isUsual || isLoopback(baseUrl) || !QHostAddress(host).isNull())
        return {};
    return host.section(QLatin1Char('.'), 0, 0);
}

QString freeName(const QString &wanted, const ConnectionStore &store)
{
    QString name = wanted;
    for (int number = 2; store.byName(name); ++number)
        name = QStringLiteral("%1 %2").arg(wanted).arg(number);
    return name;
}

/// The connection that signs in with the same credential at the same place.
std::optional<Connection> twinOf(const Connection &connection, const ConnectionStore &store)
{
    const QList<Connection> &all = store.connections();
    const auto twin =
        std::find_if(all.cbegin(), all.cend(), [&connection](const Connection &other) {
            return !other.clientId.isEmpty() && other.clientId == connection.clientId &&
                   other.baseUrl == connection.baseUrl;
        });
    return twin == all.cend() ? std::nullopt : std::optional(*twin);
}

} // namespace

Result<ConnectionDraft>
draftOf(ImportedConnection found, const QString &label, const ConnectionStore &store)
{
    const std::optional<ProviderChoice> provider = providerChoice(found.provider);
    if (!provider)
        return failure(makeError(
            ErrorKind::InvalidInput,
            ConnectionDraftMessages::tr(
                "Nothing was imported: “%1” is not a system this program knows.")
                .arg(found.provider),
            ConnectionDraftMessages::tr("Correct KEYWRIGHT_PROVIDER.")));
    ConnectionDraft draft;
    Connection &connection = draft.connection;
    connection.id = ConnectionStore::newId();
    connection.provider = found.provider;
    connection.baseUrl = found.baseUrl;
    connection.signIn = found.signIn;
    connection.clientId = found.clientId;
    connection.tokenUrl = found.tokenUrl;
    connection.orgId = found.orgId;
    connection.projectId = found.projectId;
    const QString detail = label.isEmpty() ? customerOf(found.baseUrl, *provider) : label;
    connection.name =
        freeName(QStringLiteral("%1 %2").arg(provider->name, detail).trimmed(), store);
    draft.source = found.source;
    draft.notices = found.notices;
    // Where the secret goes is worth a word where nobody expects another place.
    if (!connection.tokenUrl.isEmpty() && !provider->asksTokenUrl)
        draft.notices += ConnectionDraftMessages::tr(
                             "It names %1 as the place where the secret is exchanged for tokens.")
                             .arg(connection.tokenUrl.toString());
    if (const auto twin = twinOf(connection, store))
        draft.notices +=
            ConnectionDraftMessages::tr("The connection “%1” signs in with the same credential.")
                .arg(twin->name);
    if (!found.secret.isEmpty())
        draft.secret = std::make_shared<const Secret>(std::move(found.secret));
    return draft;
}

} // namespace keywright
