#include "ui/dialogs/open_path_chooser.h"

#include <QFileDialog>

namespace keywright {

void FileDialogOpener::choose(
    QWidget *parent, const OpenPathRequest &request, std::function<void(QString)> chosen)
{
    auto *dialog = new QFileDialog(parent, request.title, request.directory);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptOpen);
    dialog->setFileMode(QFileDialog::ExistingFile);
    if (!request.nameFilters.isEmpty())
        dialog->setNameFilters(request.nameFilters);
    if (request.showsHidden)
        dialog->setFilter(dialog->filter() | QDir::Hidden);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

} // namespace keywright
