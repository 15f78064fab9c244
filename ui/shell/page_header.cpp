#include "ui/shell/page_header.h"

#include "ui/shell/page.h"
#include "ui/theme/accessibility.h"
#include "ui/theme/metrics.h"
#include "ui/widgets/text.h"

#include <QBoxLayout>
#include <QLabel>
#include <QVariant>

namespace keywright {

PageHeader::PageHeader(QWidget *parent)
    : QFrame(parent)
    , m_title(makeLabel({}, TextStyle::Title, this))
    , m_row(new QHBoxLayout(this))
{
    setProperty("look", QStringLiteral("head"));
    setFixedHeight(metrics::HeaderHeight);
    accessibility::setRole(m_title, QAccessible::Heading);
    m_row->setContentsMargins(metrics::SpaceLg, 0, metrics::SpaceLg, 1);
    m_row->addWidget(m_title);
    m_row->addStretch(1);
}

void PageHeader::show(Page *page)
{
    if (QWidget *old = m_bars.value(m_current))
        old->hide();
    m_current = page;
    m_title->setText(page->title());
    m_title->setAccessibleName(page->title());
    barFor(page)->show();
}

QWidget *PageHeader::barFor(Page *page)
{
    if (QWidget *known = m_bars.value(page))
        return known;
    auto *bar = new QWidget(this);
    auto *row = new QHBoxLayout(bar);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(metrics::SpaceMd);
    m_row->addWidget(bar);
    m_bars.insert(page, bar);
    fill(bar, page);
    connect(page, &Page::headerChanged, bar, [this, bar, page] {
        fill(bar, page);
        if (page == m_current)
            m_title->setText(page->title());
    });
    return bar;
}

void PageHeader::fill(QWidget *bar, Page *page)
{
    const QList<QWidget *> wanted = page->headerActions();
    while (QLayoutItem *item = bar->layout()->takeAt(0)) {
        if (!wanted.contains(item->widget()))
            item->widget()->hide();
        delete item;
    }
    for (QWidget *action : wanted) {
        bar->layout()->addWidget(action);
        action->show();
    }
}

} // namespace keywright
