#include "ui/widgets/button.h"

#include "ui/theme/icons.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QGuiApplication>
#include <QMenu>
#include <QPushButton>
#include <QToolButton>
#include <QVariant>

namespace keywright {

namespace {

QString nameOf(ButtonVariant variant)
{
    switch (variant) {
    case ButtonVariant::Primary:
        return QStringLiteral("primary");
    case ButtonVariant::Destructive:
        return QStringLiteral("destructive");
    case ButtonVariant::DestructivePrimary:
        return QStringLiteral("destructivePrimary");
    case ButtonVariant::Quiet:
        return QStringLiteral("quiet");
    case ButtonVariant::Line:
        return QStringLiteral("line");
    case ButtonVariant::Secondary:
        break;
    }
    return QStringLiteral("secondary");
}

QString withoutMnemonic(QString text)
{
    return text.replace(QLatin1Char('&'), QLatin1StringView("&&"));
}

} // namespace

void setVariant(QAbstractButton *button, ButtonVariant variant)
{
    button->setProperty("variant", nameOf(variant));
    repolish(button);
}

QPushButton *makeButton(const QString &text, ButtonVariant variant, QWidget *parent)
{
    auto *button = new QPushButton(withoutMnemonic(text), parent);
    button->setAccessibleName(text);
    button->setAutoDefault(true);
    setVariant(button, variant);
    return button;
}

QToolButton *makeIconButton(const QString &iconName, const QString &name, QWidget *parent)
{
    auto *button = new QToolButton(parent);
    button->setIcon(icons::icon(iconName));
    button->setIconSize(QSize(metrics::IconSize, metrics::IconSize));
    button->setAccessibleName(name);
    button->setToolTip(name);
    button->setFocusPolicy(Qt::StrongFocus);
    button->setPopupMode(QToolButton::InstantPopup);
    setVariant(button, ButtonVariant::Secondary);
    return button;
}

QPushButton *makeMenuButton(const QString &text, QMenu *menu, QWidget *parent)
{
    QPushButton *button = makeButton(text, ButtonVariant::Secondary, parent);
    menu->setParent(button, menu->windowFlags());
    // The button's own, which puts the chevron behind its text, would turn submenus around.
    menu->setLayoutDirection(QGuiApplication::layoutDirection());
    button->setMenu(menu);
    button->setIcon(icons::icon(QStringLiteral("chevron-down"), Ink::Muted));
    button->setIconSize(QSize(12, 12));
    button->setLayoutDirection(Qt::RightToLeft);
    return button;
}

} // namespace keywright
