#pragma once

#include "core/identity/role.h"
#include "core/net/http_message.h"
#include "core/provider/events.h"

namespace keywright::atlas {

/// What a call is about: an organisation or a project (ScopeKind) and its id.
using Place = Scope;

/// One operation of the Administration API: everything about its request but the body.
struct Operation
{
    QByteArray method;
    QString path;       ///< encoded, with query
    QByteArray version; ///< of the resource; part of the media type
    Replay replay = Replay::Idempotent;
    const char *failure = nullptr; ///< "The … could not be …"
    const char *role = nullptr;    ///< the least role it needs
};

/// The versioned media type of an operation's request and answer.
QByteArray mediaType(const Operation &operation);

/// A path below the API's root as it is sent; one that names the root itself stays as it is.
QString apiPath(const QString &path);

/// Where the next page of `operation` is, by the link that the server gave for it. Only the link's
/// query counts, since a server behind another name writes its own into it.
Operation nextPage(Operation operation, const QUrl &link);

// All paths, versions and least roles in one place (API documentation, "Service Accounts",
// "Projects", "Organizations", "Programmatic API Keys", "Events").

Operation listAccountsOperation(const Place &place, bool includeSystemManaged);
Operation createAccountOperation(const Place &place);
Operation accountOperation(const Place &place, const QString &accountId);
Operation updateAccountOperation(const Place &place, const QString &accountId);
/// In a project it only takes the account out of it.
Operation deleteAccountOperation(const Place &place, const QString &accountId);
Operation projectsOfAccountOperation(const QString &orgId, const QString &accountId);
Operation inviteOperation(const QString &projectId, const QString &accountId);

Operation createSecretOperation(const Place &place, const QString &accountId);
Operation
deleteSecretOperation(const Place &place, const QString &accountId, const QString &secretId);

Operation accessListOperation(const Place &place, const QString &accountId);
Operation addToAccessListOperation(const Place &place, const QString &accountId);
Operation
removeFromAccessListOperation(const Place &place, const QString &accountId, const QString &address);

Operation statusOperation();
Operation organizationsOperation();
Operation allProjectsOperation();
Operation projectsOperation(const QString &orgId);
Operation projectOperation(const QString &projectId);
Operation clustersOperation(const QString &projectId);
Operation settingsOperation(const QString &orgId);
Operation apiKeysOperation(const Place &place);
Operation eventsOperation(const Place &place, const EventQuery &query);
/// Any path, in the newest version that this program knows of.
Operation rawOperation(const QString &path);
/// Not part of the published API; the vendor's own command line asks it for this machine's address.
Operation addressOperation();

} // namespace keywright::atlas
