#include "ui/accounts/account_exporter.h"

#include "core/transfer/export_file.h"
#include "ui/dialogs/confirm_dialog.h"
#include "ui/dialogs/save_path_chooser.h"

#include <QDir>

namespace keywright {

AccountExporter::AccountExporter(SavePathChooser &files, Banner &banner, QWidget *dialogParent)
    : QObject(dialogParent)
    , m_files(files)
    , m_banner(banner)
    , m_dialogParent(dialogParent)
{
}

void AccountExporter::exportRows(ListFormat format, const QList<AccountExportRow> &rows)
{
    const bool csv = format == ListFormat::Csv;
    SavePathRequest request;
    request.title = tr("Export accounts");
    request.suggestedName = csv ? QStringLiteral("accounts.csv") : QStringLiteral("accounts.json");
    request.nameFilter = csv ? tr("CSV (*.csv)") : tr("JSON (*.json)");
    request.suffix = csv ? QStringLiteral("csv") : QStringLiteral("json");
    const QByteArray bytes = csv ? accountsCsv(rows) : accountsJson(rows);
    m_files.choose(
        m_dialogParent, request, [this, bytes](const QString &path) { save(path, bytes, false); });
}

void AccountExporter::save(const QString &path, const QByteArray &bytes, bool overwrite)
{
    const Result<void> written = writeTextFile(path, bytes, overwrite);
    if (written)
        return m_banner.showMessage(
            Tone::Ok, tr("The list was saved to %1.").arg(QDir::toNativeSeparators(path)));
    if (written.error().kind != ErrorKind::Conflict || overwrite)
        return m_banner.showMessage(Tone::Bad, written.error().message, written.error().hint);
    ConfirmRequest request;
    request.title = tr("Replace the file?");
    request.sentence = written.error().message;
    request.actionText = tr("Replace");
    request.destructive = true;
    confirm(request, m_dialogParent, this, [this, path, bytes] { save(path, bytes, true); });
}

} // namespace keywright
