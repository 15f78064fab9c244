#pragma once

#include <QPointer>
#include <QWidget>

class QFrame;

namespace keywright {

/// A panel over a dimmed window: what DialogFrame and the command palette have in common.
///
/// It is a widget inside the window and not a window of its own, so it looks and behaves the same
/// with every window manager. While it is open, focus, shortcuts and clicks stay inside; afterwards
/// the focus goes back to where it was. Overlays may be stacked; only the topmost one listens.
class ModalOverlay : public QWidget
{
    Q_OBJECT
public:
    ~ModalOverlay() override;

    bool isOpen() const { return !isHidden(); }

    /// The overlay on top of this window, or null.
    static ModalOverlay *topmost(const QWidget *window);

    /// Whether all that is open over this window lets the application close; the first that does
    /// not says why.
    static bool allMayClose(const QWidget *window);

    /// Whether the application may close now; a dialog that must not be lost answers false and says
    /// why.
    virtual bool mayClose() { return true; }

protected:
    /// `parent` is any widget of the window to cover.
    explicit ModalOverlay(QWidget *parent);

    QFrame *panel() const { return m_panel; }
    /// Shows the overlay and puts the focus into `first`, or into the first field of the panel.
    void openOverlay(QWidget *first);
    void closeOverlay();

    virtual QRect panelGeometry() const = 0;
    virtual void escape() = 0;
    void placePanel();

    bool eventFilter(QObject *watched, QEvent *event) override;
    bool event(QEvent *event) override;
    bool focusNextPrevChild(bool next) override;
    void keyPressEvent(QKeyEvent *event) override;
    void mousePressEvent(QMouseEvent *event) override;
    void paintEvent(QPaintEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    bool isTopmost() const;
    bool holds(const QObject *object) const;
    void keepFocusInside(QWidget *now);
    QWidget *neighbour(QWidget *from, bool next) const;
    void focusFirst();

    QFrame *m_panel;
    QPointer<QWidget> m_focusBefore;
};

} // namespace keywright
