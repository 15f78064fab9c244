#pragma once

#include <QAccessible>

class QWidget;

/// What screen readers are told about own widgets.
namespace keywright::accessibility {

/// Gives a widget that Qt would call a plain pane its real role. Call it before the widget is
/// shown.
void setRole(QWidget *widget, QAccessible::Role role);

/// Speaks the widget's name as an alert, for messages that appear by themselves.
void announce(QWidget *widget);

/// Registers the roles with Qt; ThemeController calls it.
void install();

} // namespace keywright::accessibility
