#pragma once

#include <QString>

class QAbstractButton;
class QIcon;
class QMenu;
class QPushButton;
class QToolButton;
class QWidget;

namespace keywright {

/// Primary: the one filled button of a page or dialog, at the far end. Secondary: the usual
/// outlined one. Destructive: outlined in the bad colour. DestructivePrimary: filled in the bad
/// colour, only once confirmed. Quiet: no outline, for links in banners and rows. Line: small and
/// without outline, for status lines.
enum class ButtonVariant { Secondary, Primary, Destructive, DestructivePrimary, Quiet, Line };

/// Styles any button; may be called again to change it.
void setVariant(QAbstractButton *button, ButtonVariant variant);

/// A push button whose text has no mnemonic and is its accessible name; Enter and Space press it.
QPushButton *makeButton(
    const QString &text, ButtonVariant variant = ButtonVariant::Secondary,
    QWidget *parent = nullptr);

/// A square button with an icon only; `name` is its accessible name and tooltip.
QToolButton *
makeIconButton(const QString &iconName, const QString &name, QWidget *parent = nullptr);

/// A button that opens a menu, with a chevron ("Copy as"). The button takes the menu.
QPushButton *makeMenuButton(const QString &text, QMenu *menu, QWidget *parent = nullptr);

} // namespace keywright
