#pragma once

#include "ui/widgets/dialog_frame.h"

#include <functional>

class QLineEdit;

namespace keywright {

struct ConfirmRequest
{
    QString title;    ///< "Delete fraud-scoring?"
    QString sentence; ///< what happens
    QStringList consequences;
    QString actionText; ///< "Delete"
    bool destructive = false;
    QString textToType; ///< must be typed before the action can be chosen; empty asks for nothing
};

/// Asks before something that is hard to undo. accepted() means that the person agreed.
class ConfirmDialog : public DialogFrame
{
    Q_OBJECT
public:
    ConfirmDialog(const ConfirmRequest &request, QWidget *parent);

    /// Offers something else to do first, which closes the dialog as Cancel does.
    QPushButton *offerInstead(const QString &text);

private:
    void addTypedConfirmation(const QString &text, QPushButton *action);

    QLineEdit *m_typed = nullptr;
};

/// Opens the dialog and calls `agreed` when the person agreed, unless `context` is gone.
void confirm(
    const ConfirmRequest &request, QWidget *parent, QObject *context,
    const std::function<void()> &agreed);

} // namespace keywright
