#pragma once

#include "core/identity/service_account.h"

#include <QByteArray>

namespace keywright {

/// One line of an exported list: an account and the name of its connection.
struct AccountExportRow
{
    QString connection;
    ServiceAccount account;
};

/// RFC 4180, UTF-8, with a header line. Texts that a spreadsheet would run as a formula are
/// prefixed with an apostrophe. Holds no secret.
QByteArray accountsCsv(const QList<AccountExportRow> &rows);

/// A JSON array with the keys of the command line's `accounts list --json`. Holds no secret.
QByteArray accountsJson(const QList<AccountExportRow> &rows);

} // namespace keywright
