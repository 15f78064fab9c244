#pragma once

#include <QMap>
#include <QStringList>

namespace keywright {

/// Kept in the file's user_version; a file with a higher one is left alone.
inline constexpr int journalSchemaVersion = 3;

/// The statements that make an empty file a journal.
QStringList journalSchema();
/// As DatabaseLayout::upgrades.
QMap<int, QStringList> journalUpgrades();

} // namespace keywright
