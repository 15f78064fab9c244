#include "ui/widgets/tab_pages.h"

#include <QTabBar>

namespace keywright {

TabPages::TabPages(QWidget *parent)
    : QTabWidget(parent)
{
    tabBar()->setExpanding(false);
    tabBar()->setDrawBase(false);
    tabBar()->setUsesScrollButtons(false);
    tabBar()->setElideMode(Qt::ElideNone);
}

int TabPages::addPage(QWidget *page, const QString &name)
{
    QString label = name;
    label.replace(QLatin1Char('&'), QLatin1StringView("&&"));
    return addTab(page, label);
}

} // namespace keywright
