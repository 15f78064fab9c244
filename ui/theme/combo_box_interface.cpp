#include "ui/theme/combo_box_interface.h"

#include <QAbstractItemView>
#include <QComboBox>
#include <QLineEdit>

namespace keywright {

ComboBoxInterface::ComboBoxInterface(QComboBox *box)
    : QAccessibleWidget(box, QAccessible::ComboBox)
{
}

QComboBox *ComboBoxInterface::box() const
{
    return qobject_cast<QComboBox *>(object());
}

int ComboBoxInterface::childCount() const
{
    return box()->isEditable() ? 2 : 1;
}

QAccessibleInterface *ComboBoxInterface::child(int index) const
{
    if (index == 0)
        return QAccessible::queryAccessibleInterface(box()->view());
    if (index == 1 && box()->isEditable())
        return QAccessible::queryAccessibleInterface(box()->lineEdit());
    return nullptr;
}

QAccessibleInterface *ComboBoxInterface::childAt(int x, int y) const
{
    QAccessibleInterface *editor = child(1);
    return editor && editor->rect().contains(x, y) ? editor : nullptr;
}

int ComboBoxInterface::indexOfChild(const QAccessibleInterface *child) const
{
    if (child->object() == box()->view())
        return 0;
    return box()->isEditable() && child->object() == box()->lineEdit() ? 1 : -1;
}

QString ComboBoxInterface::text(QAccessible::Text kind) const
{
    if (kind == QAccessible::Name && !box()->accessibleName().isEmpty())
        return box()->accessibleName();
    if (kind == QAccessible::Name || kind == QAccessible::Value)
        return box()->currentText();
    // AT-SPI carries no text value for this role; the description is what reaches a screen reader.
    if (kind == QAccessible::Description && !box()->isEditable()) {
        QStringList words{box()->currentText(), QAccessibleWidget::text(kind)};
        words.removeAll(QString());
        return words.join(QStringLiteral(". "));
    }
    return QAccessibleWidget::text(kind);
}

QStringList ComboBoxInterface::actionNames() const
{
    return {showMenuAction(), pressAction()};
}

void ComboBoxInterface::doAction(const QString &actionName)
{
    if (actionName != showMenuAction() && actionName != pressAction())
        return;
    if (box()->view()->isVisible())
        box()->hidePopup();
    else
        box()->showPopup();
}

} // namespace keywright
