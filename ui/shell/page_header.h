#pragma once

#include <QFrame>
#include <QHash>
#include <QPointer>

class QHBoxLayout;
class QLabel;

namespace keywright {

class Page;

/// The title of the page and its buttons, at the far end.
class PageHeader : public QFrame
{
    Q_OBJECT
public:
    explicit PageHeader(QWidget *parent = nullptr);

    void show(Page *page);

private:
    QWidget *barFor(Page *page);
    void fill(QWidget *bar, Page *page);

    QLabel *m_title;
    QHBoxLayout *m_row;
    QHash<Page *, QWidget *> m_bars;
    Page *m_current = nullptr;
};

} // namespace keywright
