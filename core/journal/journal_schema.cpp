#include "core/journal/journal_schema.h"

namespace keywright {

// No column is ever given the value of a secret; times are ISO 8601 in UTC, durations milliseconds.
QStringList journalSchema()
{
    return {
        QStringLiteral("CREATE TABLE IF NOT EXISTS creations ("
                       "id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       "owner TEXT NOT NULL,"
                       "connection_id TEXT NOT NULL,"
                       "kind TEXT NOT NULL,"
                       "account_type TEXT NOT NULL,"
                       "account_id TEXT NOT NULL,"
                       "account_name TEXT NOT NULL,"
                       "secret_id TEXT NOT NULL,"
                       "keychain_item TEXT NOT NULL,"
                       "known_before TEXT NOT NULL,"
                       "server_ahead INTEGER,"
                       "rotation_id INTEGER NOT NULL DEFAULT 0,"
                       "step TEXT NOT NULL,"
                       "begun_at TEXT NOT NULL,"
                       "changed_at TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE IF NOT EXISTS rotations ("
                       "id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       "connection_id TEXT NOT NULL,"
                       "account_id TEXT NOT NULL,"
                       "step TEXT NOT NULL,"
                       "begun_at TEXT NOT NULL,"
                       "changed_at TEXT NOT NULL,"
                       "state TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE IF NOT EXISTS consumers ("
                       "id INTEGER PRIMARY KEY AUTOINCREMENT,"
                       "connection_id TEXT NOT NULL,"
                       "account_id TEXT NOT NULL,"
                       "kind TEXT NOT NULL,"
                       "place TEXT NOT NULL,"
                       "added_at TEXT NOT NULL)"),
        QStringLiteral("CREATE TABLE IF NOT EXISTS consumer_ticks ("
                       "rotation_id INTEGER NOT NULL REFERENCES rotations(id),"
                       "consumer_id INTEGER NOT NULL REFERENCES consumers(id) ON DELETE CASCADE,"
                       "ticked_at TEXT NOT NULL,"
                       "PRIMARY KEY (rotation_id, consumer_id))"),
        QStringLiteral("CREATE INDEX IF NOT EXISTS creations_by_step ON creations (step)"),
        QStringLiteral("CREATE INDEX IF NOT EXISTS rotations_by_step ON rotations (step)"),
    };
}

QMap<int, QStringList> journalUpgrades()
{
    return {
        {1, {QStringLiteral("ALTER TABLE creations ADD COLUMN server_ahead INTEGER")}},
        {2,
         {QStringLiteral(
             "ALTER TABLE creations ADD COLUMN rotation_id INTEGER NOT NULL DEFAULT 0")}}};
}

} // namespace keywright
