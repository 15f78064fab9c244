#pragma once

#include "core/transfer/account_export.h"
#include "ui/widgets/banner.h"

#include <QObject>

namespace keywright {

class SavePathChooser;

enum class ListFormat { Csv, Json };

/// Saves a list of accounts where the person wants it. Asks before it replaces a file.
class AccountExporter : public QObject
{
    Q_OBJECT
public:
    /// Dialogs cover the window of `dialogParent`, messages go to `banner`; all must outlive this
    /// object.
    AccountExporter(SavePathChooser &files, Banner &banner, QWidget *dialogParent);

    void exportRows(ListFormat format, const QList<AccountExportRow> &rows);

private:
    void save(const QString &path, const QByteArray &bytes, bool overwrite);

    SavePathChooser &m_files;
    Banner &m_banner;
    QWidget *m_dialogParent;
};

} // namespace keywright
