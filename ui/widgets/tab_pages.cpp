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
    m_pages.append({page, label});
    return addTab(page, label);
}

void TabPages::setPageOffered(QWidget *page, bool offered)
{
    const int at = indexOf(page);
    if (offered == (at >= 0))
        return;
    if (!offered)
        return removeTab(at);
    int place = 0;
    for (const auto &[known, label] : std::as_const(m_pages)) {
        if (known == page) {
            insertTab(place, page, label);
            return;
        }
        if (indexOf(known) >= 0)
            ++place;
    }
}

} // namespace keywright
