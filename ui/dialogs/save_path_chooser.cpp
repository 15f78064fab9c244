#include "ui/dialogs/save_path_chooser.h"

#include <QFileDialog>

namespace keywright {

void FileDialogChooser::choose(
    QWidget *parent, const SavePathRequest &request, std::function<void(QString)> chosen)
{
    auto *dialog = new QFileDialog(parent, request.title);
    dialog->setAttribute(Qt::WA_DeleteOnClose);
    dialog->setAcceptMode(QFileDialog::AcceptSave);
    // The caller asks, in the same words for every platform and only when it matters.
    dialog->setOption(QFileDialog::DontConfirmOverwrite);
    dialog->setNameFilter(request.nameFilter);
    dialog->setDefaultSuffix(request.suffix);
    dialog->selectFile(request.suggestedName);
    QObject::connect(dialog, &QFileDialog::fileSelected, parent, std::move(chosen));
    dialog->open();
}

} // namespace keywright
