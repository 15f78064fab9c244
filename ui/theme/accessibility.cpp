#include "ui/theme/accessibility.h"

#include "ui/theme/combo_box_interface.h"

#include <QAccessibleWidget>
#include <QComboBox>
#include <QVariant>
#include <QWidget>

namespace keywright::accessibility {

namespace {

constexpr char RoleProperty[] = "accessibleRole";

QAccessibleInterface *interfaceFor(const QString &, QObject *object)
{
    if (auto *box = qobject_cast<QComboBox *>(object))
        return new ComboBoxInterface(box);
    auto *widget = qobject_cast<QWidget *>(object);
    if (!widget)
        return nullptr;
    const QVariant role = widget->property(RoleProperty);
    if (!role.isValid())
        return nullptr;
    return new QAccessibleWidget(widget, static_cast<QAccessible::Role>(role.toInt()));
}

} // namespace

void setRole(QWidget *widget, QAccessible::Role role)
{
    widget->setProperty(RoleProperty, static_cast<int>(role));
}

void announce(QWidget *widget)
{
    QAccessibleEvent event(widget, QAccessible::Alert);
    QAccessible::updateAccessibility(&event);
}

void install()
{
    // Qt ignores a factory that is already registered, so a second controller does no harm.
    QAccessible::installFactory(interfaceFor);
}

} // namespace keywright::accessibility
