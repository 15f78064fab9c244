#include "core/provider/atlas/role_catalog.h"

#include <QCoreApplication>

#include <array>

namespace keywright::atlas {

namespace {

struct Entry
{
    const char *id;
    const char *name; ///< the vendor's own, not translated
    const char *meaning;
    bool privileged = false;
};

constexpr std::array organizationRoles{
    Entry{
        "ORG_OWNER", "Organization Owner",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Everything in the organization and in all its projects, accounts and billing "
            "included."),
        true},
    Entry{
        "ORG_GROUP_CREATOR", "Organization Project Creator",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Creates projects, and owns those it creates.")},
    Entry{
        "ORG_BILLING_ADMIN", "Organization Billing Admin",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Sees invoices and changes how they are paid."),
        true},
    Entry{
        "ORG_BILLING_READ_ONLY", "Organization Billing Viewer",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Sees invoices and costs.")},
    Entry{
        "ORG_STREAM_PROCESSING_ADMIN", "Organization Stream Processing Admin",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Manages stream processing in all projects of the organization."),
        true},
    Entry{
        "ORG_READ_ONLY", "Organization Read Only",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Sees the organization, its accounts and all its projects, and changes nothing.")},
    Entry{
        "ORG_MEMBER", "Organization Member",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Belongs to the organization; what it may do comes from roles in projects.")},
};

constexpr std::array projectRoles{
    Entry{
        "GROUP_OWNER", "Project Owner",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Everything in the project: clusters, data, network access and accounts."),
        true},
    Entry{
        "GROUP_READ_ONLY", "Project Read Only",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Sees the project and its clusters, but not the data in them.")},
    Entry{
        "GROUP_CLUSTER_MANAGER", "Project Cluster Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Changes, pauses and scales clusters that exist.")},
    Entry{
        "GROUP_CLUSTER_CREATOR", "Project Cluster Creator",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Creates clusters.")},
    Entry{
        "GROUP_REPLICA_SET_MANAGER", "Project Replica Set Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Manages clusters that are replica sets.")},
    Entry{
        "GROUP_DATA_ACCESS_ADMIN", "Project Data Access Admin",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Reads and writes all data of the project, and creates and drops databases, "
            "collections and indexes."),
        true},
    Entry{
        "GROUP_DATA_ACCESS_READ_WRITE", "Project Data Access Read/Write",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Reads and writes the data of the project.")},
    Entry{
        "GROUP_DATA_ACCESS_READ_ONLY", "Project Data Access Read Only",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Reads the data of the project.")},
    Entry{
        "GROUP_DATABASE_ACCESS_ADMIN", "Project Database Access Admin",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Manages database users and their rights, so it can give itself "
                                "access to all data."),
        true},
    Entry{
        "GROUP_ACCESS_MANAGER", "Project Access Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Manages who belongs to the project and from where."),
        true},
    Entry{
        "GROUP_NETWORK_ACCESS_MANAGER", "Project Network Access Manager",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Manages from which networks the clusters can be reached: IP list, peering, private "
            "endpoints."),
        true},
    Entry{
        "GROUP_SEARCH_INDEX_EDITOR", "Project Search Index Editor",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Creates, changes and deletes search indexes.")},
    Entry{
        "GROUP_INDEX_MANAGER", "Project Index Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Manages the indexes of collections.")},
    Entry{
        "GROUP_STREAM_PROCESSING_OWNER", "Project Stream Processing Owner",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Manages stream processing, its connections and database users.")},
    Entry{
        "GROUP_BACKUP_MANAGER", "Project Backup Manager",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog",
            "Manages backups: when they are made, kept, restored and exported."),
        true},
    Entry{
        "GROUP_BACKUP_CREATOR", "Project Backup Creator",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Makes backups on demand.")},
    Entry{
        "GROUP_BACKUP_RECOVERY_OPERATOR", "Project Backup Recovery Operator",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Restores backups."), true},
    Entry{
        "GROUP_BACKUP_EXPORT_OPERATOR", "Project Backup Export Operator",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Exports backups to a storage of its own."), true},
    Entry{
        "GROUP_OBSERVABILITY_VIEWER", "Project Observability Viewer",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Sees metrics and the performance of queries.")},
    Entry{
        "GROUP_CLUSTER_LOG_VIEWER", "Project Cluster Log Viewer",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Downloads the logs of clusters.")},
    Entry{
        "GROUP_REAL_TIME_PERFORMANCE_OPERATOR", "Project Real Time Performance Operator",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Watches clusters live and ends operations that run too long.")},
    Entry{
        "GROUP_CLUSTER_RESILIENCE_TESTER", "Project Cluster Resilience Tester",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Makes clusters fail over, or lose a region, as a test.")},
    Entry{
        "GROUP_TRIGGER_MANAGER", "Project Trigger Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Manages triggers, which run code on data."), true},
    Entry{
        "GROUP_ALERTS_MANAGER", "Project Alerts Manager",
        QT_TRANSLATE_NOOP("AtlasRoleCatalog", "Manages what the project warns of, and whom.")},
    Entry{
        "GROUP_SUPPORT_ACCESS_MANAGER", "Project Support Access Manager",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Lets the vendor’s support into clusters, or keeps it out.")},
    Entry{
        "GROUP_MODEL_OWNER", "Project Model Owner",
        QT_TRANSLATE_NOOP(
            "AtlasRoleCatalog", "Manages the AI models that the project uses, and their keys.")},
};

void append(QList<Role> &catalog, const Entry &entry, ScopeKind kind)
{
    Role role;
    role.id = QLatin1StringView(entry.id);
    role.name = QLatin1StringView(entry.name);
    role.description = QCoreApplication::translate("AtlasRoleCatalog", entry.meaning);
    role.scopes = {kind};
    role.privileged = entry.privileged;
    // What most names begin with would be all that a narrow column shows of them.
    role.shortName =
        QString(role.name).replace(QLatin1StringView("Organization "), QLatin1StringView("Org. "));
    catalog.append(role);
}

} // namespace

QList<Role> roleCatalog()
{
    QList<Role> catalog;
    for (const Entry &entry : organizationRoles)
        append(catalog, entry, ScopeKind::Organization);
    for (const Entry &entry : projectRoles)
        append(catalog, entry, ScopeKind::Project);
    return catalog;
}

} // namespace keywright::atlas
