#include "ui/widgets/name_box.h"

#include <QComboBox>
#include <QCompleter>
#include <QLineEdit>

namespace keywright {

QComboBox *makeNameBox(const QString &name, const QString &placeholder)
{
    auto *box = new QComboBox;
    box->setEditable(true);
    box->setInsertPolicy(QComboBox::NoInsert);
    box->completer()->setCompletionMode(QCompleter::PopupCompletion);
    box->completer()->setFilterMode(Qt::MatchContains);
    box->setAccessibleName(name);
    box->lineEdit()->setAccessibleName(name);
    box->lineEdit()->setPlaceholderText(placeholder);
    box->setSizeAdjustPolicy(QComboBox::AdjustToMinimumContentsLengthWithIcon);
    return box;
}

} // namespace keywright
