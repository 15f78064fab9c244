#include "core/provider/atlas/operation.h"

#include <QUrlQuery>

namespace keywright::atlas {

namespace {

constexpr QLatin1StringView root("/api/atlas/v2");
constexpr QLatin1StringView largestPage("itemsPerPage=500");

// The server answers in the newest version of a resource that is not younger than this.
constexpr char firstVersion[] = "2023-01-01";
constexpr char accountVersion[] = "2024-08-05";
constexpr char newestVersion[] = "2025-03-12";

constexpr char organizationOwner[] = "Organization Owner";
constexpr char organizationReadOnly[] = "Organization Read Only";
constexpr char organizationMember[] = "Organization Member";
constexpr char projectOwner[] = "Project Owner";
constexpr char projectReadOnly[] = "Project Read Only";
constexpr char projectAccessManager[] = "Project Access Manager";

bool isProject(const Place &place)
{
    return place.kind == ScopeKind::Project;
}

/// A slash in `text` becomes %2F.
QString segment(const QString &text)
{
    return QLatin1Char('/') + QString::fromLatin1(QUrl::toPercentEncoding(text));
}

QString placePath(const Place &place)
{
    return root + QLatin1StringView(isProject(place) ? "/groups" : "/orgs") + segment(place.id);
}

QString accountsPath(const Place &place)
{
    return placePath(place) + QLatin1StringView("/serviceAccounts");
}

QString accountPath(const Place &place, const QString &accountId)
{
    return accountsPath(place) + segment(accountId);
}

Operation read(const QString &path, const char *version, const char *failure, const char *role)
{
    return {"GET", path, version, Replay::Idempotent, failure, role};
}

Operation readPages(const QString &path, const char *version, const char *failure, const char *role)
{
    const QLatin1Char separator(path.contains(QLatin1Char('?')) ? '&' : '?');
    return read(path + separator + largestPage, version, failure, role);
}

Operation write(const char *method, const QString &path, const char *failure, const char *role)
{
    return {method, path, accountVersion, Replay::Never, failure, role};
}

const char *owner(const Place &place)
{
    return isProject(place) ? projectOwner : organizationOwner;
}

const char *reader(const Place &place)
{
    return isProject(place) ? projectReadOnly : organizationReadOnly;
}

const char *listKeeper(const Place &place)
{
    return isProject(place) ? projectAccessManager : organizationOwner;
}

QString isoTime(const QDateTime &time)
{
    return time.toUTC().toString(Qt::ISODate);
}

} // namespace

QByteArray mediaType(const Operation &operation)
{
    if (operation.version.isEmpty())
        return "application/json";
    return "application/vnd.atlas." + operation.version + "+json";
}

QString apiPath(const QString &path)
{
    return path.startsWith(QLatin1StringView("/api/")) || path == QLatin1StringView("/api")
               ? path
               : root + path;
}

Operation nextPage(Operation operation, const QUrl &link)
{
    const qsizetype query = operation.path.indexOf(QLatin1Char('?'));
    operation.path = operation.path.left(query < 0 ? operation.path.size() : query) +
                     QLatin1Char('?') + link.query(QUrl::FullyEncoded);
    return operation;
}

Operation listAccountsOperation(const Place &place, bool includeSystemManaged)
{
    QString path = accountsPath(place);
    if (includeSystemManaged)
        path += QLatin1StringView("?includeSystemManaged=true");
    return readPages(
        path, accountVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The service accounts could not be listed"), reader(place));
}

Operation createAccountOperation(const Place &place)
{
    return write(
        "POST", accountsPath(place),
        QT_TRANSLATE_NOOP("AtlasError", "The service account could not be created"), owner(place));
}

Operation accountOperation(const Place &place, const QString &accountId)
{
    return read(
        accountPath(place, accountId), accountVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The service account could not be read"), reader(place));
}

Operation updateAccountOperation(const Place &place, const QString &accountId)
{
    Operation operation = write(
        "PATCH", accountPath(place, accountId),
        QT_TRANSLATE_NOOP("AtlasError", "The service account could not be changed"), owner(place));
    operation.replay = Replay::Idempotent;
    return operation;
}

Operation deleteAccountOperation(const Place &place, const QString &accountId)
{
    return write(
        "DELETE", accountPath(place, accountId),
        isProject(place)
            ? QT_TRANSLATE_NOOP(
                  "AtlasError", "The service account could not be removed from the project")
            : QT_TRANSLATE_NOOP("AtlasError", "The service account could not be deleted"),
        owner(place));
}

Operation projectsOfAccountOperation(const QString &orgId, const QString &accountId)
{
    const Place organization{ScopeKind::Organization, orgId};
    return readPages(
        accountPath(organization, accountId) + QLatin1StringView("/groups"), accountVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The account’s projects could not be listed"),
        organizationReadOnly);
}

Operation inviteOperation(const QString &projectId, const QString &accountId)
{
    const Place project{ScopeKind::Project, projectId};
    return write(
        "POST", accountPath(project, accountId) + QLatin1StringView(":invite"),
        QT_TRANSLATE_NOOP("AtlasError", "The account could not be added to the project"),
        organizationOwner);
}

Operation createSecretOperation(const Place &place, const QString &accountId)
{
    return write(
        "POST", accountPath(place, accountId) + QLatin1StringView("/secrets"),
        QT_TRANSLATE_NOOP("AtlasError", "The client secret could not be created"), owner(place));
}

Operation
deleteSecretOperation(const Place &place, const QString &accountId, const QString &secretId)
{
    return write(
        "DELETE", accountPath(place, accountId) + QLatin1StringView("/secrets") + segment(secretId),
        QT_TRANSLATE_NOOP("AtlasError", "The client secret could not be deleted"), owner(place));
}

Operation accessListOperation(const Place &place, const QString &accountId)
{
    return readPages(
        accountPath(place, accountId) + QLatin1StringView("/accessList"), accountVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The access list could not be read"), reader(place));
}

Operation addToAccessListOperation(const Place &place, const QString &accountId)
{
    return write(
        "POST", accountPath(place, accountId) + QLatin1StringView("/accessList?") + largestPage,
        QT_TRANSLATE_NOOP("AtlasError", "The access list could not be changed"), listKeeper(place));
}

Operation
removeFromAccessListOperation(const Place &place, const QString &accountId, const QString &address)
{
    return write(
        "DELETE",
        accountPath(place, accountId) + QLatin1StringView("/accessList") + segment(address),
        QT_TRANSLATE_NOOP("AtlasError", "The access list could not be changed"), listKeeper(place));
}

Operation statusOperation()
{
    return read(
        root, firstVersion, QT_TRANSLATE_NOOP("AtlasError", "The connection could not sign in"),
        nullptr);
}

Operation organizationsOperation()
{
    return readPages(
        root + QLatin1StringView("/orgs"), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The organizations could not be listed"), nullptr);
}

Operation allProjectsOperation()
{
    return readPages(
        root + QLatin1StringView("/groups"), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The projects could not be listed"), nullptr);
}

Operation projectsOperation(const QString &orgId)
{
    return readPages(
        placePath({ScopeKind::Organization, orgId}) + QLatin1StringView("/groups"), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The projects could not be listed"), organizationMember);
}

Operation projectOperation(const QString &projectId)
{
    return read(
        placePath({ScopeKind::Project, projectId}), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The project could not be read"), projectReadOnly);
}

Operation clustersOperation(const QString &projectId)
{
    return readPages(
        placePath({ScopeKind::Project, projectId}) + QLatin1StringView("/clusters"), accountVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The clusters could not be listed"), projectReadOnly);
}

Operation settingsOperation(const QString &orgId)
{
    return read(
        placePath({ScopeKind::Organization, orgId}) + QLatin1StringView("/settings"), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The organization’s settings could not be read"),
        organizationMember);
}

Operation apiKeysOperation(const Place &place)
{
    return readPages(
        placePath(place) + QLatin1StringView("/apiKeys"), firstVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The API keys could not be listed"),
        isProject(place) ? projectReadOnly : organizationMember);
}

Operation eventsOperation(const Place &place, const EventQuery &query)
{
    QUrlQuery parameters;
    for (const QString &type : query.types)
        parameters.addQueryItem(
            QStringLiteral("eventType"), QString::fromLatin1(QUrl::toPercentEncoding(type)));
    if (query.from.isValid())
        parameters.addQueryItem(QStringLiteral("minDate"), isoTime(query.from));
    if (query.to.isValid())
        parameters.addQueryItem(QStringLiteral("maxDate"), isoTime(query.to));
    QString path = placePath(place) + QLatin1StringView("/events");
    if (!parameters.isEmpty())
        path += QLatin1Char('?') + parameters.toString(QUrl::FullyEncoded);
    return readPages(
        path, firstVersion, QT_TRANSLATE_NOOP("AtlasError", "The events could not be read"),
        isProject(place) ? projectReadOnly : organizationMember);
}

Operation rawOperation(const QString &path)
{
    return read(
        apiPath(path), newestVersion,
        QT_TRANSLATE_NOOP("AtlasError", "The server did not answer the read"), nullptr);
}

Operation addressOperation()
{
    return read(
        QStringLiteral("/api/private/ipinfo"), nullptr,
        QT_TRANSLATE_NOOP("AtlasError", "This machine’s address could not be found"), nullptr);
}

} // namespace keywright::atlas
