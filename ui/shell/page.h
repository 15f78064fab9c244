#pragma once

#include <QList>
#include <QWidget>

class QAbstractButton;

namespace keywright {

/// Base of everything the navigation leads to. The window shows title() and headerActions() above
/// the page.
class Page : public QWidget
{
    Q_OBJECT
public:
    using QWidget::QWidget;

    virtual QString title() const = 0;
    /// Buttons for the header, the primary one last. The page makes them once and keeps the
    /// pointers; the window only places them.
    virtual QList<QWidget *> headerActions() { return {}; }
    /// Ctrl+F: puts the focus into the page's filter.
    virtual void focusSearch() {}
    /// F6: where the keyboard lands in the content, and in the detail if there is one.
    virtual QList<QWidget *> focusStops() { return {}; }
    /// The page has come to the front, or has left it. A hidden page lets its work rest.
    virtual void shown() {}
    virtual void hidden() {}

Q_SIGNALS:
    /// The title or the header actions are others now.
    void headerChanged();
};

} // namespace keywright
